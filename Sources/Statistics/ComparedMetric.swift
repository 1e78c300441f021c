/// A metric that runs are compared by: a column of `metrics.csv`.
public enum ComparedMetric: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    /// In [0, 1].
    case dice
    /// False foreground outside the two largest components: the experiment's "incongruent details". It means something
    /// only where two components are expected, as of lungs.
    case areaOutsideTwoLargest = "area_outside_two_largest"
    /// Components of the prediction without a pixel of the reference.
    case components = "spurious_components"
    /// The 95th percentile of the surface distances, in pixels or mm.
    case hd95
    /// The mean symmetric surface distance, in pixels or mm.
    case assd

    /// The metrics that mean something for any images: all but ``areaOutsideTwoLargest``.
    public static let general = allCases.filter { $0 != .areaOutsideTwoLargest }

    /// Whether larger values are better; for the others, smaller ones are.
    public var isHigherBetter: Bool { self == .dice }

    /// Whether it is measured in pixels or mm, and undefined if a mask is empty.
    public var isDistance: Bool { self == .hd95 || self == .assd }

    /// Whether it measures false details where the reference has none.
    public var isAboutDetails: Bool { self == .areaOutsideTwoLargest || self == .components }
}
