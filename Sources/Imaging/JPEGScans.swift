/// What the scans of a JPEG file have delivered so far (ITU-T T.81, B.2.3 and G.1.1).
///
/// A progressive picture comes in several scans, each with some coefficients at some precision, and a file that lost the
/// last of them decodes without a complaint, only coarser.
struct JPEGScans {
    private let components: Int
    private let progressive: Bool
    /// By component and coefficient: the lowest bit that has come; nil where nothing has.
    private var lowestBit: [UInt8: [Int?]] = [:]

    init(components: Int, progressive: Bool) { (self.components, self.progressive) = (components, progressive) }

    /// Notes a scan, by the content of its header segment.
    mutating func add(_ header: ArraySlice<UInt8>) {
        let header = Array(header)
        guard let count = header.first.map(Int.init), header.count >= 4 + 2 * count, count > 0 else { return }
        let first = Int(header[1 + 2 * count])
        let last = Int(header[2 + 2 * count])
        let coefficients = progressive && first <= last && last < 64 ? first...last : 0...63
        let bit = progressive ? Int(header[3 + 2 * count] & 0x0F) : 0
        for component in 0..<count {
            for coefficient in coefficients {
                lowestBit[header[1 + 2 * component], default: Array(repeating: nil, count: 64)][coefficient] = bit
            }
        }
    }

    /// Whether every coefficient of every component has come to its last bit.
    var areComplete: Bool {
        lowestBit.count == components && lowestBit.values.allSatisfy { $0.allSatisfy { $0 == 0 } }
    }
}
