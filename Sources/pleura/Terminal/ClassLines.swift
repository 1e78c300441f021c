import Datasets
import Evaluation
import Foundation
import Reporting

/// What is printed of each class: a line each, nothing for one class.
enum ClassLines {
    /// Its figures after a test, in the order of the classes, without the background.
    static func of(_ figures: [String: EvaluationSummary.ClassFigures]?, _ classes: Classes) -> [String] {
        classes.foreground.compactMap { index in
            guard let figures = figures?[classes.name(index)] else { return nil }
            let present = figures.present.map {
                String(format: "; over the %d that have it %.4f", $0.images, $0.diceMean)
            }
            return "  \(classes.name(index)): "
                + String(format: "Dice: %.4f, IoU: %.4f", figures.all.diceMean, figures.all.iouMean)
                + (present ?? "; no image has it")
        }
    }

    /// Which colour stands for which class in overlays, and where their legend is; nothing for one class.
    static func colours(of classes: Classes, in folder: OutputFolder) -> [String] {
        guard classes.count > 1 else { return [] }
        return ClassLegend(classes).entries.map { "  \($0.words)" }
            + ["legend: \(folder.url.appending(path: "overlays/legend.svg").path)"]
    }
}
