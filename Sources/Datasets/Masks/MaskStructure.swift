/// What the areas of a mask with several values look like.
enum MaskStructure: Equatable, Sendable {
    /// Edges that were smoothed on this full scale: 1, 255 or 65535.
    case smoothed(Double)
    /// The numbers of so many objects.
    case numbered(Int)
    /// Neither.
    case other(MaskFault)

    /// Looks at values above 0 that are not ignored.
    ///
    /// So that class labels and photographs are not taken for smoothed edges, these are refused where
    /// - each value is one connected area (`NumberedObjects`), unless the full value makes half of the foreground;
    /// - no value reaches half of the full scale;
    /// - dark values stand beside light ones, and none between them: smoothing makes middle values;
    /// - a square of 5 x 5 pixels holds one and the same middle value (between 1/16 and 15/16 of the scale), or of
    ///   9 x 9 pixels one and the same dark value that is not 0: an area with a label, unconnected with the edges;
    /// - a square of 17 x 17 pixels holds middle values only: a photograph, or an image in the place of a mask.
    ///
    /// Smoothing, by whatever resampling, makes bands in which values change from pixel to pixel; on the lung masks of
    /// Shenzhen and Montgomery not even a square of 3 x 3 holds middle values only. An enlargement without
    /// interpolation by up to four of such a mask passes too.
    /// - Returns: nil where there are fewer than two such values.
    init?(_ mask: MaskValues, ignoring ignored: [Double]) {
        let isBackground = mask.values.map { $0 == 0 || ignored.contains($0) }
        let positive = mask.values.indices.filter { !isBackground[$0] }
        guard positive.count > 1, let last = positive.last, let first = positive.first else { return nil }
        let (minimum, maximum) = (mask.values[first], mask.values[last])
        guard minimum > 0 else {
            self = .other(MaskFault(reason: "is a mask with negative values (\(minimum.asValue))"))
            return
        }
        let scale = Self.scale(of: mask.values)
        let isWhole = positive.allSatisfy { mask.values[$0] == mask.values[$0].rounded() }
        let pixels = positive.reduce(0) { $0 + mask.counts[$1] }
        if isWhole, !mask.isLossy, maximum < scale || 2 * mask.counts[last] < pixels {
            let objects = NumberedObjects(mask, isBackground: isBackground)
            if objects.looksNumbered {
                self = .numbered(objects.values)
                return
            }
        }
        guard 2 * maximum >= scale, maximum <= scale else {
            self = .other(Self.tooLow(positive.map { mask.values[$0] }, scale))
            return
        }
        let low = scale / 16
        let dark = positive.filter { mask.values[$0] <= low }.reduce(0) { $0 + mask.counts[$1] }
        let hasMiddle = positive.contains { mask.values[$0] > low && mask.values[$0] < scale - low }
        if isWhole, !mask.isLossy, !hasMiddle, 100 * dark >= pixels - dark, dark > 0 {
            self = .other(Self.nothingBetween(positive.map { mask.values[$0] }))
            return
        }
        if let fault = ConnectedValues(mask, isBackground: isBackground, scale: scale).fault {
            self = .other(fault)
        } else {
            self = .smoothed(scale)
        }
    }

    /// The full scale of grey edges: 1 for shares from 0 to 1, 255, or 65535 above it.
    static func scale(of values: [Double]) -> Double {
        let maximum = values.last ?? 0
        if maximum <= 1, values.contains(where: { $0 != $0.rounded() }) { return 1 }
        return maximum <= 255 ? 255 : 65535
    }

    private static func tooLow(_ values: [Double], _ scale: Double) -> MaskFault {
        MaskFault(
            reason: "is a mask with the values \(([0] + values).asValues), none of which reaches half of "
                + "\(scale.asValue): class labels? " + labelAdvice)
    }

    private static func nothingBetween(_ values: [Double]) -> MaskFault {
        MaskFault(
            reason:
                "is a mask with the values \(([0] + values).asValues) and none between dark and light: class labels, and "
                + "a value that does not count? " + labelAdvice)
    }

    static let advice = "Save one mask a class, 0 background and 255 foreground"
    static let labelAdvice = advice + ", or say how many classes there are: --classes N"
}

/// Squares of middle values that smoothed edges do not have.
///
/// The side of the largest square of one condition that ends at a pixel follows from its three neighbours before it:
/// 1 + the least of them. So one pass finds all squares.
private struct ConnectedValues {
    let fault: MaskFault?

    /// What a value is between background and foreground.
    private enum Kind { case end, dark, middle }

    init(_ mask: MaskValues, isBackground: [Bool], scale: Double) {
        let whole = scale > 1
        let low = whole ? (scale / 16).rounded(.down) : scale / 16
        let kinds = mask.values.indices.map { i -> Kind in
            let value = mask.values[i]
            if isBackground[i] || value >= scale - low { return .end }
            // JPEG leaves areas of 1 or 2 in what was black.
            if value <= low { return mask.isLossy ? .end : .dark }
            return .middle
        }
        fault = kinds.contains { $0 != .end } ? Self.fault(mask, kinds, scale) : nil
    }

    private static func fault(_ mask: MaskValues, _ kinds: [Kind], _ scale: Double) -> MaskFault? {
        let (width, places) = (mask.width, mask.places)
        var flat = SquareSides(width: width)
        var middle = SquareSides(width: width)
        return places.withUnsafeBufferPointer { places in
            for row in 0..<places.count / max(width, 1) {
                let line = row * width
                for x in 0..<width {
                    let place = places[line + x]
                    let kind = kinds[Int(place)]
                    guard kind != .end else {
                        flat.restart(x)
                        middle.restart(x)
                        continue
                    }
                    let equal =
                        x > 0 && row > 0 && place == places[line + x - 1] && place == places[line + x - width]
                        && place == places[line + x - width - 1]
                    if flat.extend(x, together: equal) >= (kind == .middle ? 5 : 9) {
                        return Self.flat(mask.values[Int(place)], x, row, scale)
                    }
                    if kind == .dark {
                        middle.restart(x)
                    } else if middle.extend(x, together: x > 0 && row > 0) >= 17 {
                        return Self.photograph(x, row, scale)
                    }
                }
                flat.nextRow()
                middle.nextRow()
            }
            return nil
        }
    }

    private static func flat(_ value: Double, _ x: Int, _ y: Int, _ scale: Double) -> MaskFault {
        MaskFault(
            reason: "is a grey mask with an area of the value \(value.asValue) of \(scale.asValue) (about pixel \(x), "
                + "\(y)), which is neither background nor foreground: class labels? " + MaskStructure.labelAdvice)
    }

    private static func photograph(_ x: Int, _ y: Int, _ scale: Double) -> MaskFault {
        MaskFault(
            reason: "is a grey mask with wide areas between 0 and \(scale.asValue) (about pixel \(x), \(y)), not with "
                + "smoothed edges: an image in the place of a mask? " + MaskStructure.advice)
    }
}
