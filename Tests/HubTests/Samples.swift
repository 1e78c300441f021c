import Files
import Foundation
import Segmentation
import Synchronization
import TestSupport
import Torch

@testable import Hub

/// Runs `body` with a fresh folder, which is removed afterwards.
func inTemporaryFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pleura-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// Values that several threads add to.
final class Record<Value: Sendable>: Sendable {
    private let stored = Mutex<[Value]>([])
    var values: [Value] { stored.withLock { $0 } }
    func append(_ value: Value) { stored.withLock { $0.append(value) } }
}

/// A file of the hub for tests of downloads: its bytes are what they are.
enum Sample {
    static let weights = PretrainedWeights(repository: "owner/tiny", revision: "0a1b2c")
    static let path = "/owner/tiny/resolve/0a1b2c/model.safetensors"
    static let body = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    static let digest = {
        var hash = SHA256()
        hash.update(body)
        return hash.hexadecimal
    }()

    /// What the hub says about the whole of it.
    static let whole = HTTPServer.Answer(
        fields: ["ETag": "\"one\"", "X-Linked-Etag": "\"\(digest)\""], body: body)

    /// The whole, or the rest that the request asks for where its tag is still right.
    static func served(_ request: HTTPServer.Request, tag: String = "\"one\"") -> HTTPServer.Answer {
        var answer = whole
        answer.fields["ETag"] = tag
        guard request.fields["if-range"] == tag, let range = request.fields["range"],
            let start = Int(range.dropFirst("bytes=".count).dropLast())
        else { return answer }
        answer.status = 206
        answer.body = body.dropFirst(start)
        answer.fields["Content-Range"] = "bytes \(start)-\(body.count - 1)/\(body.count)"
        return answer
    }
}

/// A download against a server of the tests, whose pauses take no time.
struct TestDownload {
    let download: WeightsDownload
    let pauses = Record<Double>()
    let events = Record<DownloadEvent>()
    let target: URL

    init(
        _ server: HTTPServer, in folder: URL, environment: [String: String] = [:],
        now: @escaping @Sendable () -> Date = { Date(timeIntervalSince1970: 0) }
    ) {
        let settings = HubSettings(
            environment: ["HF_ENDPOINT": server.address, "HF_HOME": folder.path].merging(environment) { $1 })
        let pauses = pauses
        download = WeightsDownload(settings: settings, sleep: { pauses.append($0) }, now: now)
        target = folder.appending(path: "tiny.safetensors")
    }

    func run(check: @Sendable (URL) throws(HubError) -> Void = { _ in }) async throws(HubError) {
        let events = events
        try await download.fetch(Sample.weights, of: "tiny", to: target, check: check) { events.append($0) }
    }

    /// Whether the target holds the sample, and nothing of the way there is left but the lock.
    func isWhole() throws -> Bool {
        let left = try FileManager.default.contentsOfDirectory(atPath: target.deletingLastPathComponent().path)
        return try Data(contentsOf: target) == Sample.body
            && Set(left) == [target.lastPathComponent, target.lastPathComponent + ".lock"]
    }

    var isThere: Bool { FileManager.default.fileExists(atPath: target.path) }
    var part: URL { target.appendingPathExtension("part") }
}
