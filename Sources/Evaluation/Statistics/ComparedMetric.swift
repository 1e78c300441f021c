/// What runs are compared by: a column of `metrics.csv`.
public enum ComparedMetric: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    /// In [0, 1].
    case dice
    /// False foreground outside the two largest components: the experiment's "incongruent details".
    case areaOutsideTwoLargest = "area_outside_two_largest"
    /// Components of the prediction that touch no true foreground.
    case components = "spurious_components"
    /// The 95th percentile of the surface distances, in pixels or mm.
    case hd95
    /// The mean symmetric surface distance, in pixels or mm.
    case assd

    /// Its declaration, by the column.
    public var metric: Metric {
        switch self {
        case .dice: .dice
        case .areaOutsideTwoLargest: .areaOutsideTwoLargest
        case .components: .spuriousComponents
        case .hd95: .hd95
        case .assd: .assd
        }
    }

    /// Whether more of it is better; of the others, less is.
    public var isHigherBetter: Bool { metric.best == .higher }

    /// Whether it is measured in pixels or mm, and not defined where a mask is empty.
    public var isDistance: Bool { metric.unit == .distance }

    /// Whether it says something about details where no foreground is.
    public var isAboutDetails: Bool { self == .areaOutsideTwoLargest || self == .components }
}
