/// A BMP picture (Microsoft, `BITMAPINFOHEADER` and its older and newer forms).
struct BMPFile {
    private let reader: ByteReader
    private let width: Int, height: Int
    private let topDown: Bool
    private let bits: Int
    private let compression: Compression
    private let pixels: Int
    private let headerEnd: Int
    private let paletteEntrySize: Int
    private let statedColours: Int
    private let masks: [Int]

    private enum Compression: Int {
        case none = 0
        case runs8, runs4, masks
        case alphaMasks = 6
    }

    init(_ bytes: [UInt8]) throws(FileFault) {
        let file = ByteReader(bytes: bytes, bigEndian: false)
        reader = file
        let cut = FileFault.damaged("it ends after \(bytes.count) bytes, inside of its header")
        func number(_ offset: Int, _ size: Int) throws(FileFault) -> Int {
            guard let value = file.integer(at: offset, size: size) else { throw cut }
            return value
        }
        pixels = try number(10, 4)
        let header = try number(14, 4)
        guard header == 12 || (40...256).contains(header) else { throw .damaged("its header has \(header) bytes") }
        if header == 12 {
            (width, height, topDown) = (try number(18, 2), try number(20, 2), false)
            (bits, compression, paletteEntrySize, statedColours) = (try number(24, 2), .none, 3, 0)
            (masks, headerEnd) = ([], 26)
            return
        }
        width = Int(Int32(truncatingIfNeeded: try number(18, 4)))
        let signedHeight = Int(Int32(truncatingIfNeeded: try number(22, 4)))
        (height, topDown) = (abs(signedHeight), signedHeight < 0)
        bits = try number(28, 2)
        let stated = try number(30, 4)
        guard let compression = Compression(rawValue: stated) else {
            throw .unsupported("it is a BMP that holds another format (compression \(stated)). Save it as PNG.")
        }
        self.compression = compression
        statedColours = try number(46, 4)
        paletteEntrySize = 4
        let hasMasks = compression == .masks || compression == .alphaMasks
        var masks: [Int] = []
        if hasMasks {
            for channel in 0..<(header >= 56 || compression == .alphaMasks ? 4 : 3) {
                masks.append(try number(54 + 4 * channel, 4))
            }
        }
        self.masks = masks
        headerEnd = 14 + header + (header == 40 ? 4 * masks.count : 0)
    }

    func source() throws(FileFault) -> ImageSource {
        let isIndexed = [1, 2, 4, 8].contains(bits)
        guard isIndexed || [16, 24, 32].contains(bits) else { throw .damaged("it says that a pixel has \(bits) bits") }
        let palette = isIndexed ? try palette() : []
        let hasAlpha = masks.count == 4 && masks[3] != 0
        var source = ImageSource(
            width: width, height: height, channels: isIndexed ? 1 : hasAlpha ? 4 : 3, component: .uint8
        ) { () throws(FileFault) in
            isIndexed ? try indices(colours: palette.count) : try colours(hasAlpha ? 4 : 3)
        }
        source.hasAlpha = hasAlpha
        source.photometric = isIndexed ? .palette : .rgb
        source.palette = palette
        // A ramp of all greys in 8 bits is a grey picture.
        let isRamp =
            bits == 8 && palette.count == 256
            && palette.indices.allSatisfy {
                let g = UInt8($0)
                return palette[$0] == .init(red: g, green: g, blue: g)
            }
        if isRamp { (source.photometric, source.palette) = (.blackIsZero, []) }
        return source
    }

    private func palette() throws(FileFault) -> [StoredPixels.Colour] {
        let count = statedColours == 0 ? 1 << bits : statedColours
        guard (1...256).contains(count), reader.contains(offset: headerEnd, count: count * paletteEntrySize) else {
            throw .damaged("its palette of \(count) colours does not lie inside of the file")
        }
        return (0..<count).map { index in
            let at = headerEnd + index * paletteEntrySize
            return .init(red: reader.bytes[at + 2], green: reader.bytes[at + 1], blue: reader.bytes[at])
        }
    }

    /// Bytes of a row in the file: whole words of 4.
    private var rowBytes: Int { (width * bits + 31) / 32 * 4 }

    private func requireRows() throws(FileFault) {
        let (needed, overflow) = rowBytes.multipliedReportingOverflow(by: height)
        guard !overflow, reader.contains(offset: pixels, count: needed) else {
            throw .damaged("its pixels reach beyond its end (\(reader.count) bytes)")
        }
    }

    /// Where a row of the picture, from the top, begins in the file.
    private func row(_ y: Int) -> Int { pixels + (topDown ? y : height - 1 - y) * rowBytes }

    private func indices(colours: Int) throws(FileFault) -> [UInt8] {
        let indices: [UInt8]
        if compression == .runs8 || compression == .runs4 {
            let runs = BMPRuns(reader, at: pixels, width: width, height: height, halfBytes: compression == .runs4)
            indices = try runs.indices()
        } else {
            try requireRows()
            var plain: [UInt8] = []
            plain.reserveCapacity(width * height)
            let mask = UInt8(truncatingIfNeeded: 1 << bits - 1)
            for y in 0..<height {
                let start = row(y)
                for x in 0..<width {
                    let shift = 8 - bits - x * bits % 8
                    plain.append(reader.bytes[start + x * bits / 8] >> UInt8(shift) & mask)
                }
            }
            indices = plain
        }
        if let highest = indices.max(), Int(highest) >= colours {
            throw .damaged("its palette has \(colours) colours, a pixel has the index \(highest)")
        }
        return indices
    }

    private func colours(_ channels: Int) throws(FileFault) -> [UInt8] {
        guard compression != .runs8, compression != .runs4 else { throw .damaged("its runs are of whole colours") }
        try requireRows()
        // Without masks: 5 bits each in 16, else a byte each; blue first in the file.
        let masks = masks.isEmpty ? (bits == 16 ? [0x7C00, 0x3E0, 0x1F] : [0xFF0000, 0xFF00, 0xFF]) : masks
        let fields = masks.prefix(channels).map { (mask: $0, shift: $0 == 0 ? 0 : $0.trailingZeroBitCount) }
        guard fields.allSatisfy({ $0.mask > 0 && ($0.mask >> $0.shift) & ($0.mask >> $0.shift + 1) == 0 }) else {
            throw .damaged("its colours have no sensible masks")
        }
        let size = bits / 8
        var result: [UInt8] = []
        result.reserveCapacity(width * height * channels)
        for y in 0..<height {
            let start = row(y)
            for x in 0..<width {
                var word = 0
                for byte in (0..<size).reversed() { word = word << 8 | Int(reader.bytes[start + x * size + byte]) }
                for field in fields {
                    let full = field.mask >> field.shift
                    let value = (word & field.mask) >> field.shift
                    result.append(UInt8(full == 255 ? value : (value * 255 + full / 2) / full))
                }
            }
        }
        return result
    }
}
