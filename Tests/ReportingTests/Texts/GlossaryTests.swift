import Foundation
import TestSupport
import Testing
import Yams

/// One Spanish word for one thing: `Sources/Reporting/Texts/Spanish.yaml`.
struct GlossaryTests {
    private struct Term: Decodable {
        let en: String, es: String
        let not: [String]
    }

    private static let sources = Fixtures.tests.deletingLastPathComponent().appending(path: "Sources")

    private static func glossary() throws -> [Term] {
        let file = sources.appending(path: "Reporting/Texts/Spanish.yaml")
        return try YAMLDecoder().decode([Term].self, from: String(contentsOf: file, encoding: .utf8))
    }

    /// The Spanish table, and every Swift file that may hold Spanish.
    private static func texts() throws -> [(name: String, text: String)] {
        var files = [sources.appending(path: "Reporting/Texts/Resources/es.yaml")]
        for folder in ["Reporting", "Experiments"] {
            let walk = try #require(
                FileManager.default.enumerator(at: sources.appending(path: folder), includingPropertiesForKeys: nil))
            for case let file as URL in walk where file.pathExtension == "swift" { files.append(file) }
        }
        return try files.map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }

    @Test func wordsToAvoidDoNotOccur() throws {
        let (terms, texts) = (try Self.glossary(), try Self.texts())
        #expect(terms.count >= 15 && texts.count > 50)
        for (name, text) in texts {
            for term in terms {
                for word in term.not {
                    let pattern = "(?<![\\p{L}])\(NSRegularExpression.escapedPattern(for: word))(?![\\p{L}])"
                    let found = text.range(of: pattern, options: [.regularExpression, .caseInsensitive])
                    let line = found.map { String(text[text.lineRange(for: $0)]) } ?? ""
                    #expect(found == nil, "\(name) says \(word) where the glossary has \(term.es):\(line)")
                }
            }
        }
    }

    /// The test above finds what it looks for: words to use do occur.
    @Test func wordsToUseOccur() throws {
        let all = try Self.texts().map(\.text).joined().lowercased()
        for word in ["archivo", "partición", "desviación estándar", "métricas", "referencia", "sintética", "evaluado"] {
            #expect(all.contains(word), "\(word)")
        }
    }
}
