import Evaluation
import Statistics
import Testing

@testable import Reporting

/// The Statistics module knows metrics by their columns alone; what it says of them is what is declared.
@Suite struct ComparedMetricTests {
    @Test func whatIsComparedIsDeclared() {
        for compared in ComparedMetric.allCases {
            #expect(compared.metric.column == compared.rawValue)
            #expect(compared.isHigherBetter == (compared.metric.best == .higher))
            #expect(compared.isDistance == (compared.metric.unit == .distance))
        }
    }
}
