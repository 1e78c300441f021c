import Datasets
import Files

/// The values of one metric over images and classes, and what they come to. Images and classes in which the metric is
/// undefined are not among them.
///
/// The mean is taken over the images by class, then over the classes, as nnU-Net takes it; median and minimum are over
/// images, where an image's value is the mean over its classes.
public struct MetricValues: Sendable {
    /// One value.
    public struct Row: Sendable {
        /// Which image and which class.
        let image: ImageKey, className: String
        let value: Double

        /// - Parameter value: finite.
        public init(image: ImageKey, className: String, value: Double) {
            (self.image, self.className, self.value) = (image, className, value)
        }
    }

    /// How many values there are: rows of `metrics.csv` that have the metric.
    public let count: Int
    /// Over images by class, then over classes; nil where there are no values.
    public let mean: Double?
    /// A value for each image, in the order of their first rows.
    public let images: [Double]

    /// Of an even number of images the mean of the two middle ones; nil where there are none.
    public var median: Double? { Average.median(images) }
    /// The smallest value of an image; nil where there are none.
    public var minimum: Double? { images.min() }

    /// - Parameter rows: one for each image and class that has the metric, or several where several models were tested.
    public init(_ rows: [Row]) {
        count = rows.count
        mean = Average.ofGroupMeans(rows.map { ($0.className, $0.value) })
        images = Average.groups(rows.map { ($0.image, $0.value) }).compactMap { Average.mean($0) }
    }

    /// The values of the results in which a metric is defined.
    init(_ results: [ImageResult], _ value: (ImageResult) -> Double?) {
        self.init(
            results.compactMap { result in
                value(result).map { Row(image: result.key, className: result.className, value: $0) }
            })
    }
}
