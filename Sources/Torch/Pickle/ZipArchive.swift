import Foundation

/// The table of contents of a zip archive whose entries lie in it as they are, as torch writes them.
///
/// Read by the archive's own table at its end, in the form of 32 and of 64 bits. Checksums are not compared: torch
/// may be told to write none.
///
/// Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
struct ZipArchive {
    struct Entry: Equatable {
        /// Offset of the entry's own header, which names it again.
        let header: Int
        /// Bytes as they lie in the archive, and once unpacked.
        let size: Int
        let unpackedSize: Int
        /// 0: as it is. 8: deflated.
        let method: Int
        let isEncrypted: Bool
    }

    /// By the whole path in the archive.
    private(set) var entries: [String: Entry] = [:]
    private let data: Data
    /// Where the table begins, before which all entries lie.
    private let table: Range<Int>

    init(_ data: Data) throws(PickleFault) {
        self.data = data
        let end = try Self.end(of: data)
        guard end.start <= end.before, end.size <= end.before - end.start, end.entries <= end.size / 46 else {
            throw .damaged("its table of \(end.entries) entries does not fit into its \(data.count) bytes")
        }
        table = end.start..<end.start + end.size
        var cursor = ByteCursor(data, table)
        for _ in 0..<end.entries {
            let (name, entry) = try Self.entry(&cursor)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw .damaged("it has two entries \(PickleFault.printable(name))")
            }
        }
    }

    /// Where the table is, by the record at the end of the archive.
    private struct End {
        var entries: Int
        var size: Int
        var start: Int
        /// What the table must lie before.
        var before: Int
    }

    private static func end(of data: Data) throws(PickleFault) -> End {
        guard let record = endRecord(in: data) else {
            throw .damaged("it stops half-way: a zip archive has its table of contents at its end")
        }
        var cursor = ByteCursor(data, record + 8..<data.count)
        _ = try cursor.take(2)
        let entries = try cursor.count(2)
        let size = try cursor.count(4)
        let start = try cursor.count(4)
        let small = End(entries: entries, size: size, start: start, before: record)
        guard entries == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF else { return small }
        return try wideEnd(data, before: record) ?? small
    }

    /// The record that counts with 64 bits, by its locator before the other one; nil where there is no locator.
    private static func wideEnd(_ data: Data, before record: Int) throws(PickleFault) -> End? {
        guard record >= 20 else { return nil }
        var locator = ByteCursor(data, record - 20..<record)
        guard try locator.unsigned(4) == 0x0706_4B50 else { return nil }
        _ = try locator.take(4)
        let place = try locator.count(8)
        guard place <= record - 20 else { throw .damaged("the record of its table is not where it should be") }
        var cursor = ByteCursor(data, place..<record - 20)
        guard try cursor.unsigned(4) == 0x0606_4B50 else {
            throw .damaged("the record of its table is not where it should be")
        }
        _ = try cursor.take(28)
        return End(
            entries: try cursor.count(8), size: try cursor.count(8), start: try cursor.count(8), before: place)
    }

    /// The offset of the record at the end, behind which only a remark of a stated length may stand.
    private static func endRecord(in data: Data) -> Int? {
        for place in stride(from: data.count - 22, through: max(0, data.count - 22 - 65_535), by: -1) {
            let at = data.startIndex + place
            guard data[at] == 0x50, data[at + 1] == 0x4B, data[at + 2] == 5, data[at + 3] == 6 else { continue }
            if place + 22 + Int(data[at + 20]) + Int(data[at + 21]) << 8 == data.count { return place }
        }
        return nil
    }

    private static func entry(_ cursor: inout ByteCursor) throws(PickleFault) -> (String, Entry) {
        guard try cursor.unsigned(4) == 0x0201_4B50 else {
            throw .damaged("its table is broken at byte \(cursor.position)")
        }
        _ = try cursor.take(4)
        let flags = try cursor.count(2)
        let method = try cursor.count(2)
        _ = try cursor.take(8)
        var size = try cursor.count(4)
        var unpacked = try cursor.count(4)
        let nameLength = try cursor.count(2)
        let extraLength = try cursor.count(2)
        let remarkLength = try cursor.count(2)
        _ = try cursor.take(8)
        var header = try cursor.count(4)
        let name = try cursor.text(nameLength)
        // Further fields; number 1 has in 64 bits what did not fit above, in this order.
        var extra = ByteCursor(cursor.data, try cursor.take(extraLength))
        while extra.left >= 4 {
            let kind = try extra.count(2)
            var field = ByteCursor(cursor.data, try extra.take(try extra.count(2)))
            guard kind == 1 else { continue }
            if unpacked == 0xFFFF_FFFF { unpacked = try field.count(8) }
            if size == 0xFFFF_FFFF { size = try field.count(8) }
            if header == 0xFFFF_FFFF { header = try field.count(8) }
        }
        _ = try cursor.take(remarkLength)
        let entry = Entry(
            header: header, size: size, unpackedSize: unpacked, method: method, isEncrypted: flags & 1 != 0)
        return (name, entry)
    }

    /// Where the bytes of the entry `name` lie in the file; nil where there is none.
    func bytes(of name: String) throws(PickleFault) -> Range<Int>? {
        guard let entry = entries[name] else { return nil }
        let shown = PickleFault.printable(name)
        guard !entry.isEncrypted else { throw .refused("its entry \(shown) is encrypted") }
        guard entry.method == 0 else {
            throw .refused("its entry \(shown) is compressed, which torch never does: unpack it and save it again")
        }
        guard entry.size == entry.unpackedSize, entry.header <= table.lowerBound else {
            throw .damaged("its entry \(shown) is not where its table says")
        }
        var cursor = ByteCursor(data, entry.header..<table.lowerBound)
        guard cursor.left >= 30, try cursor.unsigned(4) == 0x0403_4B50 else {
            throw .damaged("its entry \(shown) is not where its table says")
        }
        _ = try cursor.take(22)
        let names = try cursor.count(2) + cursor.count(2)
        _ = try cursor.take(names)
        guard entry.size <= cursor.left else { throw .damaged("its entry \(shown) is cut off") }
        return try cursor.take(entry.size)
    }
}
