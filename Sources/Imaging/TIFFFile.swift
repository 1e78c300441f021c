/// A TIFF file, its directories read and its strips or tiles measured (TIFF 6.0).
struct TIFFFile {
    private(set) var layout: FileLayout

    private let directory: TIFFDirectory
    private let length: Int
    private let bits: Int
    private let samples: Int
    private let separatePlanes: Bool

    /// - Parameter whole: Whether strips and tiles are measured, or only the tags read.
    init(_ bytes: [UInt8], whole: Bool = true) throws(FileFault) {
        let directories = try TIFFDirectory.all(of: bytes)
        length = bytes.count
        directory = directories[0]
        try Self.requireOnePage(directories)
        guard let width = try directory.value(.width), let height = try directory.value(.height) else {
            throw .damaged("its directory does not say how large the picture is")
        }
        samples = try directory.value(.samplesPerPixel) ?? 1
        separatePlanes = try directory.value(.planarConfiguration) == 2 && samples > 1
        bits = try Self.bitsOfEachSample(directory)
        layout = FileLayout(width: width, height: height, channels: 1, component: bits == 16 ? .uint16 : .uint8)
        layout.bits = bits
        try Self.requireKnownCoding(directory)
        (layout.channels, layout.delivered) = try channels()
        // libtiff's RGBA reader turns "white is zero" to black is zero, ITK's own strip reader does not.
        layout.whiteIsZero = try directory.value(.photometric) == 0
        if whole { try requireEveryBlock() }
    }

    private static func requireOnePage(_ directories: [TIFFDirectory]) throws(FileFault) {
        var pages = 0
        for (index, directory) in directories.enumerated() {
            let reduced = (try directory.value(.subfileType) ?? 0) & 0b101 != 0  // a thumbnail or a mask
            if index == 0 && reduced { throw .unsupported("its first page is a thumbnail. Save it as PNG.") }
            if !reduced { pages += 1 }
        }
        guard pages == 1 else {
            throw .unsupported("it holds \(pages) pages, Pleura reads one image a file. Save each page as a file.")
        }
    }

    private static func bitsOfEachSample(_ directory: TIFFDirectory) throws(FileFault) -> Int {
        let bits = Set(try directory.values(.bitsPerSample) ?? [1])
        let formats = Set(try directory.values(.sampleFormat) ?? [1])
        guard formats.isSubset(of: [1]) else {
            throw .unsupported(
                "its samples are \(formats.contains(3) ? "floating-point" : "signed or complex") numbers. Save it as "
                    + "unsigned 8- or 16-bit.")
        }
        guard bits.count == 1, let bits = bits.first, [1, 2, 4, 8, 16].contains(bits) else {
            throw .unsupported(
                "its samples have \(bits.sorted().map(String.init).joined(separator: ", ")) bits. Save it as "
                    + "unsigned 8- or 16-bit.")
        }
        return bits
    }

    private static func requireKnownCoding(_ directory: TIFFDirectory) throws(FileFault) {
        let compression = try directory.value(.compression) ?? 1
        let known = [1: "none", 5: "LZW", 8: "deflate", 32946: "deflate", 32773: "PackBits"]
        guard known[compression] != nil else {
            throw .unsupported(
                "its compression has the number \(compression), Pleura reads none, LZW, deflate and PackBits. Save it "
                    + "again with one of these, or as PNG.")
        }
        let orientation = try directory.value(.orientation) ?? 1
        guard orientation == 1 else {
            throw .unsupported("its rows or columns lie reversed (orientation \(orientation)). Turn and save it again.")
        }
    }

    /// Channels as Pleura gives them, and as ITK delivers them.
    ///
    /// ITK reads strips of 8 and 16 bits by itself. All else goes through libtiff's RGBA reader: 8-bit, with the colours
    /// multiplied by alpha. That is taken where it cannot change a value.
    private func channels() throws(FileFault) -> (Int, delivered: Int) {
        let photometric = try directory.value(.photometric)
        guard let photometric, (0...2).contains(photometric) else {
            throw .unsupported(
                "its colours are stored as \(photometric == 3 ? "a palette" : "something else than grey or RGB"). Save "
                    + "it as grey or RGB.")
        }
        let colours = photometric == 2 ? 3 : 1
        guard (colours...colours + 1).contains(samples), bits >= 8 || samples == 1 else {
            throw .unsupported("it has \(samples) samples of \(bits) bits a pixel. Save it as grey or RGB.")
        }
        let tiled = try directory.value(.tileWidth) != nil
        guard colours == 3 || samples == 1 else {  // ITK 5.2 takes the alpha samples for the next pixels' grey
            throw .unsupported(
                "it is grey with alpha, which ITK reads wrongly from TIFF. Drop the alpha, or save it as PNG.")
        }
        if bits >= 8 && !tiled && !separatePlanes { return (samples, delivered: samples) }
        guard bits <= 8, samples == colours else {
            throw .unsupported(
                "it is stored in tiles or planes of \(bits) bits\(samples > colours ? " with alpha" : ""). Save it in "
                    + "strips (most programs' default), or as PNG.")
        }
        return (colours, delivered: 4)
    }

    /// Every strip or tile has to lie inside of the file, and those without compression have to be long enough.
    private func requireEveryBlock() throws(FileFault) {
        _ = try layout.deliveredBytes()
        let tileWidth = try directory.value(.tileWidth)
        let tileHeight = try directory.value(.tileHeight)
        let tiled = tileWidth != nil
        let across = tileWidth ?? layout.width
        let rowsPerStrip = try directory.value(.rowsPerStrip) ?? layout.height
        let down = tileHeight ?? min(rowsPerStrip, layout.height)
        guard across > 0, down > 0, !tiled || max(across, down) <= 1 << 16 else {
            throw .damaged("its strips or tiles have no sensible size")
        }
        let blocks = ((layout.width - 1) / across + 1) * ((layout.height - 1) / down + 1)
        let wanted = blocks * (separatePlanes ? samples : 1)
        guard let offsets = try directory.values(tiled ? .tileOffsets : .stripOffsets),
            let counts = try directory.values(tiled ? .tileByteCounts : .stripByteCounts),
            offsets.count == wanted, counts.count == wanted
        else {
            throw .damaged("its list of strips or tiles does not have the \(wanted) entries that the picture needs")
        }
        let plain = (try directory.value(.compression) ?? 1) == 1
        let row = (across * bits * (separatePlanes ? 1 : samples) + 7) / 8
        for (index, (offset, count)) in zip(offsets, counts).enumerated() {
            let (end, overflow) = offset.addingReportingOverflow(count)
            guard count > 0, offset > 0, !overflow, end <= length else {
                throw .damaged("its pixels reach to byte \(overflow ? Int.max : end), the file has \(length)")
            }
            guard plain else { continue }
            let top = index % blocks * down
            let (needed, tooLong) = row.multipliedReportingOverflow(by: tiled ? down : min(down, layout.height - top))
            guard !tooLong, count >= needed else {
                throw .damaged("its strip or tile \(index) has \(count) bytes, \(needed) are needed")
            }
        }
    }
}
