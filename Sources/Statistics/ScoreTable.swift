/// The scores of every arm and seed beside each other, a row for each image and class.
struct ScoreTable {
    /// What the scores of several arms are matched by.
    struct Key: Hashable {
        let set, image, label: String

        init(_ score: ImageScore) { (set, image, label) = (score.set, score.image, score.label) }
    }

    /// One seed of one arm: a score for each row, nil where the image was not tested.
    struct Column {
        let seed: UInt64
        let scores: [ImageScore?]
    }

    /// Sorted by set, image and class.
    let keys: [Key]
    /// Of each row, a number for its patient: rows of equal numbers are drawn together.
    let groups: [Int]
    /// Of each arm its seeds, ascending.
    let arms: [[Column]]

    init(_ arms: [ArmScores]) throws(ComparisonError) {
        let all = arms.flatMap { $0.runs.flatMap(\.scores) }
        keys = Set(all.map(Key.init)).sorted { ($0.set, $0.image, $0.label) < ($1.set, $1.image, $1.label) }
        let rows = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
        var columns: [[Column]] = []
        for arm in arms { columns.append(try Self.columns(arm, rows)) }
        self.arms = columns
        groups = Self.groups(all, rows)
    }

    private static func columns(_ arm: ArmScores, _ rows: [Key: Int]) throws(ComparisonError) -> [Column] {
        var columns: [UInt64: [ImageScore?]] = [:]
        for run in arm.runs {
            var scores = columns[run.seed] ?? Array(repeating: nil, count: rows.count)
            for score in run.scores {
                guard let row = rows[Key(score)] else { continue }
                guard scores[row] == nil else {
                    throw .testedTwice(arm: arm.name, seed: run.seed, image: "\(score.set)/\(score.image)")
                }
                scores[row] = score
            }
            columns[run.seed] = scores
        }
        return columns.map { Column(seed: $0, scores: $1) }.sorted { $0.seed < $1.seed }
    }

    /// Numbers the patients in the order of the rows, so that draws depend on nothing else.
    private static func groups(_ scores: [ImageScore], _ rows: [Key: Int]) -> [Int] {
        var names: [[String]] = Array(repeating: [], count: rows.count)
        for score in scores {
            guard let row = rows[Key(score)], names[row].isEmpty else { continue }
            names[row] = score.group.isEmpty ? [score.set, "image", score.image] : [score.set, "group", score.group]
        }
        var numbers: [[String]: Int] = [:]
        return names.map { name in
            let number = numbers[name] ?? numbers.count
            numbers[name] = number
            return number
        }
    }

    /// The names of the sets, sorted.
    var sets: [String] { Set(keys.map(\.set)).sorted() }

    /// The rows of a set, or all.
    func rows(of set: String?) -> [Int] { keys.indices.filter { set == nil || keys[$0].set == set } }

    /// How many images the rows are of.
    func imageCount(_ rows: [Int]) -> Int { Set(rows.map { [keys[$0].set, keys[$0].image] }).count }
}

/// Why scores cannot be compared.
public enum ComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Two arms of one name.
    case twoArms(named: String)
    /// An arm without a training.
    case noRuns(arm: String)
    /// A seed whose folds overlap, or whose table has an image twice.
    case testedTwice(arm: String, seed: UInt64, image: String)
    /// `comparison.json` that cannot be read.
    case unreadable(file: String, reason: String)

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .twoArms(let name): "two arms are named \(name); give each its own name"
        case .noRuns(let arm): "the arm \(arm) has no finished training; train it, or leave it out"
        case .testedTwice(let arm, let seed, let image):
            "the arm \(arm) tested \(image) twice with seed \(seed); the trainings of one seed test different images "
                + "(folds of one split)"
        case .unreadable(let file, let reason):
            "\(file) is not a comparison: \(reason). Make it again: pleura study --resume STUDY"
        }
    }
}
