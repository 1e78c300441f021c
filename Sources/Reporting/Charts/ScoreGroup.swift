import Files
import Foundation

/// The scores of one run on one set of images.
public struct ScoreGroup: Sendable, Equatable {
    /// As they are shown; any text.
    public let run: String, set: String
    /// A Dice for each image, in [0, 1]; what is no number in it is left out.
    public let values: [Double]

    /// - Parameters:
    ///   - run: the name of the run or arm.
    ///   - set: the name of the set; empty where all images are one.
    ///   - values: a Dice for each image.
    public init(run: String, set: String = "", values: [Double]) {
        (self.run, self.set, self.values) = (run, set, values.filter { (0...1).contains($0) })
    }
}

/// What a box plot shows of some values (Tukey 1977).
struct BoxFigures: Equatable {
    /// Quartiles by linear interpolation between ordered values (type 7 of Hyndman and Fan 1996, NumPy's default).
    let lower: Double, median: Double, upper: Double
    /// The values farthest out within 1.5 heights of the box from it.
    let lowWhisker: Double, highWhisker: Double
    /// Values beyond the whiskers.
    let outliers: [Double]

    /// Nil where there is no finite value.
    init?(_ values: [Double]) {
        let sorted = values.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return nil }
        func quantile(_ share: Double) -> Double { Quantile.linear(share, ofSorted: sorted) }
        (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
        let reach = 1.5 * (upper - lower)
        let (floor, ceiling) = (lower - reach, upper + reach)
        let inside = sorted.filter { (floor...ceiling).contains($0) }
        // A quartile between two values can lie beyond all values that are inside: a whisker never ends in the box.
        lowWhisker = min(inside.first ?? lower, lower)
        highWhisker = max(inside.last ?? upper, upper)
        outliers = sorted.filter { !(floor...ceiling).contains($0) }
    }
}
