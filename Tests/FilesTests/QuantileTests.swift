import Files
import Testing

@Suite struct QuantileTests {
    /// `numpy.quantile([1, 2, 4, 8, 16], share)` (NumPy 2.4).
    @Test(arguments: [(0.0, 1.0), (0.005, 1.02), (0.25, 2.0), (0.5, 4.0), (0.9, 12.8), (0.95, 14.4), (1.0, 16.0)])
    func asNumPy(share: Double, expected: Double) {
        #expect(abs(Quantile.linear(share, ofSorted: [1, 2, 4, 8, 16]) - expected) < 1e-12)
    }

    @Test func ofOneValueItIsTheValue() {
        #expect(Quantile.linear(0.3, ofSorted: [7]) == 7)
    }
}
