import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Each metric is declared once; what is made from the declarations holds all of them.
struct MetricTests {
    @Test func columnsAreUniqueAndKnown() {
        #expect(Set(Metric.all.map(\.column)).count == Metric.all.count)
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
        for metric in Metric.all { #expect(Metric(column: metric.column) == metric) }
        #expect(Metric(column: "dise") == nil)
    }

    @Test func theHeaderHasEachInItsOrder() {
        let header = TestRow.csv([]).split(separator: "\n")[0].split(separator: ",").map(String.init)
        #expect(header == ["image", "set", "group", "class"] + Metric.all.map(\.column) + ["distance_unit"])
    }

    /// `Metrics.md` has a row for each, and none for anything else.
    @Test func theDocumentationDefinesEach() throws {
        let file = Fixtures.tests.deletingLastPathComponent().appending(
            path: "Sources/Evaluation/Evaluation.docc/Metrics.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let columns = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(columns == Metric.all.map(\.column))
    }

    /// The values of real masks lie in the declared ranges, and are written as whole numbers where they are counts.
    @Test(arguments: try EmptyMaskReference.all())
    func valuesLieInTheirRanges(reference: EmptyMaskReference) throws {
        for result in try EmptyMaskTests.results(reference) {
            for metric in Metric.all {
                guard let value = result.value(metric) else { continue }
                #expect(metric.range.contains(value), "\(metric.column): \(value)")
                let isWhole = [.pixels, .number].contains(metric.unit)
                #expect(isWhole == !metric.field(value).contains("."), "\(metric.column)")
                #expect(Double(metric.field(value)) == value)
            }
        }
    }
}
