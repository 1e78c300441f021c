import Imaging

/// The truth of one image where there are several classes: the class of each pixel.
public struct LabelMask: Equatable, Sendable {
    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// Row by row, a class from 0, or `ignored`.
    public let labels: [UInt8]

    /// The label of ignored pixels, neither in the loss nor in the figures.
    public static let ignored: UInt8 = 255

    init(width: Int, height: Int, labels: [UInt8]) {
        (self.width, self.height, self.labels) = (width, height, labels)
    }

    /// What the stored values of a file mean: indices of classes.
    /// - Throws: `MaskFault` where a value is no class.
    init(_ mask: MaskValues, _ reading: TruthReading, _ classes: Classes) throws(MaskFault) {
        var labels: [UInt8] = []
        for value in mask.values {
            guard let label = reading.label(value, classes) else {
                throw MaskFault(reason: "has the value \(value.asValue) (\(mask.pixel(of: value))), which is no class")
            }
            labels.append(label)
        }
        self.init(width: mask.width, height: mask.height, labels: mask.places.map { labels[Int($0)] })
    }

    /// Rows and columns as `orientation` lays them.
    func turned(by orientation: Orientation) -> LabelMask {
        let (w, h) = orientation.swapsAxes ? (height, width) : (width, height)
        return LabelMask(
            width: w, height: h, labels: orientation.turned(labels, width: width, height: height, size: 1))
    }

    /// Height and width in pixels.
    public var size: PixelSize { PixelSize(height: height, width: width) }

    /// At another size, each pixel taking the label that lies at its centre. Not by a mean, as images and masks of one
    /// class are: between class 1 and class 3 that would lay a seam of class 2.
    func resized(to target: PixelSize) -> LabelMask {
        if target == size { return self }
        let columns = NearestPixels.of(width, target.width)
        var result: [UInt8] = []
        result.reserveCapacity(target.height * target.width)
        for row in NearestPixels.of(height, target.height) {
            let line = row * width
            for column in columns { result.append(labels[line + column]) }
        }
        return LabelMask(width: target.width, height: target.height, labels: result)
    }

    /// Each pixel's class from the part that is not background (organ by organ, a file each). Both have the same size.
    /// - Throws: `MaskFault` where the two give one pixel different classes.
    func joined(with other: LabelMask) throws(MaskFault) -> LabelMask {
        var result = labels
        for (i, label) in other.labels.enumerated() where label != 0 && label != result[i] {
            guard result[i] == 0 else {
                throw MaskFault(
                    reason: "gives pixel \(i % width), \(i / width) the class \(label), another part of the mask "
                        + "\(result[i]); the parts of a mask may not overlap")
            }
            result[i] = label
        }
        return LabelMask(width: width, height: height, labels: result)
    }
}

/// Resizing by the nearest pixel.
enum NearestPixels {
    /// For each of `to` pixels of a side the one of `from` that holds the point (i + 1/2) * from / to.
    static func of(_ from: Int, _ to: Int) -> [Int] { (0..<to).map { min((2 * $0 + 1) * from / (2 * to), from - 1) } }
}
