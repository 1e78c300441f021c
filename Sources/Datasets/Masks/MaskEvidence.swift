/// What one mask's file tells about the meaning of its set's masks, without its pixels.
struct MaskEvidence: Sendable {
    /// The file.
    let path: String
    /// Height and width in pixels.
    let size: PixelSize
    /// The values that occur, ascending, with their pixels and the first one of each; at most `most`, then the largest.
    let values: [Double], counts: [Int], pixels: [String]
    /// Whether some values are left out of `values`.
    let isCut: Bool
    /// As in `MaskValues`.
    let isLossy: Bool, isWide: Bool, hasWhiteZero: Bool, hasDarkForeground: Bool
    /// Of several values above 0; nil where there are fewer than two, or 1 and 255 alone.
    let structure: MaskStructure?

    /// The most values that are kept of a file, so that thousands of files stay small.
    static let most = 512

    /// - Parameters:
    ///   - ignored: values that do not count.
    ///   - looks: whether areas are looked at, as the meaning of grey values needs it.
    init(_ path: String, _ mask: MaskValues, ignoring ignored: [Double] = [], looks: Bool = true) {
        (self.path, size) = (path, mask.size)
        isCut = mask.values.count > Self.most
        let kept = isCut ? Array(mask.values.indices.prefix(Self.most - 1)) + [mask.values.count - 1] : nil
        values = kept.map { $0.map { mask.values[$0] } } ?? mask.values
        counts = kept.map { $0.map { mask.counts[$0] } } ?? mask.counts
        // Messages of class indices name a pixel.
        pixels = looks || isCut ? [] : mask.values.map(mask.pixel)
        (isLossy, isWide) = (mask.isLossy, mask.isWide)
        (hasWhiteZero, hasDarkForeground) = (mask.hasWhiteZero, mask.hasDarkForeground)
        let isPlain = mask.values.allSatisfy { [0, 1, 255].contains($0) }
        structure = looks && !isPlain ? MaskStructure(mask, ignoring: ignored) : nil
    }

    /// The values but 0 and those that do not count.
    func positive(ignoring ignored: [Double]) -> [Double] { values.filter { $0 != 0 && !ignored.contains($0) } }

    /// Whether each value is one connected area.
    var isNumbered: Bool {
        if case .numbered = structure { return true }
        return false
    }

    /// The largest value; 0 where there is none.
    var maximum: Double { values.last ?? 0 }

    /// Pixels of a value.
    func count(of value: Double) -> Int { values.firstIndex(of: value).map { counts[$0] } ?? 0 }

    /// Where a value lies first: " (pixel 2, 1)", or nothing.
    func pixel(of value: Double) -> String {
        guard let place = values.firstIndex(of: value), pixels.indices.contains(place) else { return "" }
        return " (\(pixels[place]))"
    }
}
