import Foundation
import Subprocess
import Testing

@testable import Experiments

struct RunOutcomeTests {
    @Test func theExitCodeDecides() {
        func outcome(_ status: TerminationStatus, finished: Bool = false, _ message: String = "words") -> RunOutcome {
            RunOutcome(status, isFinished: finished, message: message)
        }
        #expect(outcome(.exited(0), finished: true) == .finished)
        #expect(outcome(.exited(0)) == .failed("it ended without test results"))
        #expect(outcome(.exited(3)) == .diverged("words"))
        #expect(outcome(.exited(3), "") == .diverged("its loss became infinite or NaN"))
        for code in [130, 143] as [Int32] { #expect(outcome(.exited(code)) == .interrupted) }
        for signal in [SIGINT, SIGTERM] { #expect(outcome(.signaled(signal)) == .interrupted) }
        #expect(outcome(.exited(1)) == .failed("words"))
        #expect(outcome(.exited(2), "") == .failed("it ended with exit code 2"))
        #expect(outcome(.signaled(SIGSEGV)) == .failed("signal 11 killed it; its last line: words"))
        #expect(
            outcome(.signaled(SIGKILL), "") == .failed("signal 9 killed it, as the system does when memory runs out"))
    }

    @Test func noMessageDecides() {
        for words in ["the training went astray", "the loss is NaN: it diverged", "stopped; interrupted"] {
            #expect(RunOutcome(.exited(1), isFinished: false, message: words) == .failed(words))
        }
    }
}
