import Datasets
import Files
import Foundation

/// `history.csv`: a row for each epoch that is done.
struct History {
    private let file: URL
    private var text: String

    /// Begins the file with its header.
    static func begin(_ file: URL) throws -> Int {
        try AtomicFile.write(EpochFigures.header, to: file)
        return EpochFigures.header.utf8.count
    }

    /// Goes on behind the first `length` bytes; rows beyond them are cut off.
    init(_ file: URL, length: Int) throws {
        let bytes: Data
        do { bytes = try Data(contentsOf: file) } catch {
            throw TrainingError.unusableState(file: file.path, reason: "it is not there")
        }
        guard bytes.count >= length, length >= 0 else {
            throw TrainingError.unusableState(
                file: file.path, reason: "it has \(bytes.count) bytes where the checkpoint knows of \(length)")
        }
        self.file = file
        text = String(decoding: bytes.prefix(length), as: UTF8.self)
        if bytes.count > length { try AtomicFile.write(text, to: file) }
    }

    /// - Returns: the file's length.
    mutating func append(_ figures: EpochFigures) throws -> Int {
        text += figures.row
        try AtomicFile.write(text, to: file)
        return text.utf8.count
    }
}
