import Foundation
import Synchronization

/// Keeps the records of the runs that train now, and notes which of them overlap.
final class RunRecords: Sendable {
    /// By the record's file.
    private let running = Mutex<[URL: RunRecord]>([:])

    /// A run begins or goes on. Where others train already, the records of all say so from now on.
    /// - Parameters:
    ///   - file: the run's record.
    ///   - isFresh: the run begins with its first epoch, so that no earlier overlap counts.
    /// - Throws: `StudyError.unreadable` for a damaged record, or what kept one from being written.
    func begin(_ file: URL, isFresh: Bool) throws {
        try running.withLock { running in
            var record = isFresh ? RunRecord() : try RunRecord(ifThere: file) ?? RunRecord()
            (record.outcome, record.message) = (.running, nil)
            running[file] = record
            guard running.count > 1 else { return try record.write(to: file) }
            for (file, var record) in running {
                record.ranSideBySide = true
                running[file] = record
                try record.write(to: file)
            }
        }
    }

    /// A run that was begun has ended.
    func end(_ file: URL, _ outcome: RunOutcome) throws {
        try running.withLock { running in
            var record = running.removeValue(forKey: file) ?? RunRecord()
            record.end(outcome)
            try record.write(to: file)
        }
    }
}
