import Foundation
import TestSupport
import Testing

/// Whole texts that tests hold a program to: a file each, in a folder beside the tests.
///
/// With PLEURA_RECORD=1 the files are written anew, and the tests fail, so that nothing passes by having been recorded. What
/// has changed then shows in the repository's diff.
struct Snapshots {
    let folder: URL
    private let records = ProcessInfo.processInfo.environment["PLEURA_RECORD"] == "1"

    /// - Parameter path: from Tests: "pleuraTests/Help".
    init(_ path: String) { folder = Fixtures.tests.appending(path: path) }

    /// The files' names, without ".txt".
    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).map { $0.replacing(".txt", with: "") })
    }

    func expectEqual(_ text: String, _ name: String, location: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name + ".txt")
        if records {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name).txt; run the tests again without PLEURA_RECORD", sourceLocation: location)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        if text == expected { return }
        let changes = lines(text).difference(from: lines(expected)).map { change in
            switch change {
            case .remove(let place, let line, _): "- \(place + 1): \(line)"
            case .insert(let place, let line, _): "+ \(place + 1): \(line)"
            }
        }
        Issue.record(
            "\(name).txt is not what the program says; PLEURA_RECORD=1 records it:\n\(changes.joined(separator: "\n"))",
            sourceLocation: location)
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
