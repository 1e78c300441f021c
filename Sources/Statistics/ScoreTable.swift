import Files

/// The scores of all arms and seeds in one table: a row for each image and class, a column for each arm and seed.
struct ScoreTable {
    /// Identifies a row: scores of several arms are matched by it.
    struct Key: Hashable {
        let set, image, label: String

        init(_ score: ImageScore) { (set, image, label) = (score.set, score.image, score.label) }
    }

    /// One seed of one arm: a score for each row, nil if the image was not tested.
    struct Column {
        let seed: UInt64
        let scores: [ImageScore?]
    }

    /// Sorted by set, image and class.
    let keys: [Key]
    /// For each row the number of its group (patient).
    let groups: [Int]
    /// For each arm its columns, by ascending seed.
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

    /// Numbers the groups in the order of the rows.
    private static func groups(_ scores: [ImageScore], _ rows: [Key: Int]) -> [Int] {
        var names: [[String]] = Array(repeating: [], count: rows.count)
        for score in scores {
            guard let row = rows[Key(score)], names[row].isEmpty else { continue }
            // A group that was joined across sets is one.
            let set = JoinedGroup.first(of: score.group) == nil ? score.set : ""
            names[row] = score.group.isEmpty ? [score.set, "image", score.image] : [set, "group", score.group]
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

    /// The rows of a set, or of all sets.
    func rows(of set: String?) -> [Int] { keys.indices.filter { set == nil || keys[$0].set == set } }

    /// Number of images in these rows.
    func imageCount(_ rows: [Int]) -> Int { Set(rows.map { [keys[$0].set, keys[$0].image] }).count }
}

/// Why scores cannot be compared.
public enum ComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Two arms have the same name.
    case twoArms(named: String)
    /// An arm without a finished training run.
    case noRuns(arm: String)
    /// An image was tested twice with one seed: folds overlap, or a table lists it twice.
    case testedTwice(arm: String, seed: UInt64, image: String)
    /// `comparison.json` cannot be read.
    case unreadable(file: String, reason: String)

    /// The message for users: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .twoArms(let name): "two arms are named \(name); give each its own name"
        case .noRuns(let arm): "the arm \(arm) has no finished training; train it, or leave it out"
        case .testedTwice(let arm, let seed, let image):
            "the arm \(arm) tested \(image) twice with seed \(seed); the runs of one seed must test different images "
                + "(folds of one split)"
        case .unreadable(let file, let reason):
            "\(file) is not a comparison: \(reason). Make it again: pleura study --resume STUDY"
        }
    }
}
