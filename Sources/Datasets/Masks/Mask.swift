import Imaging

/// The truth of one image: how much of each pixel is foreground.
public struct Mask: Equatable, Sendable {
    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// Row by row, 0 (background) to 255 (foreground); at least 128 counts as foreground, which is the cut at half of the
    /// full scale. Masks of two values hold 0 and 255 alone.
    public let soft: [UInt8]
    /// Row by row, 1 where a pixel does not count, 0 elsewhere; nil where all count. `soft` is 0 there.
    public let ignored: [UInt8]?

    /// The smallest `soft` value that is foreground.
    public static let cut: UInt8 = 128

    init(width: Int, height: Int, soft: [UInt8], ignored: [UInt8]? = nil) {
        (self.width, self.height, self.soft, self.ignored) = (width, height, soft, ignored)
    }

    /// What the stored values of a file mean.
    init(_ mask: MaskValues, _ reading: TruthReading) {
        let meanings = mask.values.map(reading.foreground)
        let soft = meanings.map { $0 ?? 0 }
        let isIgnored: [UInt8] = meanings.map { $0 == nil ? 1 : 0 }
        self.init(
            width: mask.width, height: mask.height, soft: mask.places.map { soft[Int($0)] },
            ignored: meanings.contains(nil) ? mask.places.map { isIgnored[Int($0)] } : nil)
    }

    /// Row by row, 1 foreground, 0 background; 0 where a pixel is ignored, too.
    public var binary: [UInt8] { soft.map { $0 >= Self.cut ? 1 : 0 } }

    /// Foreground pixels.
    public var area: Int { soft.count { $0 >= Self.cut } }

    /// Foreground where this mask or the other one has it (left and right lung). Both have the same size. A pixel that one
    /// of them ignores is ignored, unless it is foreground in the other.
    func joined(with other: Mask) -> Mask {
        let soft = zip(soft, other.soft).map { max($0, $1) }
        var ignored: [UInt8]?
        if self.ignored != nil || other.ignored != nil {
            let none = [UInt8](repeating: 0, count: soft.count)
            ignored = zip(self.ignored ?? none, other.ignored ?? none).map { $0 | $1 }
            for i in soft.indices where soft[i] >= Self.cut { ignored?[i] = 0 }
        }
        return Mask(
            width: width, height: height,
            soft: ignored.map { zip(soft, $0).map { $1 == 1 ? 0 : $0 } } ?? soft,
            ignored: ignored?.contains(1) == true ? ignored : nil)
    }
}

/// The full scale of a set's masks: the value that means foreground where edges are smoothed. One for a set.
public enum MaskScale: Int, Codable, Sendable, Comparable {
    /// No mask holds more than 1.
    case one = 1
    /// No mask holds more than 255.
    case byte = 255
    /// Some mask holds more than 255.
    case word = 65535

    /// The scale of masks whose largest value is `maximum`.
    init(maximum: Double) { self = maximum <= 1 ? .one : maximum <= 255 ? .byte : .word }

    /// The scale with the smaller full value comes first.
    public static func < (a: MaskScale, b: MaskScale) -> Bool { a.rawValue < b.rawValue }
}

/// Why a file is no mask, with the way out. The caller adds the file's name.
struct MaskFault: Error, Equatable {
    let reason: String
}
