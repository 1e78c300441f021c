/// Holm's step-down correction for several tests (Holm 1979): statsmodels' `multipletests(method="holm")`.
public enum Holm {
    /// The corrected p of each test, in the given order, which bounds the probability of any false rejection.
    /// - Parameter p: each in [0, 1]; nil if a test could not be made. Such a test stays nil and counts in the number of
    ///   tests, so that the others are not corrected too little.
    /// - Returns: each in [0, 1], or nil.
    public static func corrected(_ p: [Double?]) -> [Double?] {
        let order = p.indices.sorted { (p[$0] ?? 1, $0) < (p[$1] ?? 1, $1) }
        var (result, highest) = (p, 0.0)
        for (rank, index) in order.enumerated() {
            guard let value = p[index] else { continue }
            highest = max(highest, min(1, value * Double(p.count - rank)))
            result[index] = highest
        }
        return result
    }
}
