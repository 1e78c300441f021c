import Evaluation

/// Sentences of the report that depend on what was found.
enum Words {
    /// "1 image", "12 images".
    static func count(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

    /// What was trained, on what, and tested on what, in a sentence.
    static func lead(_ input: ReportInput) -> String {
        func value(_ section: String, _ key: String) -> String? {
            input.settings.first { $0.section == section && $0.key == key }?.value
        }
        let network = value("model", "architecture").map(networkName) ?? "A network"
        let encoder = value("model", "encoder").map { " with a \(networkName($0)) encoder" } ?? ""
        let training = count(input.split.count { $0.subset == "train" }, "image", "images")
        let test = count(Set(input.test.map { [$0.set, $0.image] }).count, "image", "images")
        let epochs = count(input.history.count, "epoch", "epochs")
        let tested =
            input.test.isEmpty
            ? "It has not been tested." : "It was tested on \(test) that took no part in training."
        return "\(network)\(encoder), trained for \(epochs) on \(training). \(tested)"
    }

    /// Names that readers of papers know; others as the recipe writes them.
    private static func networkName(_ name: String) -> String {
        switch name {
        case "unet": "U-Net"
        case "unetplusplus": "U-Net++"
        default:
            if let depth = name.wholeMatch(of: /resnet([0-9]+)/)?.1 { "ResNet-\(depth)" } else { name }
        }
    }

    /// What the charts lack.
    static func curves(_ input: ReportInput, areAllDrawn: Bool) -> [String] {
        var remarks: [String] = []
        if !areAllDrawn {
            remarks.append(
                "Charts are missing: gnuplot, which draws them, was not found or failed when this report was written. "
                    + "Once it is installed (Debian, Ubuntu: apt-get install gnuplot-nox; macOS: brew install gnuplot), "
                    + "pleura report makes the report again.")
        }
        let hasValidation = input.history.contains { $0.validationLoss != nil || $0.validationDice != nil }
        if !hasValidation {
            remarks.append("This run kept no validation images, so there are no validation curves.")
        }
        if Chart.loss(input.history) == nil { remarks.append("No epoch has a loss that is a number.") }
        if Chart.dice(input.history) == nil { remarks.append("No epoch has a Dice that is a number.") }
        return remarks
    }

    /// Said where the choice of pictures needs a word.
    static func pictures(_ extremes: Extremes) -> String? {
        let (best, worst) = (extremes.best.count, extremes.worst.count)
        if best + worst == 0 || best + worst == 10 { return nil }
        return "Of \(count(best + worst, "test image", "test images")) the upper row shows \(best), "
            + "the lower \(worst); none is shown twice."
    }

    /// The text that stands for a picture.
    static func picture(_ image: ScoredImage, isMadeUp: Bool) -> String {
        "\(isMadeUp ? "Made-up film" : "Film") \(image.id.image) with the agreement of prediction and truth in colour; "
            + "Dice \(Figure.text(image.dice, digits: 4))"
    }

    /// Said above pictures of made-up films.
    static func madeUp(_ sets: Set<String>, of shown: Set<String>) -> String? {
        if sets.isEmpty { return nil }
        return sets == shown
            ? "All films below are made up (phantoms): drawn by a program, they show no person."
            : "Films marked as made up are phantoms: drawn by a program, they show no person."
    }

    static func metricSize(_ size: MetricSize?) -> String {
        switch size {
        case .original:
            "Prediction and truth were compared at each image's own size: the network's output is resized to it "
                + "before it is cut at the threshold."
        case .model:
            "Prediction and truth were compared at the network's input size: the mask is resized to it and cut at half."
        case nil: "The run does not say at which size prediction and truth were compared."
        }
    }
}
