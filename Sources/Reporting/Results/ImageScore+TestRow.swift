import Evaluation
import Statistics

extension ImageScore {
    /// The score that a row of `test/metrics.csv` holds.
    public init(_ row: TestRow) {
        let values = ComparedMetric.allCases.compactMap { metric in
            row[metric.metric].map { (metric, $0) }
        }
        self.init(
            set: row.set, image: row.image, label: row.className, group: row.group,
            values: Dictionary(uniqueKeysWithValues: values), distanceUnit: row.distanceUnit)
    }
}
