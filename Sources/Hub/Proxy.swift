import Foundation

/// The proxy that an address is asked through, by libcurl's rules: URLSession is libcurl on Linux. On macOS the system's
/// settings decide, which are not looked at here.
struct Proxy: Equatable, Sendable {
    /// Host and port, without user and password: "proxy.example:3128".
    let name: String
    /// The variable that names it: "https_proxy".
    let variable: String

    /// Nil where the address is asked directly.
    init?(for url: URL, environment: [String: String] = ProcessInfo.processInfo.environment) {
        #if os(macOS)
            return nil
        #else
            let scheme = url.scheme?.lowercased() ?? ""
            // In upper case a server's request header "Proxy" would set it: libcurl does not read HTTP_PROXY.
            let names = ["\(scheme)_proxy"] + (scheme == "http" ? [] : ["\(scheme.uppercased())_PROXY"])
            let found = (names + ["all_proxy", "ALL_PROXY"]).first { environment[$0]?.isEmpty == false }
            guard let variable = found, let value = environment[variable], !Self.isExcepted(url, environment) else {
                return nil
            }
            let address = value.range(of: "://").map { value[$0.upperBound...] } ?? value[...]
            let place = address.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
            name = String(place.lastIndex(of: "@").map { place[place.index(after: $0)...] } ?? place)
            self.variable = variable
        #endif
    }

    /// Whether `no_proxy` names the address's host, or a domain that it is in.
    private static func isExcepted(_ url: URL, _ environment: [String: String]) -> Bool {
        guard let host = url.host?.lowercased(), let list = environment["no_proxy"] ?? environment["NO_PROXY"] else {
            return false
        }
        if list.trimmingCharacters(in: .whitespaces) == "*" { return true }
        return list.lowercased().split { $0 == "," || $0.isWhitespace }.contains { entry in
            let domain = entry.hasPrefix(".") ? entry.dropFirst() : entry
            return host == domain || host.hasSuffix(".\(domain)")
        }
    }

    /// Why nothing came: the proxy itself answers with a status that forbids it.
    func refusal(_ status: Int, of url: URL) -> String {
        let wanted = variable.lowercased() == "all_proxy" ? "ALL_PROXY" : variable
        switch status {
        case 407:
            return "the proxy \(name) (\(variable)) answers 407: it wants a user and a password. Name them in "
                + "\(wanted): http://USER:PASSWORD@\(name)"
        default:
            return "the proxy \(name) (\(variable)) answers \(status): it does not let this machine ask "
                + "\(url.host ?? "the server"). Ask whoever runs the proxy, or name another one in \(wanted)"
        }
    }
}
