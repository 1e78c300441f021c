import Segmentation

/// Pairs of a predicted and a reference mask, one for each image and class, by which of the two are empty.
///
/// Dice, IoU and surface Dice are undefined where both are empty, distances where one is: these rows are left out of
/// their means.
public struct MaskCounts: Codable, Equatable, Sendable {
    /// Neither is empty: what distances are of.
    public private(set) var neitherEmpty = 0
    /// The reference is not empty, the prediction is: the object was missed altogether.
    public private(set) var missed = 0
    /// The reference is empty, the prediction is not.
    public private(set) var falseAlarms = 0
    /// Both are empty: rightly nothing.
    public private(set) var bothEmpty = 0

    enum CodingKeys: String, CodingKey {
        case missed
        case neitherEmpty = "neither_empty"
        case falseAlarms = "false_alarms"
        case bothEmpty = "both_empty"
    }

    /// - Parameter masks: of each pair, whether prediction and reference hold foreground.
    public init(_ masks: [(predicted: Bool, reference: Bool)]) {
        for mask in masks {
            switch mask {
            case (true, true): neitherEmpty += 1
            case (false, true): missed += 1
            case (true, false): falseAlarms += 1
            case (false, false): bothEmpty += 1
            }
        }
    }

    init(_ results: [ImageResult]) {
        self.init(results.map { ($0.counts.predicted > 0, $0.counts.reference > 0) })
    }

    /// All pairs.
    public var count: Int { neitherEmpty + missed + falseAlarms + bothEmpty }
    /// Pairs in which Dice, IoU and surface Dice are defined.
    public var withOverlap: Int { count - bothEmpty }
    /// Whether a mask is empty anywhere.
    public var isAnyEmpty: Bool { neitherEmpty < count }
}
