/// Elementary functions made of addition, multiplication, division and rounding alone.
///
/// The C library's `exp` and `sin` differ in the last bit from one system to the next, and a last bit can flip a
/// rounded grey value or a mask's edge. IEEE 754 fixes the operations used here, and Swift does not fuse a
/// multiplication with an addition unasked, so these give the same bits everywhere. They are good to about 1e-15.
enum PortableMath {
    private static let ln2 = 0.693147180559945309417

    /// The natural logarithm of a positive, finite number; negative infinity for 0 and below.
    static func log(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value > 0 ? value : -.infinity }
        // value = significand * 2^exponent with a significand of [1, 2), moved to [0.75, 1.5) for a short series.
        var significand = value.significand
        var exponent = Double(value.exponent)
        if significand > 1.5 {
            significand /= 2
            exponent += 1
        }
        // log m = 2 artanh((m - 1) / (m + 1))
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = 0.0
        for term in stride(from: 27.0, through: 1, by: -2) { sum = sum * square + 1 / term }
        return exponent * ln2 + 2 * ratio * sum
    }

    /// e to the power of a number; 0 below -708, infinity above 709.
    static func exp(_ value: Double) -> Double {
        guard value > -708 else { return value.isNaN ? value : 0 }
        guard value < 709 else { return .infinity }
        let whole = (value / ln2).rounded()
        let rest = value - whole * ln2  // within 0.35
        var sum = 1.0
        for term in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / term }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }

    /// A positive base to any power; 0 for a base of 0 or below.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        base > 0 ? exp(exponent * log(base)) : 0
    }

    /// The sine of an angle in radians, for angles of everyday size (below about 1e6).
    static func sin(_ angle: Double) -> Double {
        let turns = (angle / .pi).rounded()
        let rest = angle - turns * .pi  // within pi / 2
        let square = rest * rest
        var sum = 1.0
        for term in stride(from: 20.0, through: 2, by: -2) { sum = 1 - sum * square / (term * (term + 1)) }
        let isOdd = turns.truncatingRemainder(dividingBy: 2) != 0
        return isOdd ? -rest * sum : rest * sum
    }

    /// The cosine of an angle in radians, for angles of everyday size.
    static func cos(_ angle: Double) -> Double { sin(angle + .pi / 2) }

    /// 0 below `low`, 1 above `high`, and a smooth cubic between.
    static func smoothStep(_ low: Double, _ high: Double, _ value: Double) -> Double {
        let t = min(max((value - low) / (high - low), 0), 1)
        return t * t * (3 - 2 * t)
    }
}
