import Datasets
import Foundation

/// The summaries of data sets as rows of a table, for the terminal and the page.
struct SetRows {
    /// A property, with its value for each set.
    struct Row {
        let label: String, cells: [String]
    }

    let rows: [Row]

    /// - Parameter sets: in the order of the columns.
    init(_ sets: [SetSummary], _ readings: Readings, _ language: Language) {
        let cells = Cells(language)
        func row(_ label: InspectionTexts, _ value: (SetSummary) -> String) -> Row {
            Row(label: label(language), cells: sets.map(value))
        }
        rows = [
            row(.layout) { $0.layout },
            row(.images) { "\($0.images)" },
            row(.groups) { set in "\(set.groups) (\(set.groupedBy ?? InspectionTexts.eachAPatient(language)))" },
            row(.partners) { "\($0.imagesWithoutMask + $0.masksWithoutImage)" },
            row(.sizes) { cells.counts($0.sizes) { "\($0)" } },
            row(.depths) { cells.counts($0.depths) { $0 } },
            row(.channels) { cells.counts($0.channels) { "\($0)" } },
            row(.spacings) { cells.counts($0.spacings, cells.spacing) },
            row(.values) { cells.values($0) },
            row(.reading) { set in readings.sets[set.name]?.masks.text(language) ?? Numerals.none },
            row(.empty) { "\($0.emptyMasks)" },
            row(.foreground) { cells.range($0.foreground, scale: 100, digits: 1) },
            row(.mean) { cells.range($0.mean, digits: 1) },
            row(.deviation) { cells.range($0.deviation, digits: 1) },
        ]
    }
}

/// How values are written.
private struct Cells {
    let language: Language
    let numerals: Numerals

    init(_ language: Language) { (self.language, numerals) = (language, Numerals(language)) }

    /// "512 x 512 (28), 256 x 256 (2)"; without the number where all are alike.
    func counts<Value>(
        _ counts: [SetSummary.Count<Value>], most: Int = 4, _ text: (Value) -> String
    ) -> String {
        if counts.count == 1, let only = counts.first { return text(only.value) }
        let shown = counts.prefix(most).map { "\(text($0.value)) (\($0.images))" }
        return shown.joined(separator: ", ") + (counts.count > most ? ", +\(counts.count - most)" : "")
    }

    /// "0 (30), 255 (30)", or "0 – 255" where there are many.
    func values(_ set: SetSummary) -> String {
        guard set.hasMoreMaskValues, let first = set.maskValues.first, let last = set.maskValues.last else {
            return counts(set.maskValues, most: 16, numerals.brief)
        }
        return "\(numerals.brief(first.value)) – \(numerals.brief(last.value))"
    }

    func spacing(_ spacing: [Double]) -> String {
        spacing.isEmpty
            ? InspectionTexts.notStated(language)
            : spacing.map { numerals.brief(($0 * 1e4).rounded() / 1e4) }.joined(separator: " x ")
    }

    /// "12.3 – 45.6, median 30.1"
    func range(_ range: SetSummary.Range?, scale: Double = 1, digits: Int) -> String {
        guard let range else { return Numerals.none }
        func text(_ value: Double) -> String { numerals.text(scale * value, digits: digits) }
        let median = Phrase("median", es: "mediana")(language)
        return "\(text(range.minimum)) – \(text(range.maximum)), \(median) \(text(range.median))"
    }
}

extension TruthReading {
    /// How masks are read; in other languages without what it was decided by.
    fileprivate func text(_ language: Language) -> String {
        let numerals = Numerals(language)
        func list(_ values: [Double]) -> String { values.map { numerals.brief($0) }.joined(separator: "; ") }
        let meaning =
            switch rule {
            case .values(let values): "primer plano: \(list(values))"
            case .nonzero: "primer plano: cualquier valor distinto de 0"
            case .half(let scale): "primer plano: al menos la mitad de \(numerals.brief(scale)) (bordes suavizados)"
            case .indices(let first): "clases: a partir de \(first)"
            case .colours: "clases: cada una con su color"
            }
        let parts = [
            meaning, ignored.isEmpty ? nil : "ignorado: \(list(ignored))",
            isInverted ? "primer plano y fondo intercambiados" : nil,
        ]
        return Phrase(line, es: parts.compactMap(\.self).joined(separator: "; "))(language)
    }
}
