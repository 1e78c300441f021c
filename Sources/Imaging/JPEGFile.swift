/// A JPEG file, walked marker by marker (ITU-T T.81, annex B).
struct JPEGFile {
    private(set) var layout: FileLayout

    private let reader: ByteReader
    private var offset = 2
    private var orientation = Orientation.upright
    private var frame: FileLayout?
    private var arithmeticCoding = false
    private var scans: JPEGScans?

    /// - Parameter whole: Whether the file is followed to its end marker, or only to the frame's header.
    init(_ bytes: [UInt8], whole: Bool = true) throws(FileFault) {
        reader = ByteReader(bytes: bytes, bigEndian: true)
        layout = FileLayout(width: 0, height: 0, channels: 1, component: .uint8)
        try walk(whole: whole)
        guard let frame else { throw .damaged("it holds no picture before its end marker") }
        layout = frame
        layout.orientation = orientation
        if whole { try requirePlausibleSize() }
    }

    /// Huffman codes have at least one bit for each block of 8 x 8 pixels: fewer bytes than that cannot hold the picture.
    private func requirePlausibleSize() throws(FileFault) {
        _ = try layout.deliveredBytes()
        let least = layout.width / 8 * (layout.height / 8) / 8
        guard arithmeticCoding || least <= reader.count else {
            throw .damaged(
                "its header announces \(layout.width) x \(layout.height) pixels, its \(reader.count) bytes cannot "
                    + "hold them")
        }
    }

    private mutating func walk(whole: Bool) throws(FileFault) {
        while true {
            let marker = try nextMarker()
            switch marker {
            case 0xD9:
                guard let scans else { throw .damaged("it holds no picture before its end marker") }
                guard scans.areComplete else { throw .damaged("it lacks scans: the picture is not there in full") }
                return
            case 0x01, 0xD0...0xD8: continue  // markers without a segment
            default: break
            }
            let segment = try segment(after: marker)
            switch marker {
            case 0xC4, 0xC8, 0xCC: break  // tables, not frames
            case 0xC0...0xCF: try readFrame(marker, segment)
            case 0xE1: readApplicationSegment(segment)
            case 0xDA:
                if !whole && frame != nil { return }
                scans?.add(reader.bytes[segment])
                try skipEntropyCodedData()
            default: break
            }
        }
    }

    private func endsEarly() -> FileFault {
        .damaged("it ends after \(reader.count) bytes, before its end marker")
    }

    /// The next marker's code; fill bytes before it are passed over.
    private mutating func nextMarker() throws(FileFault) -> Int {
        guard let first = reader.integer(at: offset, size: 1) else { throw endsEarly() }
        guard first == 0xFF else { throw .damaged("at byte \(offset) a marker is missing") }
        while let code = reader.integer(at: offset, size: 1) {
            offset += 1
            if code != 0xFF { return code }
        }
        throw endsEarly()
    }

    /// The segment's content behind its two bytes of length.
    private mutating func segment(after marker: Int) throws(FileFault) -> Range<Int> {
        guard let length = reader.integer(at: offset, size: 2) else { throw endsEarly() }
        guard length >= 2 else { throw .damaged("at byte \(offset) a segment has no length") }
        guard reader.contains(offset: offset, count: length) else { throw endsEarly() }
        defer { offset += length }
        return offset + 2..<offset + length
    }

    private mutating func skipEntropyCodedData() throws(FileFault) {
        let bytes = reader.bytes
        offset = bytes.withUnsafeBufferPointer { bytes in
            var at = offset
            while at + 1 < bytes.count {
                // FF 00 is a coded 255, D0 to D7 mark restarts: both belong to the data.
                if bytes[at] == 0xFF, bytes[at + 1] != 0, !(0xD0...0xD7).contains(bytes[at + 1]) { return at }
                at += 1
            }
            return bytes.count
        }
    }

    private mutating func readFrame(_ marker: Int, _ segment: Range<Int>) throws(FileFault) {
        guard [0xC0, 0xC1, 0xC2, 0xC9, 0xCA].contains(marker) else {
            throw .unsupported("it is a lossless or hierarchical JPEG. Save it as PNG.")
        }
        guard segment.count >= 6, let precision = reader.integer(at: segment.lowerBound, size: 1),
            let height = reader.integer(at: segment.lowerBound + 1, size: 2),
            let width = reader.integer(at: segment.lowerBound + 3, size: 2),
            let components = reader.integer(at: segment.lowerBound + 5, size: 1)
        else {
            throw .damaged("its frame header is too short")
        }
        guard frame == nil else { throw .damaged("it has more than one frame header") }
        guard precision == 8 else {
            throw .unsupported("it is a JPEG of \(precision) bits. Save it as 16-bit PNG.")
        }
        guard components == 1 || components == 3 else {
            throw .unsupported("it is a JPEG of \(components) components (CMYK?). Save it as RGB.")
        }
        scans = JPEGScans(components: components, progressive: marker == 0xC2 || marker == 0xCA)
        arithmeticCoding = marker > 0xC4
        frame = FileLayout(width: width, height: height, channels: components, component: .uint8)
    }

    private mutating func readApplicationSegment(_ segment: Range<Int>) {
        guard reader.has(Array("Exif\0\0".utf8), at: segment.lowerBound), segment.count > 6 else { return }
        orientation = Orientation(exif: reader.bytes[segment].dropFirst(6))
    }
}
