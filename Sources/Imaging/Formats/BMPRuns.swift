/// The runs of equal pixels of a BMP file (RLE8 and RLE4).
struct BMPRuns {
    private let reader: ByteReader
    private let start: Int
    private let width: Int, height: Int
    private let halfBytes: Bool

    init(_ reader: ByteReader, at start: Int, width: Int, height: Int, halfBytes: Bool) {
        (self.reader, self.start, self.width, self.height) = (reader, start, width, height)
        self.halfBytes = halfBytes
    }

    /// The index of each pixel, top row first; 0 where no run reaches.
    func indices() throws(FileFault) -> [UInt8] {
        guard width * height <= reader.count << 12 else {
            throw .damaged(
                "its header announces \(width) x \(height) pixels, its \(reader.count) bytes cannot hold them")
        }
        var indices = [UInt8](repeating: 0, count: width * height)
        var (x, y, at) = (0, height - 1, start)
        func put(_ index: UInt8) throws(FileFault) {
            guard x < width, y >= 0 else { throw FileFault.damaged("a run of it reaches beyond its row") }
            indices[y * width + x] = index
            x += 1
        }
        while true {
            guard reader.contains(offset: at, count: 2) else { throw .damaged("it ends before its last run") }
            let (count, value) = (Int(reader.bytes[at]), reader.bytes[at + 1])
            at += 2
            if count > 0 {
                for i in 0..<count { try put(halfBytes ? (i % 2 == 0 ? value >> 4 : value & 15) : value) }
                continue
            }
            switch value {
            case 0: (x, y) = (0, y - 1)
            case 1: return indices
            case 2:
                guard reader.contains(offset: at, count: 2) else { throw .damaged("it ends before its last run") }
                (x, y, at) = (x + Int(reader.bytes[at]), y - Int(reader.bytes[at + 1]), at + 2)
            default:
                let count = Int(value)
                let size = halfBytes ? (count + 1) / 2 : count
                guard reader.contains(offset: at, count: size) else { throw .damaged("it ends before its last run") }
                for i in 0..<count {
                    let byte = reader.bytes[at + (halfBytes ? i / 2 : i)]
                    try put(halfBytes ? (i % 2 == 0 ? byte >> 4 : byte & 15) : byte)
                }
                at += (size + 1) / 2 * 2
            }
        }
    }
}
