import Foundation

/// Numbers as the report writes them: a decimal point in every locale, a dash where there is none.
enum Figure {
    static let none = "–"

    /// A number with a fixed count of decimals.
    static func text(_ value: Double?, digits: Int) -> String {
        guard let value else { return none }
        if value.isNaN { return "not a number" }
        if value.isInfinite { return value < 0 ? "−∞" : "∞" }
        // Without a locale String(format:) is the C locale's.
        return String(format: "%.\(digits)f", value)
    }

    /// A number as briefly as it can be written without loss: 0.001, 1e-05.
    static func brief(_ value: Double?) -> String {
        guard let value else { return none }
        return value.isFinite ? String(format: "%g", value) : text(value, digits: 0)
    }
}
