/// Elementary functions made of addition, multiplication, division and rounding alone.
///
/// The C library's `exp` and `sin` differ in the last bit from one system to the next, and a last bit can flip a
/// rounded grey value or a mask's edge. IEEE 754 fixes the operations used here, and Swift does not fuse a
/// multiplication with an addition unasked, so these give the same bits everywhere. They are good to about 1e-15. The
/// series are written out, for loops over them cost most of a phantom's time.
public enum PortableMath {
    private static let ln2 = 0.693147180559945309417

    /// The natural logarithm of a positive, finite number; negative infinity for 0 and below.
    public static func log(_ value: Double) -> Double {
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
        var sum = 1.0 / 27
        sum = sum * square + 1.0 / 25
        sum = sum * square + 1.0 / 23
        sum = sum * square + 1.0 / 21
        sum = sum * square + 1.0 / 19
        sum = sum * square + 1.0 / 17
        sum = sum * square + 1.0 / 15
        sum = sum * square + 1.0 / 13
        sum = sum * square + 1.0 / 11
        sum = sum * square + 1.0 / 9
        sum = sum * square + 1.0 / 7
        sum = sum * square + 1.0 / 5
        sum = sum * square + 1.0 / 3
        sum = sum * square + 1.0 / 1
        return exponent * ln2 + 2 * ratio * sum
    }

    /// e to the power of a number; 0 below -708, infinity above 709.
    public static func exp(_ value: Double) -> Double {
        guard value > -708 else { return value.isNaN ? value : 0 }
        guard value < 709 else { return .infinity }
        let whole = (value * (1 / ln2)).rounded()
        let rest = value - whole * ln2  // within 0.35
        var sum = 1 + rest * (1.0 / 14)
        sum = 1 + sum * rest * (1.0 / 13)
        sum = 1 + sum * rest * (1.0 / 12)
        sum = 1 + sum * rest * (1.0 / 11)
        sum = 1 + sum * rest * (1.0 / 10)
        sum = 1 + sum * rest * (1.0 / 9)
        sum = 1 + sum * rest * (1.0 / 8)
        sum = 1 + sum * rest * (1.0 / 7)
        sum = 1 + sum * rest * (1.0 / 6)
        sum = 1 + sum * rest * (1.0 / 5)
        sum = 1 + sum * rest * (1.0 / 4)
        sum = 1 + sum * rest * (1.0 / 3)
        sum = 1 + sum * rest * (1.0 / 2)
        sum = 1 + sum * rest * (1.0 / 1)
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }

    /// A positive base to any power; 0 for a base of 0 or below.
    public static func power(_ base: Double, _ exponent: Double) -> Double {
        base > 0 ? exp(exponent * log(base)) : 0
    }

    /// The sine of an angle in radians, for angles of everyday size (below about 1e6).
    public static func sin(_ angle: Double) -> Double {
        let turns = (angle * (1 / .pi)).rounded()
        let rest = angle - turns * .pi  // within pi / 2
        let square = rest * rest
        var sum = 1.0
        sum = 1 - sum * square * (1.0 / 420)
        sum = 1 - sum * square * (1.0 / 342)
        sum = 1 - sum * square * (1.0 / 272)
        sum = 1 - sum * square * (1.0 / 210)
        sum = 1 - sum * square * (1.0 / 156)
        sum = 1 - sum * square * (1.0 / 110)
        sum = 1 - sum * square * (1.0 / 72)
        sum = 1 - sum * square * (1.0 / 42)
        sum = 1 - sum * square * (1.0 / 20)
        sum = 1 - sum * square * (1.0 / 6)
        let isOdd = turns.truncatingRemainder(dividingBy: 2) != 0
        return isOdd ? -rest * sum : rest * sum
    }

    /// The cosine of an angle in radians, for angles of everyday size.
    public static func cos(_ angle: Double) -> Double { sin(angle + .pi / 2) }

    /// 0 below `low`, 1 above `high`, and a smooth cubic between.
    public static func smoothStep(_ low: Double, _ high: Double, _ value: Double) -> Double {
        let t = min(max((value - low) / (high - low), 0), 1)
        return t * t * (3 - 2 * t)
    }
}
