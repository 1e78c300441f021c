import Models

// The declarations. `Metrics.md` of the documentation defines each of them.

extension Metric {
    /// Every metric, in the order of the columns of `metrics.csv`.
    public static let all: [Metric] =
        [dice, iou, precision, recall, specificity] + [truePositives, falsePositives, falseNegatives, trueNegatives]
        + [hd95, assd, surfaceDice, volumeDifference]
        + [components, spuriousComponents, holes, areaOutsideTwoLargest]

    // MARK: - Overlap

    public static let dice = Metric(
        "dice", "Dice", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.counts.dice }
    public static let iou = Metric(
        "iou", "IoU", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.counts.iou }
    public static let precision = Metric(
        "precision", "Precision", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.precision }
    public static let recall = Metric(
        "recall", "Recall", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.recall }
    public static let specificity = Metric(
        "specificity", "Specificity", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.specificity }

    // MARK: - Pixels

    public static let truePositives = Metric("tp", "TP") { Double($0.counts.truePositives) }
    public static let falsePositives = Metric("fp", "FP") { Double($0.counts.falsePositives) }
    public static let falseNegatives = Metric("fn", "FN") { Double($0.counts.falseNegatives) }
    public static let trueNegatives = Metric("tn", "TN") { Double($0.counts.trueNegatives) }

    // MARK: - Outlines and areas

    public static let hd95 = Metric(
        "hd95", "HD95", .distance, in: 0 ... .infinity, best: .lower, in: .results, digits: 2
    ) { $0.shape?.hd95 }
    public static let assd = Metric(
        "assd", "ASSD", .distance, in: 0 ... .infinity, best: .lower, in: .results, digits: 2
    ) { $0.shape?.assd }
    public static let surfaceDice = Metric(
        "surface_dice", "Surface Dice", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.shape?.surfaceDice }
    public static let volumeDifference = Metric(
        "volume_difference", "Volume difference", .ratio, in: -1 ... .infinity, best: .zero, in: .images, digits: 4
    ) { $0.shape?.volumeDifference }

    // MARK: - Pieces

    public static let components = Metric(
        "components", "Components", .number, in: 0 ... .infinity, best: .none, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.components) } }
    public static let spuriousComponents = Metric(
        "spurious_components", "Spurious components", .number, in: 0 ... .infinity, best: .lower, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.spurious) } }
    public static let holes = Metric(
        "holes", "Holes", .number, in: 0 ... .infinity, best: .none, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.holes) } }
    public static let areaOutsideTwoLargest = Metric(
        "area_outside_two_largest", "Area outside the two largest", .pixels, in: 0 ... .infinity, best: .lower,
        in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.areaOutsideTwoLargest) } }

    /// A count of pixels that stays in `metrics.csv`.
    private init(_ column: String, _ name: String, value: @escaping @Sendable (ImageResult) -> Double?) {
        self.init(column, name, .pixels, in: 0 ... .infinity, best: .none, in: .file, digits: 0, value: value)
    }
}
