import Foundation
import Testing

@testable import Hub

#if !os(macOS)
    @Suite struct ProxyTests {
        private func proxy(_ url: String, _ environment: [String: String]) throws -> Proxy? {
            Proxy(for: try #require(URL(string: url)), environment: environment)
        }

        private static let hub = "https://huggingface.co/owner/tiny"

        @Test func theVariablesOfLibcurlNameIt() throws {
            #expect(try proxy(Self.hub, [:]) == nil)
            #expect(try proxy(Self.hub, ["http_proxy": "http://a:1"]) == nil)
            #expect(try proxy(Self.hub, ["https_proxy": "", "HTTPS_PROXY": "http://a:1"])?.variable == "HTTPS_PROXY")
            #expect(try proxy(Self.hub, ["https_proxy": "http://a:1", "ALL_PROXY": "b"])?.name == "a:1")
            #expect(try proxy(Self.hub, ["ALL_PROXY": "socks5://b:2/"])?.name == "b:2")
            // Not read by libcurl: a request's header could set it.
            #expect(try proxy("http://hub/x", ["HTTP_PROXY": "a:1"]) == nil)
            #expect(try proxy("http://hub/x", ["http_proxy": "a:1"])?.name == "a:1")
        }

        @Test func passwordsAreNotShown() throws {
            let found = try #require(try proxy(Self.hub, ["https_proxy": "http://user:p@ss@proxy.example:3128"]))
            #expect(found.name == "proxy.example:3128")
            let url = try #require(URL(string: Self.hub))
            for status in [403, 407] {
                let text = found.refusal(status, of: url)
                #expect(text.hasPrefix("the proxy proxy.example:3128 (https_proxy) answers \(status): "))
                #expect(!text.contains("p@ss") && text.contains("in https_proxy"))
            }
        }

        @Test(arguments: [
            ("*", true), ("huggingface.co", true), (".co", true), ("other, huggingface.co", true), ("face.co", false),
            ("cdn.huggingface.co", false), ("", false),
        ]) func exceptionsAreHostsAndDomains(_ list: String, _ isExcepted: Bool) throws {
            let found = try proxy(Self.hub, ["https_proxy": "a:1", "no_proxy": list])
            #expect((found == nil) == isExcepted, "\(list)")
        }
    }
#endif
