import Models

// The declarations. `Metrics.md` of the documentation defines each of them.

extension Metric {
    /// Every metric, in the order of the columns of `metrics.csv`.
    public static let all: [Metric] =
        [dice, iou, precision, recall, specificity] + [truePositives, falsePositives, falseNegatives, trueNegatives]
        + [hd95, assd, surfaceDice, volumeDifference]
        + [components, spuriousComponents, holes, areaOutsideTwoLargest]

    // MARK: - Overlap

    /// 2 TP / (2 TP + FP + FN); undefined if both masks are empty, 0 if one is.
    public static let dice = Metric(
        "dice", "Dice", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.counts.dice }
    /// TP / (TP + FP + FN); undefined if both masks are empty, 0 if one is.
    public static let iou = Metric(
        "iou", "IoU", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.counts.iou }
    /// TP / (TP + FP); undefined if nothing is predicted.
    public static let precision = Metric(
        "precision", "Precision", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.precision }
    /// TP / (TP + FN); undefined if the reference is empty.
    public static let recall = Metric(
        "recall", "Recall", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.recall }
    /// TN / (TN + FP); undefined if the reference has no background.
    public static let specificity = Metric(
        "specificity", "Specificity", .ratio, in: 0...1, best: .higher, in: .images, digits: 4
    ) { $0.counts.specificity }

    // MARK: - Pixels

    /// Foreground pixels of both masks.
    public static let truePositives = Metric("tp", "TP") { Double($0.counts.truePositives) }
    /// Foreground pixels of the prediction alone.
    public static let falsePositives = Metric("fp", "FP") { Double($0.counts.falsePositives) }
    /// Foreground pixels of the reference alone.
    public static let falseNegatives = Metric("fn", "FN") { Double($0.counts.falseNegatives) }
    /// Pixels that are background in both masks.
    public static let trueNegatives = Metric("tn", "TN") { Double($0.counts.trueNegatives) }

    // MARK: - Outlines and areas

    /// ``SurfaceDistances/hd95``; undefined if one of the masks is empty.
    public static let hd95 = Metric(
        "hd95", "HD95", .distance, in: 0 ... .infinity, best: .lower, in: .results, digits: 2
    ) { $0.shape?.hd95 }
    /// ``SurfaceDistances/assd``; undefined if one of the masks is empty.
    public static let assd = Metric(
        "assd", "ASSD", .distance, in: 0 ... .infinity, best: .lower, in: .results, digits: 2
    ) { $0.shape?.assd }
    /// ``SurfaceDistances/surfaceDice(tolerance:)``; undefined if both masks are empty, 0 if one is.
    public static let surfaceDice = Metric(
        "surface_dice", "Surface Dice", .ratio, in: 0...1, best: .higher, in: .results, digits: 4
    ) { $0.shape?.surfaceDice }
    /// (predicted - reference) / reference foreground pixels; undefined if the reference is empty.
    public static let volumeDifference = Metric(
        "volume_difference", "Volume difference", .ratio, in: -1 ... .infinity, best: .zero, in: .images, digits: 4
    ) { $0.shape?.volumeDifference }

    // MARK: - Pieces

    /// ``ComponentFigures/components``.
    public static let components = Metric(
        "components", "Components", .number, in: 0 ... .infinity, best: .none, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.components) } }
    /// ``ComponentFigures/spurious``.
    public static let spuriousComponents = Metric(
        "spurious_components", "Spurious components", .number, in: 0 ... .infinity, best: .lower, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.spurious) } }
    /// ``ComponentFigures/holes``.
    public static let holes = Metric(
        "holes", "Holes", .number, in: 0 ... .infinity, best: .none, in: .images, digits: 0
    ) { $0.shape.map { Double($0.pieces.holes) } }
    /// ``ComponentFigures/areaOutsideTwoLargest``.
    public static let areaOutsideTwoLargest = Metric(
        "area_outside_two_largest", "Area outside the two largest", .pixels, in: 0 ... .infinity, best: .lower,
        in: .file, digits: 0
    ) { $0.shape.map { Double($0.pieces.areaOutsideTwoLargest) } }

    /// A count of pixels that stays in `metrics.csv`.
    private init(_ column: String, _ name: String, value: @escaping @Sendable (ImageResult) -> Double?) {
        self.init(column, name, .pixels, in: 0 ... .infinity, best: .none, in: .file, digits: 0, value: value)
    }
}
