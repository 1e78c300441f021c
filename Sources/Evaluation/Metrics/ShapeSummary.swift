import Files

/// Means and medians of what ``ShapeFigures`` hold, by the rules of ``MetricValues``: means over images by class, then over
/// classes; what is undefined is left out.
public struct ShapeSummary: Codable, Equatable, Sendable {
    /// What distances and the tolerance are counted in; nil where it is not the same for all images. Then there is no mean
    /// of distances and of surface Dice.
    public let distanceUnit: DistanceUnit?
    /// Over the images in which neither mask is empty; nil where there is none.
    public let hd95Mean, hd95Median, assdMean, assdMedian: Double?
    /// Over the images in which not both masks are empty, in [0, 1]; nil where there is none.
    public let surfaceDiceMean, surfaceDiceMedian: Double?
    /// Signed, and without its sign, over the images whose reference is not empty; nil where there is none.
    public let volumeDifferenceMean, volumeDifferenceAbsoluteMean: Double?
    /// Over all images: numbers of pieces.
    public let componentsMean, spuriousComponentsMean, holesMean: Double
    /// Over all images, in pixels.
    public let areaOutsideTwoLargestMean: Double
    /// Rows of `metrics.csv` (images, or images and classes) without distances: one of the masks is empty, or both.
    public let distancesUndefined: Int
    /// Rows of `metrics.csv` without a surface Dice: both masks are empty. Nil in older files.
    public let surfaceDiceUndefined: Int?
    /// Rows of `metrics.csv` without a volume difference: the reference is empty.
    public let volumeDifferencesUndefined: Int

    enum CodingKeys: String, CodingKey {
        case distanceUnit = "distance_unit"
        case hd95Mean = "hd95_mean"
        case hd95Median = "hd95_median"
        case assdMean = "assd_mean"
        case assdMedian = "assd_median"
        case surfaceDiceMean = "surface_dice_mean"
        case surfaceDiceMedian = "surface_dice_median"
        case volumeDifferenceMean = "volume_difference_mean"
        case volumeDifferenceAbsoluteMean = "volume_difference_absolute_mean"
        case componentsMean = "components_mean"
        case spuriousComponentsMean = "spurious_components_mean"
        case holesMean = "holes_mean"
        case areaOutsideTwoLargestMean = "area_outside_two_largest_mean"
        case distancesUndefined = "distances_undefined"
        case surfaceDiceUndefined = "surface_dice_undefined"
        case volumeDifferencesUndefined = "volume_differences_undefined"
    }

    /// - Parameter results: nil where none of them has a shape.
    init?(_ results: [ImageResult]) {
        let all = results.compactMap(\.shape)
        guard let first = all.first else { return nil }
        func values(_ metric: Metric) -> MetricValues { MetricValues(results, metric.value) }
        let isOneUnit = all.allSatisfy { $0.unit == first.unit }
        distanceUnit = isOneUnit ? first.unit : nil
        let (hd95, assd, surfaceDice) = (values(.hd95), values(.assd), values(.surfaceDice))
        (hd95Mean, hd95Median) = isOneUnit ? (hd95.mean, hd95.median) : (nil, nil)
        (assdMean, assdMedian) = isOneUnit ? (assd.mean, assd.median) : (nil, nil)
        (surfaceDiceMean, surfaceDiceMedian) = isOneUnit ? (surfaceDice.mean, surfaceDice.median) : (nil, nil)
        let volumeDifference = values(.volumeDifference)
        volumeDifferenceMean = volumeDifference.mean
        volumeDifferenceAbsoluteMean = MetricValues(results) { $0.shape?.volumeDifference.map(abs) }.mean
        componentsMean = values(.components).mean ?? 0
        spuriousComponentsMean = values(.spuriousComponents).mean ?? 0
        holesMean = values(.holes).mean ?? 0
        areaOutsideTwoLargestMean = values(.areaOutsideTwoLargest).mean ?? 0
        distancesUndefined = all.count - hd95.count
        surfaceDiceUndefined = all.count - surfaceDice.count
        volumeDifferencesUndefined = all.count - volumeDifference.count
    }
}
