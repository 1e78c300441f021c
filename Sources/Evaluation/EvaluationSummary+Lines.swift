import Datasets
import Foundation

// What the command prints of a test.

extension EvaluationSummary {
    /// The results in English, a line each: Dice and IoU; empty masks, where there are any; each class of several.
    /// - Parameters:
    ///   - title: begins the first line: "Test ", or nothing.
    ///   - withMinimum: also names the lowest Dice of an image.
    ///   - withDistances: a line for HD95, ASSD and surface Dice.
    public func lines(
        _ classes: Classes, title: String = "", withMinimum: Bool = false, withDistances: Bool = false
    ) -> [String] {
        guard let all else { return [] }
        var lines = [overlap(all, classes, title: title, withMinimum: withMinimum)]
        if withDistances, let shapes = all.shapes { lines.append(distances(shapes, all, classes)) }
        if let masks = all.masks, masks.isAnyEmpty { lines.append(Self.empty(masks, classes)) }
        return lines
            + classes.foreground.compactMap { index in
                self.classes?[classes.name(index)].map { Self.line($0, name: classes.name(index)) }
            }
    }

    /// Dice and IoU by a column of the data set's table, or by set: a line for each value, in their order.
    /// - Returns: nil where the data have no such column, or too many values of it.
    public func lines(by column: String) -> [String]? {
        guard let parts = column == "set" ? sets : by?[column] else { return nil }
        return parts.sorted { $0.key < $1.key }.map { value, figures in
            let name = value.isEmpty ? "(empty)" : value
            guard let dice = figures.diceMean, let iou = figures.iouMean else {
                return "  \(column) \(name): Dice and IoU are undefined (\(figures.images) images)"
            }
            return "  \(column) \(name): " + String(format: "Dice: %.4f, IoU: %.4f", dice, iou)
                + " (\(figures.images) image\(figures.images == 1 ? "" : "s"))"
        }
    }

    private func overlap(_ all: Figures, _ classes: Classes, title: String, withMinimum: Bool) -> String {
        let size = metricSize == .original ? "their own size" : "the network's size"
        guard let dice = all.diceMean, let iou = all.iouMean else {
            return "\(title)Dice and IoU are undefined: both masks are empty in every image (\(all.images) at \(size))"
        }
        let masks = all.masks.flatMap { $0.bothEmpty > 0 ? $0 : nil }
        let count =
            classes.count == 1
            ? masks.map { "\($0.withOverlap) of \(all.images)" } ?? "\(all.images)"
            : "\(all.images)"
        let words =
            "means of \(count) images at \(size)"
            + (classes.count == 1 ? "" : ", over the classes without the background")
        let minimum = all.diceMinimum.map { String(format: "; minimum Dice: %.4f", $0) } ?? ""
        return title + String(format: "Dice: %.4f, IoU: %.4f", dice, iou) + " (\(words))" + (withMinimum ? minimum : "")
    }

    /// HD95 and ASSD, of how many masks they are, and surface Dice.
    private func distances(_ shapes: ShapeSummary, _ all: Figures, _ classes: Classes) -> String {
        guard let unit = shapes.distanceUnit?.rawValue else {
            return
                "HD95 and ASSD: see metrics.csv. No mean is given because only some images state their pixel spacing."
        }
        guard let hd95 = shapes.hd95Mean, let assd = shapes.assdMean else {
            return "HD95 and ASSD are undefined: every image has an empty predicted or reference mask."
        }
        let masks = all.masks
        func count(_ defined: Int?) -> String {
            guard let defined, let masks, defined < masks.count else { return "\(masks?.count ?? all.images)" }
            return "\(defined) of \(masks.count)"
        }
        let means = "(means of \(count(masks?.neitherEmpty)) \(Self.unit(of: classes)))"
        let line = String(format: "HD95: %.2f \(unit), ASSD: %.2f \(unit) ", hd95, assd) + means
        guard let surfaceDice = shapes.surfaceDiceMean else { return line }
        let tolerance = String(format: "%g \(unit)", surfaceDiceTolerance)
        return line + ", surface Dice at \(tolerance): "
            + String(format: "%.4f", surfaceDice) + " (mean of \(count(masks?.withOverlap)))"
    }

    /// "images", or with several classes "masks", of which an image has one for each class.
    private static func unit(of classes: Classes) -> String {
        classes.count == 1 ? "images" : "masks, one for each image and class"
    }

    private static func empty(_ masks: MaskCounts, _ classes: Classes) -> String {
        "Empty masks: \(words(masks)), of \(masks.count) \(unit(of: classes))"
    }

    private static func words(_ masks: MaskCounts) -> String {
        "\(masks.missed) missed (nothing predicted), \(masks.falseAlarms) false alarm\(masks.falseAlarms == 1 ? "" : "s") "
            + "(nothing in the reference), \(masks.bothEmpty) empty in both"
            + (masks.bothEmpty > 0 ? " and left out of Dice and IoU" : "")
    }

    private static func line(_ figures: ClassFigures, name: String) -> String {
        guard let dice = figures.all.diceMean, let iou = figures.all.iouMean else {
            return "  \(name): Dice and IoU are undefined: no image has it, and none is predicted to"
        }
        var line = "  \(name): " + String(format: "Dice: %.4f, IoU: %.4f", dice, iou)
        if let masks = figures.all.masks, masks.bothEmpty > 0 { line += " (\(masks.withOverlap) images)" }
        if let present = figures.present, let dice = present.diceMean {
            line += String(format: "; over the %d that have it %.4f", present.images, dice)
        } else {
            line += "; no image has it"
        }
        guard let masks = figures.all.masks, masks.missed + masks.falseAlarms > 0 else { return line }
        return line + "; missed: \(masks.missed), false alarms: \(masks.falseAlarms)"
    }
}
