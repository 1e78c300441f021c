import Files
import Foundation

// split.csv: image,set,subset,group

extension Split {
    private static let header = ["image", "set", "subset", "group"]

    /// The file's text.
    public var csv: String {
        let rows = entries.map { [$0.key.name, $0.key.set, $0.subset.rawValue, $0.group] }
        return ([Self.header] + rows).map { CSV.line($0) + "\n" }.joined()
    }

    /// Writes `split.csv`, whole or not at all.
    /// - Throws: `DatasetError.file`.
    public func write(to file: URL) throws(FileError) { try AtomicFile.write(csv, to: file) }

    /// Reads such a file, strictly.
    /// - Throws: `DatasetError.file` where it cannot be read, `.line` for a wrong header, a wrong number of fields, an
    ///   unknown subset, an image that comes twice, or a group whose images lie in two subsets.
    public init(file: URL) throws(DatasetError) {
        let text: String
        do throws(FileError) { text = try FileContents.text(of: file) } catch {
            throw .file(file.path, reason: "cannot be read: \(error.reason)")
        }
        try self.init(csv: text, file: file.path)
    }

    /// - Parameter file: what messages call the text.
    init(csv text: String, file: String) throws(DatasetError) {
        let records: [CSV.Record]
        do {
            records = try CSV.records(of: text, file: file)
        } catch { throw .table(error) }
        guard let first = records.first, first.fields == Self.header else {
            throw .line(
                file: file, line: records.first?.line ?? 1,
                reason: "a split begins with the line \(Self.header.joined(separator: ",")), not "
                    + "\"\(records.first.map { CSV.line($0.fields) } ?? "")\"")
        }
        var entries: [Entry] = []
        var lines: [ImageKey: Int] = [:]
        var homes: [ImageKey: (subset: Subset, line: Int)] = [:]
        for record in records.dropFirst() {
            func wrong(_ reason: String) -> DatasetError { .line(file: file, line: record.line, reason: reason) }
            let entry = try Self.entry(record, wrong)
            if let other = lines.updateValue(record.line, forKey: entry.key) {
                throw wrong("\(entry.key) is already in line \(other); an image has one subset")
            }
            let group = Self.patient(entry.group, of: entry.key.set)
            if entry.subset != .unused, let home = homes[group], home.subset != entry.subset {
                throw wrong(
                    "group \(entry.group) is \(home.subset.rawValue) in line \(home.line) and \(entry.subset.rawValue) "
                        + "here; a group stays in one subset, or the test would know the patient")
            }
            if entry.subset != .unused { homes[group] = homes[group] ?? (entry.subset, record.line) }
            entries.append(entry)
        }
        self.init(entries: entries)
    }

    private static func entry(
        _ record: CSV.Record, _ wrong: (String) -> DatasetError
    ) throws(DatasetError) -> Entry {
        guard record.fields.count == header.count else {
            throw wrong("\(record.fields.count) fields; wanted are \(header.count): \(header.joined(separator: ","))")
        }
        let name = record.fields[0]
        guard let subset = Subset(rawValue: record.fields[2]) else {
            let known = Subset.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong("unknown subset \"\(record.fields[2])\"; wanted is one of \(known)")
        }
        guard !name.isEmpty, !record.fields[1].isEmpty else { throw wrong("the image and the set have no empty name") }
        let group = record.fields[3].isEmpty ? name : record.fields[3]
        return Entry(key: ImageKey(set: record.fields[1], name: name), subset: subset, group: group)
    }
}
