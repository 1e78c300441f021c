import Files
import Foundation
import Synchronization
import Testing
import Torch

/// What belongs to the whole process: each test has one of its own.
@Suite struct ProcessTests {
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/maps"), "no /proc/self/maps here"))
    func exactlyOneOpenMPRuntimeIsLoaded() async {
        await #expect(processExitsWith: .success) {
            _ = try Tensor.ones([2, 8, 32, 32]).conv2d(.ones([8, 8, 3, 3]), padding: 1)
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            let files = Set(maps.split(separator: "\n").compactMap { $0.split(separator: " ").last })
            let runtimes = files.filter { file in
                let name = file.split(separator: "/").last ?? ""
                return ["libgomp", "libomp", "libiomp"].contains { name.hasPrefix($0) }
            }
            #expect(runtimes.count == 1, "\(runtimes.sorted())")
        }
    }

    @Test func aSeedFixesWhatIsDrawnRightAfterIt() async {
        await #expect(processExitsWith: .success) {
            try manualSeed(7)
            let first = try Tensor.normal([64])
            let next = try Tensor.normal([64])
            try manualSeed(7)
            #expect(try Tensor.normal([64]).isEqual(to: first))
            #expect(try !next.isEqual(to: first))
        }
    }

    @Test func threadsAreThoseOfTheProcess() async {
        await #expect(processExitsWith: .success) {
            let count = try threadCount
            #expect(count == Processors.current.count)
        }
    }

    @Test func float32IsNotRoundedUnlessAskedFor() async {
        await #expect(processExitsWith: .success) {
            let settings = [CUDASetting.tf32Products, .tf32Convolutions]
            func areOn() throws -> [Bool] { try settings.map { try $0.isOn } }
            #expect(try areOn() == [false, false])
            try tf32(true) { () throws in
                #expect(try areOn() == [true, true])
                try tf32(false) { () throws in #expect(try areOn() == [false, false]) }
                #expect(try areOn() == [true, true])
            }
            #expect(throws: CancellationError.self) { try tf32(true) { () throws in throw CancellationError() } }
            #expect(try areOn() == [false, false])
        }
    }

    @Test func warningsAreOneLineWithoutSourcePaths() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            // The variance of one number is not defined.
            for _ in 0..<3 { _ = try call("aten::var", Tensor([Float(1)]), true) }
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.hasPrefix("warning: libtorch: var(): degrees of freedom is <= 0."), "\(text)")
        #expect(text.split(separator: "\n").count == 1 && !text.contains(".cpp"), "\(text)")
    }

    @Test func warningsGoToWhoeverListens() async {
        await #expect(processExitsWith: .success) {
            let heard = Mutex<[String]>([])
            TorchWarnings.listen { line in heard.withLock { $0.append(line) } }
            _ = try call("aten::var", Tensor([Float(1)]), true)
            #expect(heard.withLock { $0 }.count == 1)
        }
    }

    @Test func threadsAreCountedFromOne() async {
        await #expect(processExitsWith: .success) {
            try setThreadCount(1)
            #expect(try threadCount == 1)
            try setThreadCount(-3)
            #expect(try threadCount == 1)
        }
    }

    /// put_ without accumulation: the last of two writers to a place wins, whichever that is.
    private static func put() throws(TorchError) {
        let positions = try Tensor([Int64(0), 0])
        try callInPlace("aten::put_", Tensor.zeros([3]), positions, Tensor([Float(1), 2]), false)
    }

    private static func putThrowsInScope() throws -> Bool {
        do throws(TorchError) {
            try deterministic { try put() }
            return false
        } catch { return error.description.contains("deterministic") }
    }

    @Test func operatorsThatAreNotDeterministicThrowInsideTheScopeOnly() async {
        await #expect(processExitsWith: .success) {
            try ProcessTests.put()
            #expect(try ProcessTests.putThrowsInScope())
            try ProcessTests.put()
            try deterministic { try deterministic { _ = try Tensor.zeros([1]) } }
            try ProcessTests.put()
        }
    }
}
