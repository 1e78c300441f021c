import Files
import Foundation

/// One row of `history.csv`: an epoch that is done. Loss and Dice are means over the epoch's images.
///
/// The one type that writes and reads the file.
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

    /// Of an epoch that has just been trained.
    public init(_ figures: EpochFigures) {
        self.init(
            epoch: figures.epoch, trainLoss: figures.trainLoss, trainDice: figures.trainDice,
            validationLoss: figures.validationLoss, validationDice: figures.validationDice,
            learningRate: figures.learningRate, seconds: figures.seconds)
    }

    /// The columns of `history.csv`, in the file's order.
    static let columns = [
        "epoch", "train_loss", "train_dice", "val_loss", "val_dice", "learning_rate", "seconds",
    ]

    /// The file's first line.
    static var header: String { CSV.line(columns) + "\n" }

    /// The row's line: numbers with all digits, seconds with three.
    var line: String {
        func text(_ value: Double?) -> String { value.map { String($0) } ?? "" }
        return CSV.line([
            "\(epoch)", text(trainLoss), text(trainDice), text(validationLoss), text(validationDice),
            text(learningRate),
            seconds.map { String(format: "%.3f", $0) } ?? "",
        ]) + "\n"
    }

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

    /// Reads `history.csv`.
    /// - Throws: `CSVError`, which names the file and the line.
    public static func rows(in file: URL) throws(CSVError) -> [HistoryRow] {
        try rows(of: CSVTable(contentsOf: file, required: columns))
    }
}
