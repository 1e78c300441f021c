import Files
import Imaging

/// Distances between the outlines of the prediction and of the reference (the truth), as MONAI 1.6 measures them.
///
/// A mask's outline is its foreground pixels that share a side with background or lie at the image's border. Distances run
/// from each outline pixel of one mask to the nearest one of the other, centre to centre.
public struct SurfaceDistances: Equatable, Sendable {
    /// Ascending, from each outline pixel of the prediction to the truth's outline; infinite where the truth is empty.
    public let toTruth: [Double]
    /// Ascending, from each outline pixel of the truth to the prediction's; infinite where the prediction is empty.
    public let toPrediction: [Double]

    /// - Parameters:
    ///   - truth: of the prediction's size.
    ///   - spacing: between pixel centres along x and y; the default counts in pixels.
    /// - Throws: `ImageError.malformed` where the sizes differ or the spacing is not above 0; `.unavailable` where
    ///   libpleura-itk is missing.
    public init(prediction: BinaryMask, truth: BinaryMask, spacing: [Double] = [1, 1]) throws(ImageError) {
        guard prediction.width == truth.width, prediction.height == truth.height else {
            throw .malformed(
                "a prediction of \(prediction.width) x \(prediction.height) pixels cannot be compared with a truth of "
                    + "\(truth.width) x \(truth.height)")
        }
        let boxes = [prediction.box, truth.box].compactMap { $0 }
        guard let first = boxes.first, let last = boxes.last else {
            (toTruth, toPrediction) = ([], [])
            return
        }
        // Nothing that matters lies outside, and maps cost by the pixel.
        let box = first.union(last)
        let predicted = prediction.framed(box).edge()
        let reference = truth.framed(box).edge()
        toTruth = try Self.distances(from: predicted.places, to: reference.mask, spacing)
        toPrediction = try Self.distances(from: reference.places, to: predicted.mask, spacing)
    }

    private static func distances(from places: [Int], to edge: BinaryMask, _ spacing: [Double]) throws(ImageError)
        -> [Double]
    {
        if places.isEmpty { return [] }
        let map = try DistanceMap(to: edge, spacing: spacing)
        return places.map { map.distances[$0] }.sorted()
    }

    /// Whether there is a distance at all: neither mask is empty.
    private var isDefined: Bool { !toTruth.isEmpty && !toPrediction.isEmpty }

    /// The 95 % Hausdorff distance: the larger one of the two directions' 95th percentiles, interpolated linearly
    /// between ranks. MONAI's `compute_hausdorff_distance(percentile=95)`. Nil where a mask is empty.
    public var hd95: Double? {
        isDefined ? max(Self.percentile95(of: toTruth), Self.percentile95(of: toPrediction)) : nil
    }

    /// The average symmetric surface distance: the mean of the distances of both directions together. MONAI's
    /// `compute_average_surface_distance(symmetric=True)`. Nil where a mask is empty.
    public var assd: Double? {
        guard isDefined else { return nil }
        let sum = toTruth.reduce(0, +) + toPrediction.reduce(0, +)
        return sum / Double(toTruth.count + toPrediction.count)
    }

    /// Normalised surface Dice (Nikolov et al. 2018): the share of both outlines' pixels that lie no farther than the
    /// tolerance from the other outline. MONAI's `compute_surface_dice`. Nil if both masks are empty, 0 if one is.
    /// - Parameter tolerance: in the unit of the spacing, 0 or more.
    public func surfaceDice(tolerance: Double) -> Double? {
        // In single precision, as MONAI: a distance that is the tolerance but for its last bits lies within.
        let near = [toTruth, toPrediction].reduce(0) { $0 + $1.count { Float($0) <= Float(tolerance) } }
        let all = toTruth.count + toPrediction.count
        return all == 0 ? nil : Double(near) / Double(all)
    }

    /// As numpy's `percentile` and torch's `quantile` by default. Values ascend, and there is one at least.
    private static func percentile95(of values: [Double]) -> Double {
        Quantile.linear(0.95, ofSorted: values)
    }
}
