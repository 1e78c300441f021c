import Foundation
import Segmentation
import Synchronization
import TestSupport
import Testing
import Torch

/// `pleura weights` against a server of the tests.
struct WeightsTests {
    /// The second is started while the first has the lock, and the server answers once the second waits: there is one
    /// request, and both name one file.
    @Test func twoProcessesFetchOneFileOnce() throws {
        try withTemporaryFolder { folder in
            let encoder = try NetworkDescription(encoder: "resnet18").makeNetwork().encoder
            let bytes = Data(try Safetensors.encoded(encoder.state()))
            let asked = DispatchSemaphore(value: 0)
            let isReady = DispatchSemaphore(value: 0)
            let server = try HTTPServer { _ in
                asked.signal()
                isReady.wait()
                return .init(body: bytes)
            }
            let environment = ["HF_HOME": folder.appending(path: "hf").path, "HF_ENDPOINT": server.address]
            let arguments = ["weights", "pull", "resnet18"]
            let first = try RunningCommand(arguments, in: folder, environment: environment)
            let isAsked = asked.wait(timeout: .now() + 120) == .success
            try #require(isAsked)
            let second = try RunningCommand(arguments, in: folder, environment: environment)
            let waits = try second.waitsForError("another pleura is fetching")
            isReady.signal()
            let (one, two) = (try first.finished(), try second.finished())
            #expect(waits, "\(two)")
            #expect(one.exitCode == 0 && two.exitCode == 0, "\(one) \(two)")
            #expect(one.output == two.output && server.requests.count == 1, "\(one) \(two)")
            let file = one.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
        }
    }
}
