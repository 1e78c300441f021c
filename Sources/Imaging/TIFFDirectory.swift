/// One image file directory of a TIFF file (TIFF 6.0, section 2; BigTIFF the same with wider fields).
struct TIFFDirectory {
    /// The tags that matter here.
    enum Tag: Int {
        case subfileType = 254
        case width = 256
        case height = 257
        case bitsPerSample = 258
        case compression = 259
        case photometric = 262
        case stripOffsets = 273
        case orientation = 274
        case samplesPerPixel = 277
        case rowsPerStrip = 278
        case stripByteCounts = 279
        case planarConfiguration = 284
        case tileWidth = 322
        case tileHeight = 323
        case tileOffsets = 324
        case tileByteCounts = 325
        case extraSamples = 338
        case sampleFormat = 339
    }

    private let reader: ByteReader
    private let big: Bool
    /// Type, number of values and place of the value field, by tag.
    private let entries: [Int: (type: Int, count: Int, field: Int)]
    /// Where the next directory lies; 0 after the last.
    private let next: Int

    /// The first directory of a file.
    static func first(of bytes: [UInt8]) throws(FileFault) -> TIFFDirectory {
        let bigEndian = bytes.starts(with: [0x4D, 0x4D])
        let reader = ByteReader(bytes: bytes, bigEndian: bigEndian)
        let version = reader.integer(at: 2, size: 2)
        guard bigEndian || bytes.starts(with: [0x49, 0x49]), version == 42 || version == 43,
            let offset = version == 43 ? reader.integer(at: 8, size: 8) : reader.integer(at: 4, size: 4)
        else {
            throw .damaged("it ends inside of its header")
        }
        return try TIFFDirectory(reader, at: offset, big: version == 43)
    }

    /// All directories of a file, first one first.
    static func all(of bytes: [UInt8]) throws(FileFault) -> [TIFFDirectory] {
        var directories = [try first(of: bytes)]
        var seen: Set<Int> = []
        while let last = directories.last, last.next != 0 {
            guard seen.insert(last.next).inserted else { throw .damaged("its list of pages runs in a circle") }
            directories.append(try TIFFDirectory(last.reader, at: last.next, big: last.big))
        }
        return directories
    }

    private init(_ reader: ByteReader, at offset: Int, big: Bool) throws(FileFault) {
        let (countSize, entrySize, wordSize) = big ? (8, 20, 8) : (2, 12, 4)
        guard let count = reader.integer(at: offset, size: countSize), count <= 65535,
            reader.contains(offset: offset + countSize, count: count * entrySize),
            let next = reader.integer(at: offset + countSize + count * entrySize, size: wordSize)
        else {
            throw .damaged("its directory at byte \(offset) does not lie inside of the file (\(reader.count) bytes)")
        }
        var entries: [Int: (type: Int, count: Int, field: Int)] = [:]
        for index in 0..<count {
            let entry = offset + countSize + index * entrySize
            guard let tag = reader.integer(at: entry, size: 2), let type = reader.integer(at: entry + 2, size: 2),
                let values = reader.integer(at: entry + 4, size: wordSize)
            else { continue }
            entries[tag] = (type, values, entry + 4 + wordSize)
        }
        (self.reader, self.big, self.entries, self.next) = (reader, big, entries, next)
    }

    /// The whole numbers of a tag, nil where the directory does not have it.
    ///
    /// - Throws: `FileFault.damaged` where they lie outside of the file or are no whole numbers.
    func values(_ tag: Tag) throws(FileFault) -> [Int]? {
        guard let entry = entries[tag.rawValue] else { return nil }
        guard let size = [1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8][entry.type] else {
            throw .damaged("its tag \(tag.rawValue) holds no whole numbers")
        }
        let (length, overflow) = entry.count.multipliedReportingOverflow(by: size)
        let inPlace = length <= (big ? 8 : 4)
        guard !overflow, entry.count > 0,
            let offset = inPlace ? entry.field : reader.integer(at: entry.field, size: big ? 8 : 4),
            reader.contains(offset: offset, count: length)
        else {
            throw .damaged("the values of its tag \(tag.rawValue) lie outside of the file (\(reader.count) bytes)")
        }
        return (0..<entry.count).compactMap { reader.integer(at: offset + $0 * size, size: size) }
    }

    /// The first number of a tag.
    func value(_ tag: Tag) throws(FileFault) -> Int? { try values(tag)?.first }
}
