import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Why one try did not end with a whole file.
enum AttemptFault: Error {
    /// Nobody answers.
    case noServer(String)
    /// The connection or the answer is cut off.
    case broken(String)
    case status(Int, retryAfter: String?)
    /// The bytes are not those that the server states.
    case digest(HubError)
    /// Trying again is of no use.
    case final(HubError)

    var isDamage: Bool {
        if case .digest = self { true } else { false }
    }

    var reason: String {
        switch self {
        case .noServer(let reason), .broken(let reason): reason
        case .status(let status, _): "the server answers \(status)"
        case .digest(let error), .final(let error): error.description
        }
    }
}

/// One try: the request, its redirections, the bytes into the partial file, and whether they are all there.
struct Attempt {
    let url: URL
    let encoder: String
    let token: String?
    let part: PartialFile
    let listener: WeightsDownload.Listener
    /// The SHA-256 that the file must have, whatever a server states; nil: none is known.
    let pinned: String?

    private static let mostRedirections = 10

    func run() async throws(AttemptFault) {
        let resumption = part.resumption(from: url)
        var place = url
        var digest: String?
        for _ in 0...Self.mostRedirections {
            let head: ResponseHead
            do {
                head = try await transfer(place, resumption?.size).run(request(place, resumption))
            } catch { throw fault(error, at: place) }
            if head.isOfProxy, let proxy = Proxy(for: place) {
                throw .final(failed(proxy.refusal(head.status, of: place)))
            }
            digest = digest ?? head.digest
            guard let next = head.redirection else { return try finish(head, resumption?.size, digest) }
            guard next.scheme == "https" || place.scheme != "https" else {
                throw .final(failed("the server redirects from https to \(next.scheme ?? "nothing")"))
            }
            place = next
        }
        throw .final(failed("the server redirects more than \(Self.mostRedirections) times"))
    }

    private func request(_ place: URL, _ resumption: (size: Int, tag: String)?) -> URLRequest {
        var request = URLRequest(url: place, cachePolicy: .reloadIgnoringLocalCacheData)
        // The bytes as they lie there: lengths and ranges are theirs.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        request.setValue("pleura", forHTTPHeaderField: "User-Agent")
        // Where redirections lead, the token has no business.
        if let token, (place.scheme, place.host, place.port) == (url.scheme, url.host, url.port) {
            request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        }
        if let resumption {
            request.setValue("bytes=\(resumption.size)-", forHTTPHeaderField: "Range")
            request.setValue(resumption.tag, forHTTPHeaderField: "If-Range")
        }
        return request
    }

    /// - Parameter resumed: bytes that are here, where the rest was asked for.
    private func transfer(_ place: URL, _ resumed: Int?) -> Transfer {
        let (part, listener, url) = (part, listener, url.absoluteString)
        return Transfer(through: Proxy(for: place)) { head in
            guard let (offset, total) = Self.extent(head, resumed) else { return .success(false) }
            do throws(HubError) {
                try part.begin(at: offset, .init(url: url, tag: head.tag), wanted: total)
            } catch { return .failure(error) }
            listener(.received(bytes: offset, of: total))
            return .success(true)
        } receive: { data in
            do throws(HubError) {
                listener(.received(bytes: try part.append(data), of: part.wanted))
                return nil
            } catch { return error }
        }
    }

    /// Where an answer's bytes begin, and the size of the whole file where it is told; nil where they are of no use.
    private static func extent(_ head: ResponseHead, _ resumed: Int?) -> (start: Int, total: Int?)? {
        if head.status == 200 { return (0, head.length) }
        guard head.status == 206, let range = head.range, range.start == resumed else { return nil }
        return range
    }

    /// Looks whether all is there and what it should be.
    private func finish(_ head: ResponseHead, _ resumed: Int?, _ digest: String?) throws(AttemptFault) {
        guard Self.extent(head, resumed) != nil else {
            guard resumed != nil, head.status == 206 || head.status == 416 else {
                throw .status(head.status, retryAfter: head.fields["retry-after"])
            }
            do throws(HubError) { try part.discard() } catch { throw .final(error) }
            throw .broken("the server has no such part of the file")
        }
        part.finishWriting()
        if let total = part.wanted, part.size != total { throw .broken("\(part.size) of \(total) bytes came") }
        guard let expected = pinned ?? digest else { return }
        let actual: String
        do throws(HubError) { actual = try part.digest() } catch { throw .final(error) }
        guard actual == expected else {
            throw .digest(
                .digest(
                    encoder: encoder, url: url.absoluteString, expected: expected, actual: actual,
                    isPinned: pinned != nil))
        }
    }

    private func failed(_ reason: String) -> HubError {
        .unavailable(encoder: encoder, url: url.absoluteString, reason: reason)
    }

    private func fault(_ error: any Error, at place: URL) -> AttemptFault {
        if let error = error as? HubError { return .final(error) }
        guard let error = error as? URLError else { return .final(failed("it was interrupted")) }
        let words = error.localizedDescription
        if let proxy = Proxy(for: place), Self.isOfWay(error.code) {
            return .noServer("no connection to the proxy \(proxy.name), which \(proxy.variable) names (\(words))")
        }
        switch error.code {
        case .cannotFindHost, .dnsLookupFailed: return .noServer("\(url.host ?? "the host") is not found")
        case .cannotConnectToHost, .notConnectedToInternet:
            return .noServer("no connection to \(url.host ?? "the host")")
        case .unsupportedURL, .badURL, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .secureConnectionFailed, .clientCertificateRejected:
            return .final(failed(words))
        default: return .broken("the connection broke off (\(words))")
        }
    }

    /// Whether nothing was reached: through a proxy, that is the proxy. libcurl's failure to find one has no code.
    private static func isOfWay(_ code: URLError.Code) -> Bool {
        [.cannotFindHost, .dnsLookupFailed, .cannotConnectToHost, .notConnectedToInternet, .unknown].contains(code)
    }
}
