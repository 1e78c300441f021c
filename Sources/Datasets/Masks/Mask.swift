import Imaging

/// The truth of one image: how much of each pixel is foreground.
public struct Mask: Equatable, Sendable {
    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// Row by row, 0 (background) to 255 (foreground); at least 128 counts as foreground, which is the cut at half of the
    /// full scale. Masks of two values hold 0 and 255 alone.
    public let soft: [UInt8]

    /// The smallest `soft` value that is foreground.
    public static let cut: UInt8 = 128

    init(width: Int, height: Int, soft: [UInt8]) {
        (self.width, self.height, self.soft) = (width, height, soft)
    }

    /// Row by row, 1 foreground, 0 background.
    public var binary: [UInt8] { soft.map { $0 >= Self.cut ? 1 : 0 } }

    /// Foreground pixels.
    public var area: Int { soft.count { $0 >= Self.cut } }

    /// Foreground where this mask or the other one has it (left and right lung). Both have the same size.
    func joined(with other: Mask) -> Mask {
        Mask(width: width, height: height, soft: zip(soft, other.soft).map { max($0, $1) })
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
    init(maximum: UInt16) { self = maximum <= 1 ? .one : maximum <= 255 ? .byte : .word }

    /// The scale with the smaller full value comes first.
    public static func < (a: MaskScale, b: MaskScale) -> Bool { a.rawValue < b.rawValue }
}

/// Why a file is no mask, with the way out. The caller adds the file's name.
struct MaskFault: Error, Equatable {
    let reason: String
}
