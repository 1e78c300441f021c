/// Quantiles by linear interpolation between neighbouring ranks: type 7 of Hyndman and Fan (1996), the default of
/// NumPy's `quantile` and of torch's.
public enum Quantile {
    /// - Parameters:
    ///   - share: from 0 (the minimum) to 1 (the maximum).
    ///   - count: how many values there are, at least 1.
    ///   - value: the value of a rank, from 0 in ascending order.
    public static func linear(_ share: Double, count: Int, value: (Int) -> Double) -> Double {
        let position = share * Double(count - 1)
        let rank = min(max(Int(position), 0), count - 1)
        let below = value(rank)
        return below + (value(min(rank + 1, count - 1)) - below) * (position - Double(rank))
    }

    /// Of values in ascending order, at least one.
    public static func linear(_ share: Double, ofSorted values: [Double]) -> Double {
        linear(share, count: values.count) { values[$0] }
    }
}
