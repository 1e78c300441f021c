import Datasets
import Files
import Foundation

/// `history.csv`: a row for each epoch that is done. `last.state` holds its text too, so that both speak of the same epochs.
struct History: Equatable {
    /// The file's text.
    private(set) var text: String

    /// The header alone.
    init() { text = HistoryRow.header }

    init(text: String) { self.text = text }

    /// The first `length` bytes of the file: what a state of an older version knows of. Rows beyond belong to an epoch
    /// that was never finished.
    init(_ file: URL, length: Int) throws {
        let bytes: Data
        do { bytes = try Data(contentsOf: file) } catch {
            throw TrainingError.unusableState(file: file.path, reason: "it is not there")
        }
        guard bytes.count >= length, length >= 0 else {
            throw TrainingError.unusableState(
                file: file.path, reason: "it has \(bytes.count) bytes where the checkpoint knows of \(length)")
        }
        text = String(decoding: bytes.prefix(length), as: UTF8.self)
    }

    mutating func append(_ figures: EpochFigures) { text += HistoryRow(figures).line }

    /// Writes the file, whole or not at all.
    func write(to file: URL) throws { try AtomicFile.write(text, to: file) }
}
