/// Mean difference and limits of agreement (Bland and Altman 1986).
struct AreaAgreement: Equatable {
    /// Predicted less true.
    let bias: Double
    /// Mean difference -+ 1.96 standard deviations (n - 1); nil for a single image.
    let limits: ClosedRange<Double>?

    init?(_ pairs: [AreaPair]) {
        guard !pairs.isEmpty else { return nil }
        let n = Double(pairs.count)
        let bias = pairs.reduce(0) { $0 + $1.difference } / n
        self.bias = bias
        if pairs.count > 1 {
            let deviation = (pairs.reduce(0) { $0 + ($1.difference - bias) * ($1.difference - bias) } / (n - 1))
                .squareRoot()
            limits = bias - 1.96 * deviation...bias + 1.96 * deviation
        } else {
            limits = nil
        }
    }
}
