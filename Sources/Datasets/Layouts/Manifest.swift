import Files
import Foundation

/// A table of images and masks as a data set: `image,mask` and, as far as there are such columns, `group,subset,spacing`.
///
/// Paths are relative to the table's folder, or absolute. Several masks of one image are separated by semicolons, or stand
/// in several rows. `subset` is train, validation, test, unused or empty; `spacing` millimetres a pixel, `0.2` or `0.2x0.3`
/// (along x and y). Every other column is kept by its name.
struct Manifest {
    /// One image of the table.
    struct Entry {
        let line: Int
        let image: URL
        var masks: [URL]
        let group: String?
        let subset: Subset?
        let spacing: [Double]?
        let columns: [String: String]
    }

    private(set) var entries: [Entry] = []
    let hasGroups: Bool

    private static let known: Set<String> = ["image", "mask", "group", "subset", "spacing"]

    /// Whether a data set is such a table: a file whose name ends in `.csv`.
    static func isOne(_ source: URL) -> Bool {
        source.lastPathComponent.fileExtension == "csv" && !Folder.isFolder(source)
            && FileManager.default.fileExists(atPath: source.path)
    }

    /// - Throws: `DatasetError.line` for the first line that is wrong; `.badFiles` with every file that is not there.
    init(file: URL) throws(DatasetError) {
        let records = try CSV.records(of: file)
        let header = try ManifestHeader(records.first, file: file)
        hasGroups = header.names.contains("group")
        var places: [String: Int] = [:]
        for record in records.dropFirst() {
            let row = try ManifestRow(record, header, file: file)
            let entry = try row.entry
            guard let place = places[entry.image.path] else {
                places[entry.image.path] = entries.count
                entries.append(entry)
                continue
            }
            let first = entries[place]
            guard first.group == entry.group, first.subset == entry.subset, first.spacing == entry.spacing,
                first.columns == entry.columns
            else {
                throw row.wrong(
                    "says otherwise than line \(first.line) of the same image; rows of one image differ in the mask alone"
                )
            }
            entries[place].masks += entry.masks.filter { !first.masks.contains($0) }
        }
        guard !entries.isEmpty else { throw .file(file.path, reason: "names no image; a row for each is wanted") }
        try requireFiles()
    }

    private func requireFiles() throws(DatasetError) {
        let bad = entries.flatMap { entry in
            ([entry.image] + entry.masks).filter { !FileManager.default.fileExists(atPath: $0.path) }.map {
                DatasetError.BadFile(file: $0.path, reason: "is not there (line \(entry.line) of the table)")
            }
        }
        if !bad.isEmpty { throw .badFiles(bad) }
    }

    /// The folder that every image lies in or below: names are relative to it.
    func root(beside file: URL) -> URL {
        let own = file.deletingLastPathComponent().standardizedFileURL
        if entries.allSatisfy({ $0.image.path.hasPrefix(own.path + "/") }) { return own }
        var common = entries.first?.image.deletingLastPathComponent().pathComponents ?? []
        for entry in entries {
            let parts = entry.image.deletingLastPathComponent().pathComponents
            common = zip(common, parts).prefix { $0 == $1 }.map(\.0)
        }
        return URL(filePath: "/" + common.dropFirst().joined(separator: "/"))
    }
}

extension FoundSet {
    init(manifest file: URL, name: String?) throws(DatasetError) {
        let table = try Manifest(file: file)
        let root = table.root(beside: file)
        self.init(
            name: name ?? file.lastPathComponent.stem, root: root, source: file.standardizedFileURL, layout: .manifest)
        let depth = root.pathComponents.count
        for entry in table.entries {
            let path = entry.image.pathComponents.dropFirst(depth).joined(separator: "/")
            guard !entry.masks.isEmpty else {
                imagesWithoutMask.append(path)
                continue
            }
            pairs.append(
                Pair(
                    images: [entry.image], masks: entry.masks.map(MaskSource.file), set: self.name, name: path,
                    group: entry.group ?? "", subset: entry.subset, spacing: entry.spacing, columns: entry.columns))
        }
        pairs.sort { $0.name.precedesByBytes($1.name) }
        imagesWithoutMask.sort { $0.precedesByBytes($1) }
    }
}

extension Manifest {
    /// The columns by their places.
    struct ManifestHeader {
        let names: [String]

        init(_ record: CSV.Record?, file: URL) throws(DatasetError) {
            guard let record else { throw .file(file.path, reason: "is empty; it begins with a line image,mask") }
            names = record.fields.map { field in
                let name = field.trimmingCharacters(in: .whitespaces)
                return Manifest.known.contains(name.lowercased()) ? name.lowercased() : name
            }
            func wrong(_ reason: String) -> DatasetError { .line(file: file.path, line: record.line, reason: reason) }
            for wanted in ["image", "mask"] where !names.contains(wanted) {
                throw wrong("a table of images begins with image,mask and further columns; it has no column \(wanted)")
            }
            for (i, name) in names.enumerated() where names[..<i].contains(name) || name.isEmpty {
                throw wrong(name.isEmpty ? "column \(i + 1) has no name" : "two columns are named \(name)")
            }
        }
    }

    /// One row with its values by the columns' names.
    struct ManifestRow {
        private let record: CSV.Record
        private let header: ManifestHeader
        private let file: URL

        init(_ record: CSV.Record, _ header: ManifestHeader, file: URL) throws(DatasetError) {
            (self.record, self.header, self.file) = (record, header, file)
            guard record.fields.count == header.names.count else {
                throw wrong("\(record.fields.count) fields; the first line names \(header.names.count)")
            }
        }

        func wrong(_ reason: String) -> DatasetError { .line(file: file.path, line: record.line, reason: reason) }

        private func value(_ name: String) -> String {
            guard let place = header.names.firstIndex(of: name) else { return "" }
            return record.fields[place].trimmingCharacters(in: .whitespaces)
        }

        var entry: Entry {
            get throws(DatasetError) {
                guard !value("image").isEmpty else { throw wrong("names no image") }
                let masks = value("mask").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
                var columns: [String: String] = [:]
                for name in header.names where !Manifest.known.contains(name) { columns[name] = value(name) }
                return Entry(
                    line: record.line, image: url(value("image")), masks: masks.filter { !$0.isEmpty }.map(url),
                    group: value("group").isEmpty ? nil : value("group"), subset: try subset, spacing: try spacing,
                    columns: columns)
            }
        }

        private func url(_ path: String) -> URL {
            URL(filePath: path, relativeTo: file.deletingLastPathComponent()).standardizedFileURL
        }

        private static let subsets: [String: Subset] = [
            "train": .train, "training": .train, "validation": .validation, "valid": .validation, "val": .validation,
            "test": .test, "testing": .test, "unused": .unused,
        ]

        private var subset: Subset? {
            get throws(DatasetError) {
                let text = value("subset")
                guard !text.isEmpty else { return nil }
                guard let subset = Self.subsets[text.lowercased()] else {
                    throw wrong("the subset is \(text); train, validation, test, unused or nothing is wanted")
                }
                return subset
            }
        }

        private var spacing: [Double]? {
            get throws(DatasetError) {
                let text = value("spacing")
                guard !text.isEmpty else { return nil }
                let parts = text.split { "x; ".contains($0) }.map { Double($0) ?? .nan }
                guard (1...2).contains(parts.count), parts.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                    throw wrong("the spacing is \(text); millimetres a pixel are wanted: 0.2, or 0.2x0.3 along x and y")
                }
                return parts.count == 1 ? [parts[0], parts[0]] : parts
            }
        }
    }
}
