import Yams

/// The constant texts of a language: `Resources/LANGUAGE.yaml`, compiled into the program.
struct TextTable: Sendable {
    /// Texts by section and key.
    typealias Sections = [String: [String: String]]

    let sections: Sections

    /// - Throws: what Yams finds wrong in the file.
    init(yaml: [UInt8]) throws {
        sections = try YAMLDecoder().decode(Sections.self, from: String(decoding: yaml, as: UTF8.self))
    }

    /// A text; its key where the table has none, which tests exclude.
    func text(_ section: String, _ key: String) -> String { sections[section]?[key] ?? "\(section).\(key)" }

    /// The table of a language, read once.
    static func of(_ language: Language) -> TextTable {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }

    /// The file of a language.
    static func source(_ language: Language) -> [UInt8] {
        switch language {
        case .english: PackageResources.en_yaml
        case .spanish: PackageResources.es_yaml
        }
    }

    private static let english = TextTable(of: .english), spanish = TextTable(of: .spanish)

    private init(of language: Language) {
        // TextTableTests reads each with the throwing initialiser.
        self = (try? TextTable(yaml: Self.source(language))) ?? TextTable(sections: [:])  // never nil
    }

    private init(sections: Sections) { self.sections = sections }

    /// All texts as HTML, as the page's templates name them: `{{{texts.page.title}}}`.
    static func html(_ language: Language) -> Sections {
        of(language).sections.mapValues { $0.mapValues(PageText.html) }
    }
}
