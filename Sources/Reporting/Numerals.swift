import Evaluation
import Foundation
import Statistics

/// Numbers within sentences and tables, as a language writes them.
struct Numerals {
    let language: Language

    init(_ language: Language) { self.language = language }

    /// With a fixed count of decimals, a true minus sign, and a decimal comma in Spanish.
    func text(_ value: Double, digits: Int) -> String {
        var text = Figure.text(value, digits: digits, language)
        // Minus nothing is nothing.
        if text.hasPrefix("-"), !text.contains(where: { ("1"..."9").contains($0) }) { text.removeFirst() }
        return text.replacingOccurrences(of: "-", with: "−")
    }

    /// A number as a person would write it, without needless noughts: 0.01, 32.
    func brief(_ value: Double) -> String { Figure.brief(value, language) }

    /// "p = 0.034", "p < 0.001", "p = 1": never 0, which no test can say.
    func p(_ value: Double) -> String {
        if value < 0.001 { return "p < \(text(0.001, digits: 3))" }
        return value > 0.9995 ? "p = 1" : "p = \(text(value, digits: 3))"
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
