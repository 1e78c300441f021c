import Foundation

/// How the images of a set were brought together as patients, or as whatever else stays in one subset.
public struct Grouping: Hashable, Sendable {
    /// What tells the groups.
    public enum Rule: Hashable, Sendable {
        /// Nothing: each image counts as a patient.
        case none
        /// `--group-by`.
        case pattern(String)
        /// `--groups`, by the file's name.
        case table(String)
        /// A column of the set's own table.
        case manifest
        /// The patient's identity in DICOM files.
        case dicom
        /// The layout knows: by its name and what it groups.
        case layout(String, words: String)
        /// Names that end in a counter, with one of them for an example.
        case counter(name: String, group: String)
    }

    /// What tells the groups.
    public let rule: Rule
    /// What is worth saying of the rule, a line each.
    public let notes: [String]

    /// Whether patients, or other groups, are known.
    public var isKnown: Bool { rule != .none }

    /// In words: "by the file names (patient001_slice01: patient001)"; nil where nothing tells.
    public var words: String? {
        switch rule {
        case .none: nil
        case .pattern(let pattern): "by --group-by \(pattern)"
        case .table(let file): "by \(file)"
        case .manifest: "by the table's column group"
        case .dicom: "by the PatientID of the DICOM files"
        case .layout(let name, let words): "by the layout \(name) (\(words))"
        case .counter(let name, let group): "by the file names (\(name): \(group))"
        }
    }

    /// "48 images of 6 patients, by ...", or that each image counts as a patient.
    func line(of pairs: [Pair]) -> String {
        let images = "\(pairs.count) image\(pairs.count == 1 ? "" : "s")"
        guard let words else {
            return "\(images); each counts as a patient, since nothing says whom they show (--group-by, --groups)"
        }
        let groups = Set(pairs.map(\.patient)).count
        return "\(images) of \(groups) patient\(groups == 1 ? "" : "s"), \(words)"
    }

    /// Gives each image of a set its group, by the first rule that holds: the flags', the set's own table, DICOM files, the
    /// layout, names with a counter.
    /// - Throws: `DatasetError` for a flag's rule that does not fit.
    static func applied(
        to pairs: [Pair], layout: Layout, _ rules: DataRules
    ) throws(DatasetError) -> (pairs: [Pair], grouping: Grouping) {
        let alone = Self.ownNames(pairs)
        func grouped(_ groups: [String?], _ rule: Rule, _ notes: [String] = []) -> (pairs: [Pair], grouping: Grouping) {
            let named = zip(pairs, zip(groups, alone)).map { pair, names in
                var pair = pair
                pair.group = names.0 ?? names.1
                return pair
            }
            return (named, Grouping(rule: rule, notes: notes))
        }
        if let pattern = rules.groupBy {
            return grouped(try GroupPattern(pattern).groups(of: pairs), .pattern(pattern))
        }
        if let file = rules.groups {
            let (groups, notes) = try GroupTable(file: file).groups(of: pairs)
            return grouped(groups, .table(file.lastPathComponent), notes)
        }
        if layout == .manifest, pairs.contains(where: { !$0.group.isEmpty }) {
            let groups = pairs.map { $0.group.isEmpty ? nil : $0.group }
            let missing = groups.count { $0 == nil }
            let note = "\(missing) image\(missing == 1 ? " has" : "s have") no group in the table and count alone"
            return grouped(groups, .manifest, missing > 0 ? [note] : [])
        }
        let patients = DICOMPatients.groups(of: pairs)
        if patients.contains(where: { $0 != nil }) { return grouped(patients, .dicom) }
        let names = pairs.map { pair in
            let stem = pair.image.lastPathComponent.stem
            return layout.stems.channel(stem)?.stem ?? stem
        }
        switch layout.patients {
        case .oneImageEach: return grouped(alone, .layout(layout.name, words: "one image of each"))
        case .pattern(let pattern, let words):
            let groups = try GroupPattern(pattern).found(in: names)
            if !groups.contains(nil) { return grouped(groups, .layout(layout.name, words: words)) }
        case .unknown: break
        }
        if let known = try KnownNames.groups(of: names) {
            return grouped(known.groups, .layout(known.layout, words: known.words))
        }
        if let counted = NameCounter.groups(of: names) {
            return grouped(counted.groups, .counter(name: counted.example, group: counted.exampleGroup))
        }
        return grouped(alone, .none)
    }

    /// What an image is called that is a group of its own: by its stem, or by its whole name where another has that stem.
    private static func ownNames(_ pairs: [Pair]) -> [String] {
        let stems = pairs.map(\.image.lastPathComponent.stem)
        let counts = Dictionary(stems.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(pairs, stems).map { pair, stem in counts[stem] == 1 ? stem : pair.name }
    }
}

/// Names that a public set is known by, wherever its files lie now.
enum KnownNames {
    /// The groups of a layout whose pattern all names fit; nil where no layout has such names.
    static func groups(of names: [String]) throws(DatasetError) -> (groups: [String?], layout: String, words: String)? {
        for layout in Layout.all {
            guard case .pattern(let pattern, let words) = layout.patients else { continue }
            let groups = try GroupPattern(pattern).found(in: names)
            if !groups.contains(nil), !groups.isEmpty { return (groups, layout.name, words) }
        }
        return nil
    }
}

/// A regular expression whose first group names the patient.
struct GroupPattern {
    private let pattern: String
    private let regex: Regex<AnyRegexOutput>

    /// - Throws: `DatasetError.groups` where it is no regular expression, or has no group.
    init(_ pattern: String) throws(DatasetError) {
        self.pattern = pattern
        do { regex = try Regex(pattern) } catch {
            throw .groups("--group-by is no regular expression (\(pattern)): \(error)")
        }
        guard let open = pattern.firstIndex(of: "("), pattern[open...].contains(")") else {
            throw .groups(
                "--group-by \(pattern) has no group; put what names the patient into brackets: '(patient[0-9]+)'")
        }
    }

    /// The first group in each text; nil where it does not match, or the group is empty.
    func found(in texts: [String]) -> [String?] {
        texts.map { text in
            guard let match = text.firstMatch(of: regex), match.output.count > 1 else { return nil }
            return match.output[1].substring.flatMap { $0.isEmpty ? nil : String($0) }
        }
    }

    /// The group of each image by its path in the set.
    /// - Throws: `DatasetError.groups` naming the images that it does not match.
    func groups(of pairs: [Pair]) throws(DatasetError) -> [String] {
        let groups = found(in: pairs.map(\.name))
        let missing = zip(pairs, groups).filter { $0.1 == nil }.map(\.0.key.description)
        guard missing.isEmpty else {
            throw .groups(
                "--group-by \(pattern) finds no group in \(missing.count) of \(pairs.count) images (\(missing.shortList)); "
                    + "it looks in an image's path in its set")
        }
        return groups.compactMap { $0 }
    }
}
