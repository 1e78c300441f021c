import Testing

@testable import Reporting

/// The constant texts: every language has every text, and nothing else.
struct TextTableTests {
    /// Every enum of keys.
    private static let keys: [any FixedText.Type] = [
        PageTexts.self, DefinitionTexts.self, PictureTexts.self, ImageTableTexts.self, ClassTexts.self,
        ChartTexts.self, SheetTexts.self, TableTexts.self, StudyTexts.self, VerdictTexts.self, CardTexts.self,
        CardFactTexts.self,
        ClaimTexts.self,
        ClaimItem.Section.self, InspectionTexts.self,
    ]

    private static func names<Keys: FixedText>(_ keys: Keys.Type) -> Set<String> { Set(keys.allCases.map(\.rawValue)) }

    /// The keys that the program asks for, by section.
    private static var wanted: [String: Set<String>] {
        var wanted: [String: Set<String>] = [:]
        for keys in keys { wanted[keys.section] = names(keys) }
        wanted["claimTopics"] = Set(ClaimChecklist.items.map(\.key))
        wanted["claimHints"] = Set(ClaimChecklist.items.filter(\.asksAuthor).map(\.key))
        return wanted
    }

    @Test(arguments: Language.allCases) func everyTextIsThereAndNoOther(language: Language) throws {
        var table = try TextTable(yaml: TextTable.source(language)).sections
        // Words to which other sections refer.
        let english = try TextTable(yaml: TextTable.source(.english)).sections
        #expect(table["terms"]?.keys.sorted() == english["terms"]?.keys.sorted())
        table["terms"] = nil
        // Of the module Experiments, which has a test of its own.
        table["studySentences"] = nil
        #expect(table.mapValues { Set($0.keys) } == Self.wanted)
        for (section, texts) in table {
            for (key, text) in texts {
                #expect(!text.isEmpty && text == text.trimmed, "\(section).\(key)")
                #expect(TextTable.of(language).text(section, key) == text)
            }
        }
    }

    /// Names of files, in backticks, and the places of numbers, in braces, are the same in every language.
    @Test(arguments: Language.allCases) func fileNamesAndPlacesAgree(language: Language) throws {
        func marks(_ text: String) -> [String] { text.matches(of: /`[^`]*`|\{[a-z]+\}|\*\*/).map { String($0.0) } }
        let english = try TextTable(yaml: TextTable.source(.english)).sections
        let other = try TextTable(yaml: TextTable.source(language)).sections
        for (section, texts) in english {
            for (key, text) in texts {
                let translated = other[section]?[key] ?? ""
                #expect(marks(text).sorted() == marks(translated).sorted(), "\(section).\(key)")
                #expect(text.count { $0 == "`" }.isMultiple(of: 2), "\(section).\(key)")
            }
        }
    }

    /// A key that is mistyped in a template would leave a gap in the page.
    @Test func templatesNameTextsThatExist() throws {
        var used = 0
        for (name, source) in PageTemplate.sources {
            for match in String(decoding: source, as: UTF8.self).matches(of: /\{texts\.([^}]*)\}/) {
                let parts = match.1.split(separator: ".").map(String.init)
                #expect(parts.count == 2 && Self.wanted[parts[0]]?.contains(parts[1]) == true, "\(name): \(match.0)")
                used += 1
            }
        }
        #expect(used > 80)
    }

    @Test func textsOfTemplatesAreHTML() throws {
        let texts = TextTable.html(.english)
        #expect(texts["page"]?["repeats"]?.contains("<code>recipe.yaml</code>") == true)
        #expect(PageText.html("a <b> & `c`") == "a &lt;b&gt; &amp; <code>c</code>")
    }
}

extension String {
    fileprivate var trimmed: String { trimmingPrefix { $0.isWhitespace }.split(separator: /\s+$/).joined() }
}
