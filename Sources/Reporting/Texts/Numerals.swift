import Evaluation
import Foundation
import Statistics

/// Numbers as a language writes them, in sentences, tables and charts.
struct Numerals {
    /// What stands where there is no value.
    static let none = "–"

    let language: Language

    init(_ language: Language) { self.language = language }

    /// With a fixed count of decimals, a true minus sign, and a decimal comma in Spanish.
    /// - Returns: a dash for nil, "NaN" and "∞" for what is not finite.
    func text(_ value: Double?, digits: Int) -> String {
        guard let value else { return Self.none }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "−∞" : "∞" }
        // Without a locale String(format:) is the C locale's.
        let text = String(format: "%.\(digits)f", value)
        // A number that rounds to zero has no sign.
        return localised(text.contains { ("1"..."9").contains($0) } ? text : String(text.trimmingPrefix("-")))
    }

    /// As briefly as it can be written without loss: 0.01, 32, 1e-05.
    func brief(_ value: Double?) -> String {
        guard let value, value.isFinite else { return text(value, digits: 0) }
        return localised(String(format: "%g", value))
    }

    private func localised(_ number: String) -> String {
        let sign = number.hasPrefix("-") ? "−" : ""
        return sign + String(number.trimmingPrefix("-")).replacing(".", with: language.decimalSign)
    }

    /// The p of a test in a sentence: "p = 0.034", "p < 0.001", "p = 1".
    func p(_ value: Double) -> String { value < 0.001 ? "p \(pValue(value))" : "p = \(pValue(value))" }

    /// The p of a test in a table: "0.034", "< 0.001", "1"; never 0, which no test can say. A dash for nil.
    func pValue(_ value: Double?) -> String {
        guard let value else { return Self.none }
        if value < 0.001 { return "< \(text(0.001, digits: 3))" }
        return value > 0.9995 ? "1" : text(value, digits: 3)
    }

    /// A Dice, or a dash.
    func dice(_ value: Double?) -> String { text(value, digits: 4) }

    /// The bounds of an interval of Dice, or a dash.
    func text(_ interval: Interval?) -> String {
        interval.map { "\(dice($0.low)) – \(dice($0.high))" } ?? Self.none
    }

    /// A value with its interval, in a table: "0.9512 [0.9448, 0.9570]".
    func text(_ value: Double, low: Double, high: Double, digits: Int) -> String {
        // A decimal comma is no separator beside another comma.
        let separator = language.decimalSign == "," ? "; " : ", "
        return "\(text(value, digits: digits)) [\(text(low, digits: digits))\(separator)\(text(high, digits: digits))]"
    }

    /// A value of a metric, with its unit: 0.9612, "3.25 mm", "12.5 px".
    func text(_ value: Double, _ metric: ComparedMetric, unit: String) -> String {
        switch metric {
        case .dice: text(value, digits: 4)
        case .areaOutsideTwoLargest: "\(text(value, digits: 1)) px"
        case .components: text(value, digits: 2)
        case .hd95, .assd: unit.isEmpty ? text(value, digits: 2) : "\(text(value, digits: 2)) \(unit)"
        }
    }
}
