import Files
import Foundation

/// One epoch of `history.csv`. Loss and Dice are means over the epoch's images.
public struct HistoryRow: Sendable, Equatable {
    /// From 1.
    public var epoch: Int
    /// In train mode, before each update; nil where the field is empty. Dice lies in [0, 1].
    public var trainLoss: Double?, trainDice: Double?
    /// In evaluation mode, after the epoch; nil where the run had no validation subset.
    public var validationLoss: Double?, validationDice: Double?
    /// The rate of the epoch; nil where the field is empty.
    public var learningRate: Double?
    /// Time of the training pass alone, in seconds; nil where the field is empty.
    public var seconds: Double?

    /// - Parameters:
    ///   - epoch: from 1.
    ///   - seconds: of the training pass alone.
    public init(
        epoch: Int, trainLoss: Double?, trainDice: Double?, validationLoss: Double? = nil,
        validationDice: Double? = nil, learningRate: Double? = nil, seconds: Double? = nil
    ) {
        self.epoch = epoch
        (self.trainLoss, self.trainDice) = (trainLoss, trainDice)
        (self.validationLoss, self.validationDice) = (validationLoss, validationDice)
        (self.learningRate, self.seconds) = (learningRate, seconds)
    }

    /// The columns of `history.csv`, in the file's order.
    static let columns = [
        "epoch", "train_loss", "train_dice", "val_loss", "val_dice", "learning_rate", "seconds",
    ]

    /// The rows of `history.csv`.
    /// - Throws: `CSVError.badValue`, with the line; epochs must rise.
    static func rows(of table: CSVTable) throws(CSVError) -> [HistoryRow] {
        var rows: [HistoryRow] = []
        for row in table.rows {
            let epoch = try row.whole("epoch")
            guard epoch > rows.last?.epoch ?? 0 else {
                throw row.bad("epoch", wanted: "a number above \(rows.last?.epoch ?? 0)")
            }
            rows.append(
                HistoryRow(
                    epoch: epoch, trainLoss: try row.number("train_loss"), trainDice: try row.number("train_dice"),
                    validationLoss: try row.number("val_loss"), validationDice: try row.number("val_dice"),
                    learningRate: try row.number("learning_rate"), seconds: try row.number("seconds")))
        }
        return rows
    }
}

extension HistoryRow {
    /// Reads `history.csv`.
    /// - Throws: `ReportError.table`, which names the file and the line.
    public static func rows(in file: URL) throws(ReportError) -> [HistoryRow] {
        do { return try rows(of: CSVTable(contentsOf: file, required: columns)) } catch { throw .table(error) }
    }
}
