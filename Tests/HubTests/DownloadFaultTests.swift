import Foundation
import Segmentation
import TestSupport
import Testing

@testable import Hub

@Suite struct DownloadFaultTests {
    /// What a download throws.
    private func fault(
        _ server: HTTPServer, environment: [String: String] = [:],
        check: @Sendable (URL) throws(HubError) -> Void = { _ in },
        _ look: (HubError, TestDownload) throws -> Void
    ) async throws {
        try await inTemporaryFolder { folder in
            let test = TestDownload(server, in: folder, environment: environment)
            let error = await #expect(throws: HubError.self) { try await test.run(check: check) }
            #expect(!test.isThere)
            try look(try #require(error), test)
        }
    }

    @Test func wrongDigestIsRefused() async throws {
        let server = try HTTPServer { _ in
            var answer = Sample.whole
            answer.body[7] ^= 1
            return answer
        }
        try await fault(server) { error, test in
            guard case .digest("tiny", let url, let expected, let actual, false) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(url == server.address + Sample.path)
            #expect(expected == Sample.digest && actual != expected && actual.count == 64)
            // Once more, in case that the damage happened on the way.
            #expect(server.requests.count == 2)
            #expect(!FileManager.default.fileExists(atPath: test.part.path))
            #expect(error.description.contains("pleura weights add tiny FILE"))
        }
    }

    /// A mirror can state the digest of whatever it sends.
    @Test func aPinnedDigestHoldsWhateverTheServerStates() async throws {
        let pinned = String(repeating: "0a", count: 32)
        let weights = PretrainedWeights(repository: "owner/tiny", revision: "0a1b2c", digest: pinned)
        let server = try HTTPServer { _ in Sample.whole }
        try await inTemporaryFolder { folder in
            let test = TestDownload(server, in: folder)
            let error = await #expect(throws: HubError.self) {
                try await test.download.fetch(weights, of: "tiny", to: test.target) { _ throws(HubError) in }
            }
            #expect(
                error
                    == .digest(
                        encoder: "tiny", url: server.address + Sample.path, expected: pinned, actual: Sample.digest,
                        isPinned: true))
            #expect(error?.description.contains("is not the file that Pleura knows") == true)
            #expect(!test.isThere && !FileManager.default.fileExists(atPath: test.part.path))
            let right = PretrainedWeights(repository: "owner/tiny", revision: "0a1b2c", digest: Sample.digest)
            try await test.download.fetch(right, of: "tiny", to: test.target) { _ throws(HubError) in }
            #expect(try test.isWhole())
        }
    }

    @Test func damageOnTheWayIsMended() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = Sample.whole
                if request.number == 0 { answer.body[7] ^= 1 }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
        }
    }

    @Test(arguments: [404, 401, 403, 410]) func whatStaysRefusedIsNotTriedAgain(_ status: Int) async throws {
        let server = try HTTPServer { _ in .init(status: status, body: Data("no".utf8)) }
        try await fault(server) { error, test in
            #expect(server.requests.count == 1 && test.pauses.values.isEmpty)
            #expect(error.description.contains("\(status)"))
            #expect(error.description.contains(server.address + Sample.path))
            #expect(error.description.contains("pleura weights add tiny FILE"))
            #expect(error.description.contains("--weights none"))
        }
    }

    @Test func failuresOfTheServerAreTriedAgain() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { $0.number < 2 ? .init(status: 500) : Sample.whole }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(test.pauses.values == [1, 2])
            #expect(test.events.values.first == .pausing(seconds: 1, reason: "the server answers 500"))
        }
    }

    @Test func serverThatFailsOnIsGivenUp() async throws {
        let server = try HTTPServer { _ in .init(status: 502) }
        try await fault(server) { error, test in
            #expect(test.pauses.values == [1, 2, 4, 8])
            #expect(server.requests.count == 5)
            #expect(error.description.contains("the server answers 502, 5 times"))
        }
    }

    @Test func serverThatAsksToWaitIsWaitedFor() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                switch request.number {
                case 0: .init(status: 429, fields: ["Retry-After": "17"])
                case 1: .init(status: 429, fields: ["Retry-After": "Thu, 01 Jan 1970 00:00:42 GMT"])
                case 2: .init(status: 429)
                default: Sample.whole
                }
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(test.pauses.values == [17, 42, 4])
        }
    }

    @Test func serverThatAsksToWaitTooLongIsGivenUp() async throws {
        let server = try HTTPServer { _ in .init(status: 429, fields: ["Retry-After": "86400"]) }
        try await fault(server) { error, _ in
            #expect(server.requests.count == 1)
            #expect(error.description.contains("asks to wait 86400 seconds"))
        }
    }

    @Test func connectionThatBreaksWithoutAByteIsGivenUp() async throws {
        let server = try HTTPServer { _ in
            var answer = Sample.whole
            answer.cut = 0
            return answer
        }
        try await fault(server) { error, test in
            #expect(server.requests.count == 5)
            guard case .unavailable = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func offlineNothingIsAsked() async throws {
        let server = try HTTPServer { _ in Sample.whole }
        try await fault(server, environment: ["HF_HUB_OFFLINE": "1"]) { error, _ in
            #expect(server.requests.isEmpty)
            #expect(
                error
                    == .unavailable(
                        encoder: "tiny", url: server.address + Sample.path, reason: "HF_HUB_OFFLINE forbids it"))
        }
    }

    @Test func whereNobodyAnswersTheWayOutIsNamed() async throws {
        // Port 1 of this machine: nobody listens there.
        let server = try HTTPServer { _ in Sample.whole }
        try await fault(server, environment: ["HF_ENDPOINT": "http://127.0.0.1:1"]) { error, test in
            #expect(test.pauses.values == [1, 2])
            #expect(
                error.description
                    == "the pretrained weights of tiny cannot be fetched: no connection to 127.0.0.1, 3 times. Tried: "
                    + "http://127.0.0.1:1\(Sample.path). Fetch that file where there is a network, and put a file in "
                    + "place with: pleura weights add tiny FILE; or train without pretrained weights: --weights none")
        }
    }

    @Test func whatIsNoAddressIsRefused() async throws {
        let server = try HTTPServer { _ in Sample.whole }
        for endpoint in ["huggingface.co", "ftp://huggingface.co", "http://"] {
            try await fault(server, environment: ["HF_ENDPOINT": endpoint]) { error, _ in
                guard case .endpoint = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }

    @Test func cancelledDownloadEndsAndKeepsNothingHalf() async throws {
        try await inTemporaryFolder { folder in
            let (tasks, isRunning, isOver) = (
                Record<Task<Void, any Error>>(), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
            )
            let server = try HTTPServer { _ in
                _ = isRunning.wait(timeout: .now() + 20)
                for task in tasks.values { task.cancel() }
                _ = isOver.wait(timeout: .now() + 20)
                return Sample.whole
            }
            let test = TestDownload(server, in: folder)
            tasks.append(Task { try await test.run() })
            isRunning.signal()
            let error = await #expect(throws: HubError.self) { for task in tasks.values { try await task.value } }
            isOver.signal()
            #expect(error?.description.contains("it was interrupted") == true)
            #expect(!test.isThere && server.requests.count == 1)
        }
    }

    @Test func endlessRedirectionsAreGivenUp() async throws {
        let server = try HTTPServer { .init(status: 307, fields: ["Location": "/again\($0.number)"]) }
        try await fault(server) { error, _ in
            #expect(server.requests.count == 11)
            #expect(error.description.contains("redirects more than 10 times"))
        }
    }

    @Test func fileThatDoesNotFitIsNotKept() async throws {
        let server = try HTTPServer { _ in Sample.whole }
        let unfit = HubError.unfit(file: "url", encoder: "tiny", reason: "it lacks conv1.weight")
        @Sendable func check(_ file: URL) throws(HubError) { throw unfit }
        try await fault(server, check: check) { error, test in
            #expect(error == unfit)
            #expect(!FileManager.default.fileExists(atPath: test.part.path))
        }
    }

    @Test func folderThatCannotBeMadeIsNamed() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { _ in Sample.whole }
            let test = TestDownload(server, in: folder)
            let file = folder.appending(path: "file")
            try Data().write(to: file)
            let target = file.appending(path: "below/tiny.safetensors")
            let error = await #expect(throws: HubError.self) {
                try await test.download.fetch(Sample.weights, of: "tiny", to: target) { _ throws(HubError) in }
            }
            #expect(error?.description.contains(file.appending(path: "below").path) == true)
            #expect(server.requests.isEmpty)
        }
    }
}
