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

    /// A company's proxy that lets nobody out. Its answer to CONNECT looks like the hub's, and is none.
    @Test(.enabled(if: !isMac, "macOS takes its proxies from the system's settings"), arguments: [403, 407])
    func aProxyThatRefusesIsTold(_ status: Int) throws {
        try withTemporaryFolder { folder in
            let proxy = try HTTPServer { _ in .init(status: status, body: Data("blocked".utf8)) }
            let name = proxy.address.replacing("http://", with: "")
            func fault(_ environment: [String: String]) throws -> String {
                var all = ["HF_HOME": folder.appending(path: "hf").path]
                // What this machine sets must not count.
                for other in [
                    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
                ] {
                    all[other] = ""
                }
                let pull = try Command(
                    ["weights", "pull", "resnet18"], in: folder, environment: all.merging(environment) { $1 })
                #expect(pull.exitCode == 1)
                return pull.errors
            }
            let https = try fault(["https_proxy": "http://user:secret@\(name)", "HF_ENDPOINT": "https://hub.example"])
            #expect(https.contains("the proxy \(name) (https_proxy) answers \(status): "), "\(https)")
            #expect(https.contains("pleura weights add resnet18 FILE") && !https.contains("secret"), "\(https)")
            #expect(!https.contains("HF_TOKEN") && proxy.requests.map(\.path) == ["hub.example:443"], "\(https)")
            let http = try fault(["http_proxy": proxy.address, "HF_ENDPOINT": "http://hub.example"])
            let said =
                status == 407
                ? "the proxy \(name) (http_proxy) answers 407: " : "the server, or the proxy \(name), answers 403"
            #expect(http.contains(said), "\(http)")
            #expect(proxy.requests.count == 2)
            let away = try fault(["https_proxy": "http://127.0.0.1:1", "HF_ENDPOINT": "https://hub.example"])
            #expect(away.contains("no connection to the proxy 127.0.0.1:1, which https_proxy names"), "\(away)")
        }
    }

    private static var isMac: Bool {
        #if os(macOS)
            true
        #else
            false
        #endif
    }

    /// The server never answers: the first signal ends the wait, and the folder that was made for the run goes again.
    @Test func anInterruptedFetchLeavesNoRun() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 10, to: folder.appending(path: "discs"))
            let asked = DispatchSemaphore(value: 0)
            let isOver = DispatchSemaphore(value: 0)
            defer { isOver.signal() }
            let server = try HTTPServer { _ in
                asked.signal()
                isOver.wait()
                return .init(body: Data())
            }
            let environment = ["HF_HOME": folder.appending(path: "hf").path, "HF_ENDPOINT": server.address]
            let running = try RunningCommand(["train", "discs"], in: folder, environment: environment)
            let isAsked = asked.wait(timeout: .now() + 120) == .success
            try #require(isAsked)
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "runs/unet-resnet34-1").path))
            running.send(SIGINT)
            let command = try running.finished()
            #expect(command.exitCode == 130, "\(command)")
            #expect(command.errors.contains("Press Ctrl-C again to quit immediately."), "\(command)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "runs").path))
        }
    }
}
