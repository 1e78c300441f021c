import Foundation
import Testing

@testable import Hub

@Suite struct RetryRuleTests {
    @Test func pausesGrow() {
        #expect((1...8).map { RetryRule().pause(after: $0) } == [1, 2, 4, 8, 16, 32, 32, 32])
    }

    @Test func retryAfterIsSecondsOrADate() {
        let now = Date(timeIntervalSince1970: 784_111_777)  // RFC 9110's example
        #expect(RetryRule.seconds("120", now: now) == 120)
        #expect(RetryRule.seconds("Sun, 06 Nov 1994 08:50:37 GMT", now: now) == 60)
        #expect(RetryRule.seconds("Sun, 06 Nov 1994 08:49:00 GMT", now: now) == 0)
        for text in ["", "soon", "-5", "inf", "nan"] { #expect(RetryRule.seconds(text, now: now) == nil) }
    }

    private func head(_ fields: [String: String], status: Int = 200) throws -> ResponseHead {
        ResponseHead(url: try #require(URL(string: "https://h/a/b")), status: status, fields: fields)
    }

    @Test func digestIsTakenWhereItIsOne() throws {
        let digest = String(repeating: "0aF9", count: 16)
        for tag in ["\"\(digest)\"", digest, "W/\"\(digest)\""] {
            #expect(try head(["x-linked-etag": tag]).digest == digest.lowercased())
        }
        for tag in ["\"7a57b34f723329ff020b3f8bc41771163c519d0c\"", "", String(repeating: "g", count: 64)] {
            #expect(try head(["x-linked-etag": tag]).digest == nil)
        }
        #expect(try head(["etag": "\"\(digest)\""]).digest == nil)
    }

    @Test func rangesAndRedirectionsAreRead() throws {
        let range = try #require(try head(["content-range": "bytes 100-199/200"]).range)
        #expect(range.start == 100 && range.total == 200)
        #expect(try #require(try head(["content-range": "bytes 100-199/*"]).range).total == nil)
        for text in ["bytes */200", "items 1-2/3", "bytes -", "bytes", "bytes 1-2", ""] {
            #expect(try head(["content-range": text]).range == nil, "\(text)")
        }
        #expect(try head(["location": "../c"], status: 302).redirection?.absoluteString == "https://h/c")
        #expect(try head(["location": "../c"], status: 200).redirection == nil)
        #expect(try head([:], status: 302).redirection == nil)
        #expect(try head(["etag": "W/\"a\""]).tag == nil)
        #expect(try head(["etag": "\"a\""]).tag == "\"a\"")
    }
}
