import Foundation

/// Where pretrained weights come from and where they stand: what the environment says, as Python's huggingface_hub
/// reads it.
///
/// Proxies are not here: on Linux URLSession is libcurl, which reads `http_proxy`, `https_proxy`, `all_proxy` and
/// `no_proxy` itself; on macOS it takes those of the system's settings.
public struct HubSettings: Equatable, Sendable {
    /// `HF_ENDPOINT`, without slashes at its end: "https://huggingface.co" where it is not set.
    public let endpoint: String
    /// `HF_HOME`; otherwise `XDG_CACHE_HOME/huggingface`; otherwise `~/.cache/huggingface`.
    public let home: URL
    /// The cache of Python's huggingface_hub: `HF_HUB_CACHE`, otherwise `home/hub`.
    public let pythonCache: URL
    /// `HF_HUB_OFFLINE` is 1, true, yes or on: nothing is fetched.
    public let isOffline: Bool
    /// `HF_TOKEN`, sent to the endpoint's host alone.
    public let token: String?

    /// - Parameter environment: names and values; an empty value counts as none.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        func value(_ name: String) -> String? {
            environment[name].map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        let user = value("HOME").map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
        func folder(_ path: String) -> URL {
            let isBelowUser = path == "~" || path.hasPrefix("~/")
            return isBelowUser ? user.appending(path: String(path.dropFirst(2))) : URL(filePath: path)
        }
        var endpoint = value("HF_ENDPOINT") ?? "https://huggingface.co"
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        self.endpoint = endpoint
        let caches = value("XDG_CACHE_HOME").map(folder) ?? user.appending(path: ".cache")
        home = value("HF_HOME").map(folder) ?? caches.appending(path: "huggingface")
        pythonCache = value("HF_HUB_CACHE").map(folder) ?? home.appending(path: "hub")
        isOffline = ["1", "TRUE", "YES", "ON"].contains(value("HF_HUB_OFFLINE")?.uppercased() ?? "")
        token = value("HF_TOKEN")
    }
}
