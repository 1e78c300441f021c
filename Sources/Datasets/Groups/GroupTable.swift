import Files
import Foundation

/// A table of groups, `--groups`: image,group, and where images of several sets have one name a column set.
///
/// An image is named by its path in the set, by its file's name, or by the name without extension.
struct GroupTable {
    private struct Row {
        let line: Int
        let image: String, group: String, set: String?
    }

    private let file: URL
    private let rows: [Row]

    /// - Throws: `DatasetError.line` for the first line that is wrong, `.file` where it cannot be read.
    init(file: URL) throws(DatasetError) {
        let records = try CSV.records(of: file, wanted: "A table image,group is wanted")
        let header = records.first?.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? []
        guard let image = header.firstIndex(of: "image"), let group = header.firstIndex(of: "group") else {
            throw .line(
                file: file.path, line: 1,
                reason: "a table of groups begins with image,group, not \"\(header.joined(separator: ","))\"")
        }
        let set = header.firstIndex(of: "set")
        var rows: [Row] = []
        for record in records.dropFirst() {
            let fields = record.fields.map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count == header.count, !fields[image].isEmpty, !fields[group].isEmpty else {
                throw .line(
                    file: file.path, line: record.line,
                    reason: "an image and its group are wanted: \(header.joined(separator: ","))")
            }
            rows.append(
                Row(line: record.line, image: fields[image], group: fields[group], set: set.map { fields[$0] }))
        }
        (self.file, self.rows) = (file, rows)
    }

    /// The group of each image, nil where the table does not name it, and what is worth saying.
    /// - Throws: `DatasetError.line` for a row that names several images, or an image once more with another group.
    func groups(of pairs: [Pair]) throws(DatasetError) -> (groups: [String?], notes: [String]) {
        let index = Index(pairs)
        var groups = [String?](repeating: nil, count: pairs.count)
        for row in rows where row.set == nil || row.set == pairs.first?.set {
            let places = index.places(of: row.image)
            func wrong(_ reason: String) -> DatasetError { .line(file: file.path, line: row.line, reason: reason) }
            guard places.count <= 1 else {
                throw wrong("\(row.image) is the name of \(places.count) images; write their paths in the set")
            }
            guard let place = places.first else { continue }
            if let other = groups[place], other != row.group {
                throw wrong("\(row.image) is of group \(row.group) here and of \(other) above")
            }
            groups[place] = row.group
        }
        let missing = zip(pairs, groups).filter { $0.1 == nil }.map(\.0.name)
        guard !missing.isEmpty else { return (groups, []) }
        let note =
            "\(missing.count) image\(missing.count == 1 ? " is" : "s are") not in \(file.lastPathComponent) and count alone: "
            + missing.shortList
        return (groups, [note])
    }

    /// A row that names no image of any set is a mistake.
    /// - Throws: `DatasetError.line` for the first.
    func requireUse(in pairs: [Pair]) throws(DatasetError) {
        let sets = Dictionary(grouping: pairs, by: \.set).mapValues(Index.init)
        for row in rows {
            let found = sets.filter { row.set == nil || row.set == $0.key }
                .contains { !$0.value.places(of: row.image).isEmpty }
            guard found else {
                throw .line(
                    file: file.path, line: row.line,
                    reason:
                        "\(row.set.map { $0 + "/" } ?? "")\(row.image) is no image of the data; images are named by their "
                        + "path in the set (\(pairs.first?.name ?? "images/a.png")), or by their file's name")
            }
        }
    }

    /// The images of a set by their paths, names and stems.
    private struct Index {
        private let tables: [[String: [Int]]]

        init(_ pairs: [Pair]) {
            func table(_ key: (Pair) -> String) -> [String: [Int]] {
                Dictionary(pairs.enumerated().map { (key($0.element), [$0.offset]) }, uniquingKeysWith: +)
            }
            tables = [table(\.name), table(\.image.lastPathComponent), table(\.image.lastPathComponent.stem)]
        }

        func places(of name: String) -> [Int] { tables.lazy.compactMap { $0[name] }.first ?? [] }
    }
}
