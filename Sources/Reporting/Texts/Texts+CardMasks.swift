import Datasets

extension CardFactTexts {
    /// What the masks of a set mean: "lungs: foreground is 1; 255 does not count."
    static func reading(_ set: String, _ masks: TruthReading) -> Phrase {
        func join(_ values: [Double]) -> String { values.map(number).joined(separator: ", ") }
        let words: Phrase
        switch masks.rule {
        case .values(let values):
            words = Phrase("foreground is \(join(values))", es: "el objeto es \(join(values))")
        case .nonzero:
            words = Phrase("foreground is every value but 0", es: "el objeto es cualquier valor distinto de 0")
        case .half(let scale):
            words = Phrase(
                "foreground is at least half of \(number(scale))",
                es: "el objeto es al menos la mitad de \(number(scale))")
        case .indices(let first):
            words = Phrase(
                "values are indices of classes, from \(first) on",
                es: "los valores son índices de clases, a partir de \(first)")
        case .colours: words = Phrase("each class has its colour", es: "cada clase tiene su color")
        }
        var (english, spanish) = (words(.english), words(.spanish))
        if masks.isInverted {
            english += "; foreground and background are exchanged"
            spanish += "; objeto y fondo se intercambian"
        }
        if !masks.ignored.isEmpty {
            let several = masks.ignored.count > 1
            english += "; \(join(masks.ignored)) \(several ? "do" : "does") not count"
            spanish += "; \(join(masks.ignored)) no \(several ? "cuentan" : "cuenta")"
        }
        return Phrase("\(set): \(english).", es: "\(set): \(spanish).")
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int(exactly: value) { return "\(whole)" }
        return "\(value)"
    }
}
