import Foundation
import Imaging

/// What was measured of an image and its mask while they were decoded. Checks see this and no pixels.
public struct InspectedPair: Sendable {
    /// The files.
    public let pair: Pair
    /// Nil where the image cannot be read.
    public let image: ImageFacts?
    /// Nil where the mask cannot be read.
    public private(set) var mask: MaskFacts?
    /// The mask's files, as far as they can be read.
    public let maskFiles: [MaskFacts.File]

    init(_ pair: Pair, _ image: ImageFacts?, _ maskFiles: [MaskFacts.File]) {
        (self.pair, self.image, self.maskFiles) = (pair, image, maskFiles)
    }

    /// Measures the mask as it was read last.
    mutating func set(_ truth: Truth) { mask = MaskFacts(truth) }

    /// The image's key.
    public var key: ImageKey { pair.key }
}

/// What was measured of an image.
public struct ImageFacts: Sendable {
    /// At its own size.
    public let size: PixelSize
    /// Without alpha.
    public let channels: Int
    /// The number type of a sample.
    public let component: Image.Component
    /// Millimetres between pixel centres along x and y; nil: not stated.
    public let spacing: [Double]?
    /// How the stored rows and columns lie, by the file's tag.
    public let orientation: Orientation
    /// Whether it shows, by sizes or by tags, how the mask lies to the image.
    public let isOrientationDecided: Bool
    /// Of the grey values, in the file's own numbers.
    public let minimum: Double, maximum: Double, mean: Double, deviation: Double
    /// The share of pixels at the largest value that the number type has (for deeper images, that the image has), where
    /// these stand apart from all others; 0 where they do not.
    public let apartAtFullScale: Double
    /// Equal for images with equal pixels.
    let digest: UInt64
    /// In grey: 8-bit values as they are, deeper ones between the 0.5th and 99.5th percentile.
    public let copy: SmallCopy
}

/// What was measured of a mask, its files joined.
public struct MaskFacts: Sendable {
    /// What one file holds.
    public struct File: Sendable {
        /// Where it is.
        public let url: URL
        /// In pixels.
        public let size: PixelSize
        /// Whether its compression changes values.
        public let isLossy: Bool
        /// Its values before they are given a meaning.
        public let values: ValueCounts
    }

    /// Of the joined mask.
    public let size: PixelSize
    /// Shares, from 0 to 1: of all pixels, of those that count for nothing, of the pixels on the four borders.
    public let foreground: Double, ignored: Double, borders: Double
    /// Whether foreground lies on each of the four borders.
    public let touchesAllBorders: Bool
    /// Foreground as 255, reduced to `copySide`.
    public let copy: SmallCopy

    /// Pixels a side of a mask's copy.
    public static let copySide = 128
}

/// The values of a mask's pixels as its file holds them, with how many pixels have each.
public struct ValueCounts: Sendable, Equatable {
    /// One value; of masks in colours or drawn ones the class.
    public struct Count: Sendable, Equatable {
        /// The value.
        public let value: Double
        /// Pixels that have it.
        public let pixels: Int
    }

    /// Ascending; where there are more than `most`, the lowest and the largest.
    public let counts: [Count]
    /// How many different values there are.
    public let distinct: Int

    /// How many values are kept.
    public static let most = 16
}
