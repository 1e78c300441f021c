import Foundation
import TestSupport
import Testing

@testable import Hub

@Suite struct DownloadTests {
    @Test func fileIsFetchedWhole() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { _ in Sample.whole }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(server.requests.map(\.path) == [Sample.path])
            #expect(server.requests.first?.fields["authorization"] == nil)
            #expect(test.events.values.first == .received(bytes: 0, of: Sample.body.count))
            #expect(test.events.values.last == .received(bytes: Sample.body.count, of: Sample.body.count))
            // A file that is there is not asked for.
            try await test.run()
            #expect(server.requests.count == 1 && test.pauses.values.isEmpty)
        }
    }

    @Test func serverThatStatesNothingIsRead() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { _ in .init(body: Sample.body) }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
        }
    }

    @Test func brokenDownloadIsResumed() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = Sample.served(request)
                if request.number < 2 { answer.cut = 100_000 }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(server.requests.map { $0.fields["range"] } == [nil, "bytes=100000-", "bytes=200000-"])
            #expect(server.requests.map { $0.fields["if-range"] } == [nil, "\"one\"", "\"one\""])
            // New bytes came each time: the pauses do not grow.
            #expect(test.pauses.values == [1, 1])
            #expect(test.events.values.contains(.received(bytes: 200_000, of: Sample.body.count)))
        }
    }

    @Test func anotherProcessResumesWhatOneLeft() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                if request.number == 0 {
                    var answer = Sample.whole
                    answer.cut = 70_000
                    return answer
                }
                return request.number < 6 ? .init(status: 503) : Sample.served(request)
            }
            let first = TestDownload(server, in: folder)
            await #expect(throws: HubError.self) { try await first.run() }
            #expect(!first.isThere)
            #expect(try Data(contentsOf: first.part) == Sample.body.prefix(70_000))
            let second = TestDownload(server, in: folder)
            try await second.run()
            #expect(try second.isWhole())
            #expect(server.requests.last?.fields["range"] == "bytes=70000-")
        }
    }

    @Test func serverThatIgnoresRangesStartsAnew() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = Sample.whole
                if request.number == 0 { answer.cut = 100_000 }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(server.requests.map { $0.fields["range"] } == [nil, "bytes=100000-"])
        }
    }

    @Test func changedFileStartsAnew() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = Sample.served(request, tag: request.number == 0 ? "\"old\"" : "\"one\"")
                if request.number == 0 {
                    answer.body = Data(repeating: 7, count: Sample.body.count)
                    answer.cut = 100_000
                }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
        }
    }

    @Test func serverWithoutATagIsNotResumed() async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = HTTPServer.Answer(fields: ["ETag": "W/\"weak\""], body: Sample.body)
                if request.number == 0 { answer.cut = 100_000 }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(server.requests.map { $0.fields["range"] } == [nil, nil])
        }
    }

    @Test(arguments: [416, 206]) func partThatTheServerLacksStartsAnew(_ status: Int) async throws {
        try await inTemporaryFolder { folder in
            let server = try HTTPServer { request in
                var answer = Sample.whole
                if request.number == 0 { answer.cut = 100_000 }
                if request.number == 1 {
                    answer = .init(
                        status: status, fields: ["Content-Range": "bytes 5-9/300000"], body: Data("wrong".utf8))
                }
                return answer
            }
            let test = TestDownload(server, in: folder)
            try await test.run()
            #expect(try test.isWhole())
            #expect(server.requests.map { $0.fields["range"] } == [nil, "bytes=100000-", nil])
        }
    }

    @Test func redirectionIsFollowedWithoutTheToken() async throws {
        try await inTemporaryFolder { folder in
            let store = try HTTPServer { request in
                var answer = Sample.served(request)
                answer.fields["X-Linked-Etag"] = nil
                if request.number == 0 { answer.cut = 1000 }
                return answer
            }
            let address = store.address
            let hub = try HTTPServer { _ in
                .init(
                    status: 302,
                    fields: ["Location": "\(address)/blob?x=1", "X-Linked-Etag": "\"\(Sample.digest)\""],
                    body: Data("Found".utf8))
            }
            let test = TestDownload(hub, in: folder, environment: ["HF_TOKEN": "hf_secret"])
            try await test.run()
            #expect(try test.isWhole())
            #expect(hub.requests.map { $0.fields["authorization"] } == ["Bearer hf_secret", "Bearer hf_secret"])
            #expect(store.requests.map(\.path) == ["/blob?x=1", "/blob?x=1"])
            #expect(store.requests.allSatisfy { $0.fields["authorization"] == nil })
            #expect(store.requests.last?.fields["range"] == "bytes=1000-")
        }
    }

    @Test func theSecondOfTwoWaitsAndFindsTheFile() async throws {
        try await inTemporaryFolder { folder in
            let waiting = DispatchSemaphore(value: 0)
            let server = try HTTPServer { _ in
                // The first download is under way until the second stands at the lock.
                _ = waiting.wait(timeout: .now() + 20)
                return Sample.whole
            }
            let (one, other) = (TestDownload(server, in: folder), TestDownload(server, in: folder))
            let waited = Record<Bool>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for test in [one, other] {
                    group.addTask {
                        try await test.download.fetch(Sample.weights, of: "tiny", to: test.target) {
                            _ throws(HubError) in
                        } listener: { event in
                            guard event == .waitingForAnother else { return }
                            waited.append(true)
                            waiting.signal()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(waited.values.count == 1)
            #expect(server.requests.count == 1)
            #expect(try one.isWhole())
        }
    }
}
