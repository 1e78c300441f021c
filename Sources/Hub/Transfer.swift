import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Status and fields of an answer.
struct ResponseHead: Sendable {
    let url: URL
    let status: Int
    /// By lower-case names.
    let fields: [String: String]
    /// A proxy's own answer: it refuses the way to the server.
    var isOfProxy = false

    init(url: URL, status: Int, fields: [String: String]) {
        (self.url, self.status, self.fields) = (url, status, fields)
    }

    fileprivate init?(_ response: URLResponse) {
        guard let response = response as? HTTPURLResponse, let url = response.url else { return nil }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        self.init(url: url, status: response.statusCode, fields: fields)
    }

    /// Where it sends the reader; nil where it does not.
    var redirection: URL? {
        guard [301, 302, 303, 307, 308].contains(status), let place = fields["location"] else { return nil }
        return URL(string: place, relativeTo: url)?.absoluteURL
    }

    var length: Int? { fields["content-length"].flatMap(Int.init) }

    /// Of "bytes 100-199/200": the first, and the whole size where it is told.
    var range: (start: Int, total: Int?)? {
        guard let text = fields["content-range"], text.hasPrefix("bytes ") else { return nil }
        let parts = text.dropFirst(6).split(separator: "/")
        guard parts.count == 2, let start = parts[0].split(separator: "-").first.flatMap({ Int($0) }), start >= 0
        else { return nil }
        return (start, Int(parts[1]))
    }

    /// The SHA-256 that the hub states for a large file; nil where it states none.
    var digest: String? {
        guard let tag = fields["x-linked-etag"] else { return nil }
        let bare = (tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag).filter { $0 != "\"" }.lowercased()
        return bare.count == 64 && bare.allSatisfy(\.isHexDigit) ? bare : nil
    }

    /// The entity tag, where it is a strong one.
    var tag: String? { fields["etag"].flatMap { $0.hasPrefix("\"") ? $0 : nil } }
}

/// One GET. Redirections are handed back and not followed; the body goes to `receive` as it comes.
final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var head: ResponseHead?
        /// What `begin` or `receive` threw.
        var failure: HubError?
        var isWanted = false
        /// Bytes of a body that is not wanted.
        var unwanted = 0
        var continuation: CheckedContinuation<Void, any Error>?
    }

    private let state = Mutex(State())
    private let begin: @Sendable (ResponseHead) -> Result<Bool, HubError>
    private let receive: @Sendable (Data) -> HubError?
    private let proxy: Proxy?
    /// What an error page is read to at most.
    private static let longestPage = 1 << 20

    /// - Parameters:
    ///   - proxy: what the address is asked through; nil: nothing.
    ///   - begin: told the head; whether the body is wanted.
    ///   - receive: takes a part of a wanted body; hands back why it cannot.
    init(
        through proxy: Proxy? = nil, begin: @escaping @Sendable (ResponseHead) -> Result<Bool, HubError>,
        receive: @escaping @Sendable (Data) -> HubError?
    ) {
        (self.begin, self.receive, self.proxy) = (begin, receive, proxy)
        super.init()
    }

    /// - Throws: `HubError` of `begin` and `receive`, `URLError` where the network fails, `CancellationError`.
    func run(_ request: URLRequest) async throws -> ResponseHead {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 60  // without a byte
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let task = session.dataTask(with: request)
        let outcome: Result<Void, any Error>
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    state.withLock { $0.continuation = continuation }
                    task.resume()
                }
            } onCancel: {
                task.cancel()
            }
            outcome = .success(())
        } catch { outcome = .failure(error) }
        let (head, failure, isWanted) = state.withLock { ($0.head, $0.failure, $0.isWanted) }
        if let failure { throw failure }
        try Task.checkCancellation()
        // The body of an error page need not arrive.
        if var head, !isWanted {
            head.isOfProxy = isOfProxy(head, outcome)
            return head
        }
        try outcome.get()
        guard let head else { throw URLError(.badServerResponse) }
        return head
    }

    /// Whether a page that would end by itself may be a proxy's. An answer to CONNECT, the way to an https server, looks
    /// like the server's; but libcurl then fails, where it reads a server's page to its end.
    private func mayBeOfProxy(_ head: ResponseHead) -> Bool {
        proxy != nil && head.url.scheme == "https" && head.status >= 400
    }

    private func isOfProxy(_ head: ResponseHead, _ outcome: Result<Void, any Error>) -> Bool {
        guard proxy != nil else { return false }
        if head.url.scheme != "https" { return head.status == 407 }
        guard mayBeOfProxy(head), case .failure = outcome else { return false }
        return state.withLock { $0.unwanted <= Self.longestPage }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        state.withLock { $0.head = ResponseHead(response) }
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let head = ResponseHead(response) {
            let answer = begin(head)
            state.withLock { state in
                state.head = head
                switch answer {
                case .success(let isWanted): state.isWanted = isWanted
                case .failure(let error): state.failure = error
                }
            }
        }
        completionHandler(.allow)
        let isOver = state.withLock { state in
            state.failure != nil || !state.isWanted && !(state.head.map(mayBeOfProxy) ?? false)
        }
        if isOver { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let (isWanted, isTooLong) = state.withLock { state in
            if !state.isWanted { state.unwanted += data.count }
            return (state.isWanted && state.failure == nil, state.unwanted > Self.longestPage)
        }
        if isTooLong { dataTask.cancel() }
        guard isWanted else { return }
        if let failure = receive(data) {
            state.withLock { $0.failure = failure }
            dataTask.cancel()
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        if let error { continuation?.resume(throwing: error) } else { continuation?.resume() }
    }
}
