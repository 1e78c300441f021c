import Foundation
import TestSupport
import Testing

@testable import Experiments

struct RunRecordTests {
    @Test func aRecordIsReadAsItWasWritten() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.outcome.json")
            #expect(try RunRecord(ifThere: file) == nil)
            var record = RunRecord()
            record.ranSideBySide = true
            record.end(.diverged("the loss of epoch 1 is NaN"))
            try record.write(to: file)
            #expect(
                try String(contentsOf: file, encoding: .utf8) == """
                    {
                      "format" : 1,
                      "message" : "the loss of epoch 1 is NaN",
                      "outcome" : "diverged",
                      "ran_side_by_side" : true
                    }
                    """)
            #expect(try RunRecord(ifThere: file) == record)
        }
    }

    @Test(arguments: [
        ("", "JSON"), ("{}", "format is missing"),
        (#"{"format": 2, "outcome": "failed", "ran_side_by_side": false}"#, "reads format 1"),
        (#"{"format": 1, "outcome": "astray", "ran_side_by_side": false}"#, "astray"),
        (#"{"format": 1, "outcome": "failed"}"#, "ran_side_by_side is missing"),
        (#"{"format": 1, "outcome": "failed", "ran_side_by_side": false, "reason": ""}"#, "there is no key reason"),
    ])
    func aDamagedRecordIsNamed(text: String, part: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.outcome.json")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: StudyError.self) { _ = try RunRecord(ifThere: file) }
            let words = "\(try #require(error))"
            #expect(words.contains(file.path) && words.contains(part) && words.contains("remove it"), "\(words)")
        }
    }

    @Test func runsThatOverlapSaySoAndOthersDoNot() throws {
        try withTemporaryFolder { folder in
            func file(_ name: String) -> URL { folder.appending(path: "\(name).outcome.json") }
            func record(_ name: String) throws -> RunRecord { try #require(try RunRecord(ifThere: file(name))) }
            let records = RunRecords()
            try records.begin(file("a"), isFresh: true)
            #expect(try record("a") == RunRecord())
            try records.begin(file("b"), isFresh: true)
            // On disk at once, so that a kill leaves it there.
            #expect(try record("a").ranSideBySide && record("b").ranSideBySide)
            try records.end(file("a"), .finished)
            try records.end(file("b"), .interrupted)
            #expect(try record("a").outcome == .finished && record("a").ranSideBySide)
            #expect(try record("b").outcome == .interrupted && record("b").ranSideBySide)
            try records.begin(file("c"), isFresh: true)
            try records.end(file("c"), .failed("full disk"))
            #expect(try !record("c").ranSideBySide && record("c").message == "full disk")
            // What goes on keeps the epochs that overlapped; what begins anew has none.
            try records.begin(file("b"), isFresh: false)
            #expect(try record("b").ranSideBySide && record("b").outcome == .running)
            try records.end(file("b"), .finished)
            try records.begin(file("b"), isFresh: true)
            #expect(try !record("b").ranSideBySide)
        }
    }
}
