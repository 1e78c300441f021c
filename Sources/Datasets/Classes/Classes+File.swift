import Files
import Foundation

extension Classes {
    /// The name that a table of colours gives to ignored pixels.
    static let ignoredName = "ignored"

    /// Reads a table of colours: a line a class, the background first, each `name,#rrggbb` or `name,r,g,b` (0 to 255).
    ///
    /// A line `ignored,...` is no class: it says the colour of ignored pixels. A first line of titles
    /// (`name,r,g,b`), empty lines and lines that begin with # are passed over.
    /// - Throws: `DatasetError.line` with the line that is wrong, `.file` where the file cannot be read or names no
    ///   two classes.
    public init(colourTable file: URL) throws(DatasetError) {
        let records = try CSV.records(of: file, wanted: "A table with a line a class is wanted: name,#rrggbb")
        var (names, colours, ignored): ([String], [MaskColour], MaskColour?) = ([], [], nil)
        var lines: [MaskColour: Int] = [:]
        for (place, record) in records.enumerated() {
            let fields = record.fields.map { $0.trimmingCharacters(in: .whitespaces) }
            if fields[0].hasPrefix("#") || (place == 0 && Self.areTitles(fields)) { continue }
            guard let colour = Self.colour(fields) else {
                throw .line(
                    file: file.path, line: record.line,
                    reason: "\(record.fields.joined(separator: ",")) is no class with a colour; wanted: name,#rrggbb, "
                        + "or name,r,g,b with numbers from 0 to 255")
            }
            if let other = lines.updateValue(record.line, forKey: colour) {
                throw .line(
                    file: file.path, line: record.line, reason: "\(colour) is the colour of line \(other) already")
            }
            if fields[0].lowercased() == Self.ignoredName {
                ignored = colour
            } else {
                names.append(fields[0])
                colours.append(colour)
            }
        }
        guard names.count >= 2 else {
            throw .file(
                file.path,
                reason: "names \(names.count == 1 ? "one class" : "no class"); at least two are wanted, the background "
                    + "first, each on a line: name,#rrggbb")
        }
        do {
            try self.init(count: names.count, names: names, colours: colours, ignoredColour: ignored)
        } catch {
            throw .file(file.path, reason: "\(error)")
        }
    }

    private static func areTitles(_ fields: [String]) -> Bool {
        fields.count >= 2 && colour(fields) == nil && ["name", "class"].contains(fields[0].lowercased())
    }

    private static func colour(_ fields: [String]) -> MaskColour? {
        switch fields.count {
        case 2: return MaskColour(fields[1])
        case 4:
            let numbers = fields.dropFirst().compactMap { UInt8($0) }
            return numbers.count == 3 ? MaskColour(numbers[0], numbers[1], numbers[2]) : nil
        default: return nil
        }
    }
}
