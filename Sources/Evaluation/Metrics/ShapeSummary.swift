import Files

/// Means and medians over images of what ``ShapeFigures`` hold.
///
/// Where there are several classes, an image's figure is the mean over its classes in which it is defined.
public struct ShapeSummary: Codable, Equatable, Sendable {
    /// What distances and the tolerance are counted in; nil where it is not the same for all images. Then there is no mean
    /// of distances and of surface Dice.
    public let distanceUnit: DistanceUnit?
    /// Over the images that have the distance; nil where none has.
    public let hd95Mean, hd95Median, assdMean, assdMedian: Double?
    /// Over all images, in [0, 1].
    public let surfaceDiceMean, surfaceDiceMedian: Double?
    /// Signed, and without its sign, over the images that have it; nil where none has.
    public let volumeDifferenceMean, volumeDifferenceAbsoluteMean: Double?
    /// Over all images: numbers of pieces.
    public let componentsMean, spuriousComponentsMean, holesMean: Double
    /// Over all images, in pixels.
    public let areaOutsideTwoLargestMean: Double
    /// Rows of `metrics.csv` (images, or images and classes) without distances, for a mask of theirs is empty.
    public let distancesUndefined: Int
    /// Rows of `metrics.csv` without a volume difference: the truth is empty, the prediction is not.
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
        case volumeDifferencesUndefined = "volume_differences_undefined"
    }

    /// - Parameter images: the figures of each image's classes. Nil where there are none.
    init?(_ images: [[ShapeFigures]]) {
        let all = images.flatMap { $0 }
        guard let first = all.first else { return nil }
        /// A figure of each image that has it.
        func values(_ figure: (ShapeFigures) -> Double?) -> [Double] {
            images.compactMap { Average.mean($0.compactMap(figure)) }
        }
        func mean(_ count: KeyPath<ComponentFigures, Int>) -> Double {
            Average.mean(values { Double($0.pieces[keyPath: count]) }) ?? 0
        }
        let isOneUnit = all.allSatisfy { $0.unit == first.unit }
        distanceUnit = isOneUnit ? first.unit : nil
        let (hd95, assd) = isOneUnit ? (values(\.hd95), values(\.assd)) : ([], [])
        let surfaceDice = isOneUnit ? values(\.surfaceDice) : []
        (hd95Mean, hd95Median) = (Average.mean(hd95), Average.median(hd95))
        (assdMean, assdMedian) = (Average.mean(assd), Average.median(assd))
        (surfaceDiceMean, surfaceDiceMedian) = (Average.mean(surfaceDice), Average.median(surfaceDice))
        volumeDifferenceMean = Average.mean(values(\.volumeDifference))
        volumeDifferenceAbsoluteMean = Average.mean(values { $0.volumeDifference.map(abs) })
        (componentsMean, spuriousComponentsMean) = (mean(\.components), mean(\.spurious))
        (holesMean, areaOutsideTwoLargestMean) = (mean(\.holes), mean(\.areaOutsideTwoLargest))
        distancesUndefined = all.count { $0.hd95 == nil }
        volumeDifferencesUndefined = all.count { $0.volumeDifference == nil }
    }
}
