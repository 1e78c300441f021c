import Evaluation
import Models
import Training

/// The names of the metrics, and what is said of those that are undefined.
package enum MetricTexts {
    /// By the column of `metrics.csv`. A test finds a metric without a name.
    static let names: [String: Phrase] = [
        "dice": Phrase("Dice", es: "Dice"), "iou": Phrase("IoU", es: "IoU"),
        "precision": Phrase("Precision", es: "Precisión"), "recall": Phrase("Recall", es: "Sensibilidad"),
        "specificity": Phrase("Specificity", es: "Especificidad"), "tp": Phrase("TP", es: "VP"),
        "fp": Phrase("FP", es: "FP"), "fn": Phrase("FN", es: "FN"), "tn": Phrase("TN", es: "VN"),
        "hd95": Phrase("HD95", es: "HD95"), "assd": Phrase("ASSD", es: "ASSD"),
        "surface_dice": Phrase("Surface Dice", es: "Dice de superficie"),
        "volume_difference": Phrase("Volume difference", es: "Diferencia de volumen"),
        "components": Phrase("Components", es: "Componentes"),
        "spurious_components": Phrase("Spurious components", es: "Componentes espurios"),
        "holes": Phrase("Holes", es: "Huecos"),
        "area_outside_two_largest": Phrase("Area outside the two largest", es: "Área fuera de los dos mayores"),
    ]

    static func name(_ metric: Metric) -> Phrase { names[metric.column] ?? Phrase(metric.name, es: metric.name) }

    // MARK: - Empty masks

    static let missed = Phrase("Missed", es: "Omitidas")
    static let falseAlarms = Phrase("False alarms", es: "Falsas alarmas")
    static let bothEmpty = Phrase("Empty in both", es: "Vacías en ambas")

    /// The headings of ``MaskCounts``' cells, in their order.
    package static let emptyHeadings = [missed, falseAlarms, bothEmpty]

    /// "images", or with several classes the masks of which an image has one for each class.
    private static func unit(severalClasses: Bool) -> Phrase {
        severalClasses
            ? Phrase("masks (one for each image and class)", es: "máscaras (una por imagen y clase)")
            : Phrase("test images", es: "imágenes de prueba")
    }

    /// What the columns of empty masks count, and of how many masks the metrics are.
    static func empty(_ masks: MaskCounts, severalClasses: Bool) -> Phrase {
        guard masks.isAnyEmpty else { return noneEmpty }
        let unit = unit(severalClasses: severalClasses)
        return Phrase(
            "Of \(masks.count) \(unit(.english)): missed (the prediction is empty, the reference is not) \(masks.missed), "
                + "false alarms (the reference is empty, the prediction is not) \(masks.falseAlarms), empty in both "
                + "\(masks.bothEmpty). Dice, IoU and surface Dice are means over the \(masks.withOverlap) that are not "
                + "empty in both, HD95 and ASSD over the \(masks.neitherEmpty) in which neither mask is empty.",
            es:
                "De \(masks.count) \(unit(.spanish)): omitidas (predicción vacía, referencia no) \(masks.missed), falsas "
                + "alarmas (referencia vacía, predicción no) \(masks.falseAlarms), vacías en ambas \(masks.bothEmpty). "
                + "Dice, IoU y Dice de superficie son medias de las \(masks.withOverlap) que no están vacías en ambas; "
                + "HD95 y ASSD, de las \(masks.neitherEmpty) en las que ninguna de las dos máscaras está vacía.")
    }

    static let noneEmpty = Phrase(
        "No predicted or reference mask is empty: the means are over all images.",
        es: "Ninguna máscara, predicha o de referencia, está vacía: las medias son de todas las imágenes.")

    /// Said where means have a number in brackets.
    static let inBrackets = Phrase(
        "In brackets: how many a mean is of, where some have no value.",
        es: "Entre paréntesis: de cuántas es una media, donde algunas no tienen valor.")

    /// Masks without foreground in the data, by subset; nil where there are none.
    /// - Parameter images: how many the subsets have.
    static func emptyReferences(_ masks: EmptyMasks, of images: (train: Int, validation: Int, test: Int)) -> Phrase? {
        guard masks.isAny else { return nil }
        func list(_ of: String, _ names: [String]) -> String {
            [(masks.train, images.train), (masks.validation, images.validation), (masks.test, images.test)]
                .enumerated().filter { $0.element.1 > 0 }
                .map { "\($0.element.0) \(of) \($0.element.1) \(names[$0.offset])" }.joined(separator: ", ")
        }
        let english = list("of", ["in training", "in validation", "in test"])
        let spanish = list("de", ["en entrenamiento", "en validación", "en prueba"])
        return Phrase("Masks without foreground: \(english).", es: "Máscaras sin objeto: \(spanish).")
    }
}
