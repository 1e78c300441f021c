import Datasets
import Files
import Foundation

/// `tuning.csv`: arm, learning rate, validation Dice (empty where the run diverged), and whether it was chosen.
public struct TuningTable: Equatable, Sendable {
    /// One rate of one arm.
    public struct Row: Equatable, Sendable {
        /// The arm's name.
        public let arm: String
        /// The learning rate.
        public let rate: Double
        /// Nil where the run diverged.
        public let dice: Double?
        /// Whether the arm is trained with it.
        public let isChosen: Bool
    }

    /// Arm by arm, each by ascending rates.
    public private(set) var rows: [Row] = []

    /// The rates that the arms are trained with.
    public var chosen: [Row] { rows.filter(\.isChosen) }

    init() {}

    private static let header = ["arm", "learning_rate", "val_dice", "chosen"]

    /// Reads `tuning.csv`; empty where it is not there.
    /// - Throws: `StudyError.unreadable`.
    public init(ifThere file: URL) throws(StudyError) {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        let records: [CSV.Record]
        do {
            records = try CSV.records(of: String(contentsOf: file, encoding: .utf8), file: file.path)
        } catch { throw .unreadable(file: file.path, reason: "it is not a table") }
        guard records.first?.fields == Self.header else {
            throw .unreadable(file: file.path, reason: "it does not begin with \(Self.header.joined(separator: ","))")
        }
        for record in records.dropFirst() {
            guard let row = Row(record.fields) else {
                throw .unreadable(
                    file: file.path, reason: "its line \(record.line) is not \(Self.header.joined(separator: ","))")
            }
            rows.append(row)
        }
    }

    mutating func add(_ arm: String, _ search: LearningRateSearch) {
        for (halfDecade, dice) in search.tried.sorted(by: { $0.key < $1.key }) {
            rows.append(
                Row(
                    arm: arm, rate: LearningRateSearch.rate(halfDecade), dice: dice,
                    isChosen: halfDecade == search.best))
        }
    }

    func write(to file: URL) throws {
        let lines = rows.map { CSV.line([$0.arm, "\($0.rate)", $0.dice.map { "\($0)" } ?? "", "\($0.isChosen)"]) }
        try AtomicFile.write(([CSV.line(Self.header)] + lines).map { $0 + "\n" }.joined(), to: file)
    }
}

extension TuningTable.Row {
    /// Nil where a field does not hold what its column says.
    fileprivate init?(_ fields: [String]) {
        guard fields.count == 4, let rate = Double(fields[1]), let isChosen = Bool(fields[3]) else { return nil }
        let dice = Double(fields[2])
        guard dice != nil || fields[2].isEmpty else { return nil }
        self.init(arm: fields[0], rate: rate, dice: dice, isChosen: isChosen)
    }
}
