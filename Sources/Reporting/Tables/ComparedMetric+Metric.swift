import Evaluation
import Statistics

extension ComparedMetric {
    /// The declaration of the metric, by its column in `metrics.csv`.
    public var metric: Metric {
        switch self {
        case .dice: .dice
        case .areaOutsideTwoLargest: .areaOutsideTwoLargest
        case .components: .spuriousComponents
        case .hd95: .hd95
        case .assd: .assd
        }
    }
}
