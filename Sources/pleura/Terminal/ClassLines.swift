import Datasets
import Evaluation
import Foundation

/// What is printed of each class after a test: a line each, nothing for one class.
enum ClassLines {
    /// In the order of the classes, without the background.
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
}
