import Files
import Foundation
import Segmentation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a download tells while it goes on.
public enum DownloadEvent: Equatable, Sendable {
    /// Another process fetches the same file; it is waited for.
    case waitingForAnother
    /// Bytes that are here, of so many where the server says so.
    case received(bytes: Int, of: Int?)
    /// It failed and is tried again after so many seconds.
    case pausing(seconds: Double, reason: String)
}

/// Fetches one file of the hub, whole or not at all.
///
/// What came of a broken download stays beside the target as `FILE.part` and is gone on with (`Range`, `If-Range`) where
/// the server states a strong entity tag. Two processes at once are safe: the second waits for the first and finds its
/// file. Failures that may pass are tried again after growing pauses.
public struct WeightsDownload: Sendable {
    /// What listens to a download. Called on any thread, one call at a time.
    public typealias Listener = @Sendable (DownloadEvent) -> Void

    /// Endpoint, token, and whether anything is fetched at all.
    public let settings: HubSettings
    /// When it is tried again.
    public let rule: RetryRule
    let sleep: @Sendable (_ seconds: Double) async throws -> Void
    let now: @Sendable () -> Date

    /// - Parameters:
    ///   - sleep: pauses; a test's own waits for nothing.
    ///   - now: what a server's date is compared with.
    public init(
        settings: HubSettings = HubSettings(), rule: RetryRule = RetryRule(),
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(for: .seconds($0))
        }, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.settings, self.rule, self.sleep, self.now) = (settings, rule, sleep, now)
    }

    /// ENDPOINT/REPOSITORY/resolve/REVISION/model.safetensors
    /// - Throws: `HubError.endpoint`.
    public func url(of weights: PretrainedWeights) throws(HubError) -> URL {
        guard
            let url = URL(
                string: "\(settings.endpoint)/\(weights.repository)/resolve/\(weights.revision)/model.safetensors"),
            ["http", "https"].contains(url.scheme?.lowercased() ?? ""), url.host?.isEmpty == false
        else { throw .endpoint(settings.endpoint) }
        return url
    }

    /// Fetches `model.safetensors` to `target`; does nothing where `target` is there.
    ///
    /// - Parameters:
    ///   - encoder: its name, for messages.
    ///   - check: looks at the file before it gets its name; what it throws is handed on, and the file is not kept.
    /// - Throws: `HubError`; `target` is not there then.
    public func fetch(
        _ weights: PretrainedWeights, of encoder: String, to target: URL,
        check: @Sendable (URL) throws(HubError) -> Void, listener: @escaping Listener = { _ in }
    ) async throws(HubError) {
        if FileManager.default.fileExists(atPath: target.path) { return }
        let url = try url(of: weights)
        guard !settings.isOffline else {
            throw .unavailable(encoder: encoder, url: url.absoluteString, reason: "HF_HUB_OFFLINE forbids it")
        }
        let folder = target.deletingLastPathComponent()
        do throws(FileError) { try AtomicFile.makeFolder(folder) } catch { throw .failure(error) }
        let lock: FileLock
        do throws(FileError) {
            lock = try await FileLock.acquire(target.appendingPathExtension("lock")) { listener(.waitingForAnother) }
        } catch { throw .failure(error) }
        if FileManager.default.fileExists(atPath: target.path) { return }
        let part = PartialFile(of: target)
        try await receive(url, encoder, pinned: weights.digest, part, listener)
        do throws(HubError) { try check(part.file) } catch {
            try part.discard()
            throw error
        }
        try part.place(at: target)
        withExtendedLifetime(lock) {}
    }

    /// Tries until the file is whole.
    private func receive(
        _ url: URL, _ encoder: String, pinned: String?, _ part: PartialFile, _ listener: @escaping Listener
    ) async throws(HubError) {
        let attempt = Attempt(
            url: url, encoder: encoder, token: settings.token, part: part, listener: listener, pinned: pinned)
        var (failures, damaged, most) = (0, 0, 0)
        while true {
            let fault: AttemptFault
            do throws(AttemptFault) {
                return try await attempt.run()
            } catch { fault = error }
            part.finishWriting()
            let isDamaged = fault.isDamage
            if isDamaged { try part.discard() }
            // What goes on is not given up.
            failures = part.size > most && !isDamaged ? 1 : failures + 1
            (most, damaged) = (max(most, part.size), damaged + (isDamaged ? 1 : 0))
            let pause = try pauseAfter(fault, failures, damaged, url, encoder)
            listener(.pausing(seconds: pause, reason: fault.reason))
            do { try await sleep(pause) } catch {
                throw .unavailable(encoder: encoder, url: url.absoluteString, reason: "it was interrupted")
            }
        }
    }

    /// Seconds to wait; throws where trying again is of no use.
    private func pauseAfter(
        _ fault: AttemptFault, _ failures: Int, _ damaged: Int, _ url: URL, _ encoder: String
    ) throws(HubError) -> Double {
        func given(up reason: String) -> HubError {
            .unavailable(encoder: encoder, url: url.absoluteString, reason: reason)
        }
        var limit = rule.attempts
        switch fault {
        case .final(let error): throw error
        case .digest(let error): if damaged > 1 { throw error }
        case .noServer: limit = rule.attemptsToConnect
        case .broken: break
        case .status(let status, let retryAfter):
            guard RetryRule.mayPass(status) else { throw given(up: Self.words(status, url)) }
            guard failures < limit else { break }
            if let seconds = retryAfter.flatMap({ RetryRule.seconds($0, now: now()) }) {
                guard seconds <= rule.longestPause else {
                    throw given(up: "\(Self.words(status, url)) and asks to wait \(Int(min(seconds, 1e9))) seconds")
                }
                return max(seconds, rule.pause(after: failures))
            }
        }
        guard failures < limit else { throw given(up: "\(fault.reason), \(failures) times") }
        return rule.pause(after: failures)
    }

    private static func words(_ status: Int, _ url: URL) -> String {
        switch status {
        case 403 where url.scheme == "http" && Proxy(for: url) != nil:
            // In plain HTTP a proxy's page cannot be told from the server's.
            "the server, or the proxy \(Proxy(for: url)?.name ?? ""), answers 403: the server wants a token that may read "
                + "it (HF_TOKEN), or the proxy does not let it pass"
        case 401, 403: "the server answers \(status): it wants a token that may read it (HF_TOKEN)"
        case 404: "the server answers 404: it has no such file"
        default: "the server answers \(status)"
        }
    }
}
