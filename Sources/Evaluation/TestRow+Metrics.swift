import Datasets

extension TestRow {
    /// The value of a metric; nil where the field is empty (undefined, or not measured) or is no finite number.
    public subscript(metric: Metric) -> Double? { figures[metric.column].flatMap { $0.isFinite ? $0 : nil } }
}

extension MetricValues {
    /// The rows that have a metric.
    package init(_ rows: [TestRow], _ metric: Metric) {
        self.init(
            rows.compactMap { row in
                row[metric].map {
                    Row(image: ImageKey(set: row.set, name: row.image), className: row.className, value: $0)
                }
            })
    }
}

extension MaskCounts {
    /// Nil where a row does not say how many pixels it has, or there are no rows.
    package init?(_ rows: [TestRow]) {
        var masks: [(predicted: Bool, reference: Bool)] = []
        for row in rows {
            guard let tp = row[.truePositives], let fp = row[.falsePositives], let fn = row[.falseNegatives] else {
                return nil
            }
            masks.append((tp + fp > 0, tp + fn > 0))
        }
        if masks.isEmpty { return nil }
        self.init(masks)
    }
}
