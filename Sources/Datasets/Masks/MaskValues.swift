import Imaging

/// The values that a mask's file stores, before it is decided what they mean.
///
/// RGB whose channels are equal is grey; an alpha channel that is opaque everywhere is dropped. Anything else in colour is
/// refused. A palette file gives its indices, a TIFF file whose white is zero its stored values.
struct MaskValues: Sendable {
    /// Pixels along x and along y.
    private(set) var width: Int, height: Int
    /// The values that occur, ascending.
    let values: [Double]
    /// Pixels of each value.
    let counts: [Int]
    /// Row by row, each pixel's place in `values`.
    private(set) var places: [UInt16]
    /// Whether the file's compression changes values (JPEG).
    let isLossy: Bool
    /// Whether the file holds integers of 32 bits.
    let isWide: Bool
    /// Whether the file says that 0 is white.
    let hasWhiteZero: Bool
    /// Whether the file has a grey palette whose colours of the two values that occur run from light to dark.
    let hasDarkForeground: Bool

    /// The most values that a mask may hold.
    static let most = 65536

    /// Height and width in pixels.
    var size: PixelSize { PixelSize(height: height, width: width) }

    init(_ stored: StoredPixels, _ classes: Classes) throws(MaskFault) {
        try self.init(
            stored.image, classes, isLossy: stored.isLossy, hasWhiteZero: stored.photometric == .whiteIsZero,
            palette: stored.palette)
    }

    init(
        _ image: Image, _ classes: Classes = .one, isLossy: Bool = false, hasWhiteZero: Bool = false,
        palette: [StoredPixels.Colour] = []
    ) throws(MaskFault) {
        let grey = try GreySamples(image, classes)
        (values, counts, places) = try grey.indexed()
        (width, height) = (image.width, image.height)
        (self.isLossy, self.hasWhiteZero) = (isLossy, hasWhiteZero)
        isWide = image.component == .int32 || image.component == .uint32
        hasDarkForeground = Self.isDark(values, palette)
    }

    /// Rows and columns as `orientation` lays them.
    func turned(by orientation: Orientation) -> MaskValues {
        if orientation == .upright { return self }
        let bytes = places.withUnsafeBytes { Array($0) }
        let turned = orientation.turned(bytes, width: width, height: height, size: 2)
        var result = self
        result.places = turned.withUnsafeBytes { raw in
            (0..<raw.count / 2).map { raw.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self) }
        }
        if orientation.swapsAxes { (result.width, result.height) = (height, width) }
        return result
    }

    /// At another size, each pixel taking the value that lies at its centre. Values that no pixel takes keep their place.
    func resized(to target: PixelSize) -> MaskValues {
        if target == size { return self }
        let (columns, rows) = (NearestPixels.of(width, target.width), NearestPixels.of(height, target.height))
        var result = self
        result.places = []
        result.places.reserveCapacity(target.width * target.height)
        for row in rows {
            for column in columns { result.places.append(places[row * width + column]) }
        }
        (result.width, result.height) = (target.width, target.height)
        return result
    }

    /// The first pixel of a value, for messages: "pixel X, Y".
    func pixel(of value: Double) -> String {
        guard let place = values.firstIndex(of: value), let i = places.firstIndex(of: UInt16(place)) else { return "" }
        return "pixel \(i % width), \(i / width)"
    }

    private static func isDark(_ values: [Double], _ palette: [StoredPixels.Colour]) -> Bool {
        let colours = values.compactMap { value in
            Int(exactly: value).flatMap { palette.indices.contains($0) ? palette[$0] : nil }
        }
        guard values.count == 2, values[0] == 0, colours.count == 2,
            colours.allSatisfy({ $0.red == $0.green && $0.green == $0.blue })
        else { return false }
        return colours[0].red > colours[1].red
    }
}

/// The one sample of each pixel that a grey mask has.
private struct GreySamples {
    private let image: Image
    private let step: Int

    init(_ image: Image, _ classes: Classes) throws(MaskFault) {
        (self.image, step) = (image, image.channels)
        guard image.channels > 1 else { return }
        guard image.colourChannels == 1 || image.colourChannels == 3 else {
            throw MaskFault(reason: "is a mask of \(image.colourChannels) channels; save it in grey")
        }
        if image.component.isUnsignedUpTo16Bits {
            try Self.check(image.samples, image, classes)
        } else {
            try Self.check(image.doubles, image, classes)
        }
    }

    private static func check<Sample: Equatable & CustomStringConvertible>(
        _ samples: [Sample], _ image: Image, _ classes: Classes
    ) throws(MaskFault) {
        let channels = image.channels
        func pixel(_ first: Int) -> String {
            "pixel \(first / channels % image.width), \(first / channels / image.width)"
        }
        let opaque = "\(image.component.fullScale)"
        for first in stride(from: 0, to: samples.count, by: channels) {
            if image.hasAlpha, samples[first + channels - 1].description != opaque {
                throw MaskFault(
                    reason: "is a mask with transparent pixels (\(pixel(first))); save it without alpha")
            }
            guard image.colourChannels == 3,
                samples[first] != samples[first + 1] || samples[first] != samples[first + 2]
            else { continue }
            let colour = samples[first..<first + 3].map(\.description).joined(separator: " ")
            throw MaskFault(
                reason: "is a colour mask (\(pixel(first)) is \(colour)); "
                    + (classes.count > 1
                        ? "say which colour is which class with --class-colours FILE, or save the classes' indices in "
                            + "grey" : "save it in grey, 0 background and 255 foreground"))
        }
    }

    /// The values that occur, how often, and each pixel's place among them.
    func indexed() throws(MaskFault) -> (values: [Double], counts: [Int], places: [UInt16]) {
        image.component.isUnsignedUpTo16Bits ? whole() : try any()
    }

    private func whole() -> (values: [Double], counts: [Int], places: [UInt16]) {
        let samples = image.samples
        let pixels = samples.count / step
        var histogram = [Int](repeating: 0, count: image.component.fullScale + 1)
        return samples.withUnsafeBufferPointer { samples in
            histogram.withUnsafeMutableBufferPointer { histogram in
                for i in 0..<pixels { histogram[Int(samples[i * step])] += 1 }
            }
            let found = histogram.indices.filter { histogram[$0] > 0 }
            var place = [UInt16](repeating: 0, count: histogram.count)
            for (i, value) in found.enumerated() { place[value] = UInt16(i) }
            let places = place.withUnsafeBufferPointer { place in
                (0..<pixels).map { place[Int(samples[$0 * step])] }
            }
            return (found.map(Double.init), found.map { histogram[$0] }, places)
        }
    }

    private func any() throws(MaskFault) -> (values: [Double], counts: [Int], places: [UInt16]) {
        let samples = image.doubles
        var counts: [Double: Int] = [:]
        for i in stride(from: 0, to: samples.count, by: step) {
            let value = samples[i]
            guard value.isFinite else {
                throw MaskFault(reason: "holds values that are no numbers; save it with 0 background and 1 foreground")
            }
            counts[value, default: 0] += 1
            guard counts.count <= MaskValues.most else {
                throw MaskFault(
                    reason: "holds more than \(MaskValues.most) different values: an image in the place of a mask?")
            }
        }
        let values = counts.keys.sorted()
        var place: [Double: UInt16] = [:]
        for (i, value) in values.enumerated() { place[value] = UInt16(i) }
        let places = stride(from: 0, to: samples.count, by: step).map { place[samples[$0]] ?? 0 }
        return (values, values.map { counts[$0] ?? 0 }, places)
    }
}

extension Double {
    /// As masks' values are written: "255" for whole numbers, "0.5" for others.
    var asValue: String {
        if let whole = Int(exactly: self) { return "\(whole)" }
        return "\(self)"
    }
}

extension [Double] {
    /// "0, 1, 2", of many values the first six.
    var asValues: String { prefix(6).map(\.asValue).joined(separator: ", ") + (count > 6 ? ", ..." : "") }
}
