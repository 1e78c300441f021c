import Foundation
import TestSupport
import Testing

@testable import Experiments

struct TuningTableTests {
    @Test func aTableIsReadAsItWasWritten() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tuning.csv")
            #expect(try TuningTable(ifThere: file) == TuningTable())
            var (search, table) = (LearningRateSearch(.sgd), TuningTable())
            for step in -6...0 { search.record(step, dice: step == 0 ? nil : 0.5 - Double(step) / 100) }
            table.add("sgd", search)
            try table.write(to: file)
            #expect(try TuningTable(ifThere: file) == table)
            #expect(table.rows.map(\.rate) == [1e-3, 3.16e-3, 1e-2, 3.16e-2, 0.1, 0.316, 1])
            #expect(table.rows.map(\.dice) == [0.56, 0.55, 0.54, 0.53, 0.52, 0.51, nil])
            #expect(table.chosen == [TuningTable.Row(arm: "sgd", rate: 1e-3, dice: 0.56, isChosen: true)])
        }
    }

    @Test(arguments: [
        ("a,0.1,0.5\n", "line 2"), ("a,fast,0.5,true\n", "line 2"), ("a,0.1,0.5,true\na,0.2,,no\n", "line 3"),
        ("a,0.1,high,true\n", "line 2"), ("a,\"0.1,0.5,true\n", "not a table"),
    ])
    func aDamagedTableIsNamed(rows: String, part: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tuning.csv")
            try Data(("arm,learning_rate,val_dice,chosen\n" + rows).utf8).write(to: file)
            let error = #expect(throws: StudyError.self) { _ = try TuningTable(ifThere: file) }
            let words = "\(try #require(error))"
            #expect(words.contains(file.path) && words.contains(part), "\(words)")
        }
    }

    @Test func anotherHeaderIsNoTable() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "tuning.csv")
            try Data("arm,rate\n".utf8).write(to: file)
            let error = #expect(throws: StudyError.self) { _ = try TuningTable(ifThere: file) }
            #expect("\(try #require(error))".contains("does not begin with arm,learning_rate,val_dice,chosen"))
        }
    }
}
