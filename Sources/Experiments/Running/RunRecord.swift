import Files
import Foundation

/// `NAME.outcome.json` beside the run folder NAME of a study: how the run ended last, and whether another run of the
/// study trained at the same time.
///
/// Whether a run is finished is told by its run folder alone (`RunFolder.isFinished`).
struct RunRecord: Equatable, Sendable {
    /// How a run stands.
    enum Outcome: String, Codable, Sendable {
        /// It trains, or its study was killed while it did.
        case running
        case finished, diverged, interrupted, failed
    }

    /// How the run stands.
    var outcome = Outcome.running
    /// Whether another run trained at the same time: its seconds are not comparable then.
    var ranSideBySide = false
    /// The run's last message, for people; nil where there is none.
    var message: String?

    /// - Returns: nil where the file does not exist.
    /// - Throws: `StudyError.unreadable` where it is not such a record.
    init?(ifThere file: URL) throws(StudyError) {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            self = try JSONDecoder().decode(RunRecord.self, from: Data(contentsOf: file))
        } catch {
            throw .unreadable(file: file.path, reason: "\(decodingFault(error)); remove it to train the run again")
        }
    }

    /// Of a run that begins.
    init() {}

    /// Writes the file, whole or not at all.
    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write([UInt8](encoder.encode(self)), to: file)
    }
}

// Read strictly: every key must be known, and `format` be 1.

extension RunRecord: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case format, outcome, message
        case ranSideBySide = "ran_side_by_side"
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }

    init(from decoder: any Decoder) throws {
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where Key(stringValue: key.stringValue) == nil {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [key], debugDescription: "there is no key \(key.stringValue)"))
        }
        let values = try decoder.container(keyedBy: Key.self)
        guard try values.decode(Int.self, forKey: .format) == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: Key.format, in: values, debugDescription: "this version of Pleura reads format 1")
        }
        outcome = try values.decode(Outcome.self, forKey: .outcome)
        ranSideBySide = try values.decode(Bool.self, forKey: .ranSideBySide)
        message = try values.decodeIfPresent(String.self, forKey: .message)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(1, forKey: .format)
        try values.encode(outcome, forKey: .outcome)
        try values.encode(ranSideBySide, forKey: .ranSideBySide)
        try values.encodeIfPresent(message, forKey: .message)
    }
}

extension RunRecord {
    /// Takes the outcome of a run that has ended.
    mutating func end(_ outcome: RunOutcome) {
        switch outcome {
        case .finished: (self.outcome, message) = (.finished, nil)
        case .diverged(let words): (self.outcome, message) = (.diverged, words)
        case .interrupted: (self.outcome, message) = (.interrupted, nil)
        case .failed(let words): (self.outcome, message) = (.failed, words)
        }
    }
}
