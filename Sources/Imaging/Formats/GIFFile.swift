/// A GIF picture (GIF89a specification, CompuServe 1990), followed block by block to its end.
struct GIFFile {
    fileprivate struct Frame {
        let left: Int, top: Int, width: Int, height: Int
        let interlaced: Bool
        let palette: [StoredPixels.Colour]?
        let transparent: Int?
        let codeSize: Int
        let data: [UInt8]
    }

    private var reader: ByteReader
    private var at = 6
    private let width: Int, height: Int
    private let background: Int
    private var palette: [StoredPixels.Colour]?
    private var frames: [Frame] = []

    init(_ bytes: [UInt8]) throws(FileFault) {
        reader = ByteReader(bytes: bytes, bigEndian: false)
        guard let width = reader.integer(at: 6, size: 2), let height = reader.integer(at: 8, size: 2),
            reader.contains(offset: 6, count: 7)
        else { throw .damaged("it ends after \(bytes.count) bytes, inside of its header") }
        (self.width, self.height, background) = (width, height, Int(bytes[11]))
        at = 13
        palette = try colours(flags: bytes[10])
        try walk()
    }

    func source() throws(FileFault) -> ImageSource {
        guard let frame = frames.first else { throw .damaged("it holds no picture before its end") }
        guard var colours = frame.palette ?? palette else { throw .damaged("it has no palette") }
        let covers = frame.left == 0 && frame.top == 0 && frame.width == width && frame.height == height
        var source = ImageSource(width: width, height: height, component: .uint8) { () throws(FileFault) in
            try canvas(frame, colours: colours.count)
        }
        if let transparent = frame.transparent, transparent < colours.count {
            let colour = colours[transparent]
            colours[transparent] = .init(red: colour.red, green: colour.green, blue: colour.blue, alpha: 0)
        }
        (source.photometric, source.palette) = (.palette, colours)
        if frames.count > 1 { source.problem = "it is an animation of \(frames.count) pictures" }
        if !covers && frame.palette != nil { source.problem = "its picture does not fill its frame" }
        return source
    }

    private mutating func byte() throws(FileFault) -> Int {
        guard let value = reader.integer(at: at, size: 1) else {
            throw .damaged("it ends after \(reader.count) bytes, before its end mark")
        }
        at += 1
        return value
    }

    private mutating func word() throws(FileFault) -> Int { try byte() + byte() << 8 }

    private mutating func colours(flags: UInt8) throws(FileFault) -> [StoredPixels.Colour]? {
        guard flags & 0x80 != 0 else { return nil }
        var colours: [StoredPixels.Colour] = []
        for _ in 0..<(2 << Int(flags & 7)) {
            let rgb = [try byte(), try byte(), try byte()].map { UInt8($0) }
            colours.append(.init(red: rgb[0], green: rgb[1], blue: rgb[2]))
        }
        return colours
    }

    private mutating func blocks() throws(FileFault) -> [UInt8] {
        var data: [UInt8] = []
        while true {
            let count = try byte()
            if count == 0 { return data }
            guard reader.contains(offset: at, count: count) else {
                throw .damaged("it ends after \(reader.count) bytes, inside of a block")
            }
            data += reader.bytes[at..<at + count]
            at += count
        }
    }

    private mutating func walk() throws(FileFault) {
        var transparent: Int?
        while true {
            switch try byte() {
            case 0x3B: return
            case 0x21:
                let label = try byte()
                let data = try blocks()
                if label == 0xF9, data.count >= 4 { transparent = data[0] & 1 == 1 ? Int(data[3]) : nil }
            case 0x2C:
                frames.append(try frame(transparent))
                transparent = nil
            case let other: throw .damaged("at byte \(at - 1) stands \(other), which begins no block")
            }
        }
    }

    private mutating func frame(_ transparent: Int?) throws(FileFault) -> Frame {
        let (left, top, width, height) = (try word(), try word(), try word(), try word())
        let flags = UInt8(try byte())
        let palette = try colours(flags: flags)
        let codeSize = try byte()
        guard left + width <= self.width, top + height <= self.height, width > 0, height > 0,
            (2...8).contains(codeSize)
        else { throw .damaged("its picture does not lie inside of its frame") }
        return Frame(
            left: left, top: top, width: width, height: height, interlaced: flags & 0x40 != 0, palette: palette,
            transparent: transparent, codeSize: codeSize, data: try blocks())
    }

    /// The picture in its frame; round it transparent, or the background.
    private func canvas(_ frame: Frame, colours: Int) throws(FileFault) -> [UInt8] {
        let count = frame.width * frame.height
        let indices = try GIFCodes(frame.data, codeSize: frame.codeSize).indices(count: count)
        if let highest = indices.max(), Int(highest) >= colours {
            throw .damaged("its palette has \(colours) colours, a pixel has the index \(highest)")
        }
        let empty = frame.transparent ?? (background < colours ? background : 0)
        var canvas = [UInt8](repeating: UInt8(truncatingIfNeeded: empty), count: width * height)
        for (place, y) in frame.rows.enumerated() {
            let to = (frame.top + y) * width + frame.left
            canvas.replaceSubrange(
                to..<to + frame.width, with: indices[place * frame.width..<(place + 1) * frame.width])
        }
        return canvas
    }
}

extension GIFFile.Frame {
    /// The picture's rows in the order of the file: every eighth, those between, and so on where they are interlaced.
    fileprivate var rows: [Int] {
        guard interlaced else { return Array(0..<height) }
        return [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { Array(stride(from: $0.0, to: height, by: $0.1)) }
    }
}
