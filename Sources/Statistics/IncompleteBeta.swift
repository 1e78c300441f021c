import Foundation

/// The regularised incomplete beta function I_x(a, b), which the t distribution is made of.
enum IncompleteBeta {
    /// By the continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22 (https://dlmf.nist.gov/8.17),
    /// on the side where it converges fast.
    /// - Parameters:
    ///   - a: above 0, as `b`.
    ///   - x: in [0, 1].
    ///   - complement: 1 - x, which the caller knows without the rounding of that subtraction.
    /// - Returns: in [0, 1].
    static func regularised(a: Double, b: Double, x: Double, complement: Double) -> Double {
        if x <= 0 { return 0 }
        if complement <= 0 { return 1 }
        let (logX, logComplement) = (
            x < 0.5 ? log(x) : log1p(-complement), complement < 0.5 ? log(complement) : log1p(-x)
        )
        let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * logX + b * logComplement)
        let value =
            x < (a + 1) / (a + b + 2)
            ? front / a / fraction(a, b, x) : 1 - front / b / fraction(b, a, complement)
        return min(max(value, 0), 1)
    }

    /// 1 + d1 / (1 + d2 / (1 + ...)), by Lentz's method as Thompson and Barnett (1986) modified it.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var (value, upper, lower) = (1.0, 1.0, 0.0)
        // It takes about the square root of max(a, b) terms.
        for term in 1...100_000 {
            let m = Double(term / 2)
            let numerator =
                term.isMultiple(of: 2)
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            lower = 1 / nonZero(1 + numerator * lower, tiny)
            upper = nonZero(1 + numerator / upper, tiny)
            value *= upper * lower
            if abs(upper * lower - 1) < 1e-16 { break }
        }
        return value
    }

    private static func nonZero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
}
