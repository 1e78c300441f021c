import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite struct CSVTableTests {
    private func table(_ text: String) throws(CSVError) -> CSVTable {
        try CSVTable([UInt8](text.utf8), file: "t.csv")
    }

    @Test func quotesCommasAndLineEndsAreRead() throws {
        let table = try table("a,b\r\n\"x,\"\"y\"\"\nz\",1\r\n,\"\"\n\u{e9},2.5e-3")
        #expect(table.columns == ["a", "b"])
        #expect(table.rows.map { $0.text("a") } == ["x,\"y\"\nz", "", "é"])
        #expect(table.rows.map(\.line) == [2, 4, 5])
        #expect(try table.rows.map { row in try row.number("b") } == [1, nil, 0.0025])
        #expect(table.rows[0].text("absent") == "")
    }

    @Test func byteOrderMarkIsNoPartOfTheName() throws {
        #expect(try table("\u{FEFF}a\n1\n").columns == ["a"])
    }

    @Test(arguments: [
        ("", 1, "empty"), ("a,b\n1\n", 2, "1 fields"), ("a,b\n1,2\n\n3,4\n", 3, "1 fields"),
        ("a,b\n1,2\n1,2,3\n", 3, "3 fields"), ("a\nx\"y\n", 2, "quote inside"), ("a\n\"x\"y\n", 2, "after a closing"),
        ("a\n1\n\"x\ny\n", 3, "never closed"), ("a\n1\r2\n", 2, "carriage return"), ("a,a\n1,2\n", 1, "more than once"),
    ])
    func faultsNameTheLine(text: String, line: Int, reason: String) throws {
        let error = try #require(throws: CSVError.self) { try table(text) }
        #expect("\(error)".hasPrefix("t.csv, line \(line): "))
        #expect("\(error)".contains(reason))
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        #expect(throws: CSVError.malformed(file: "t.csv", line: 2, reason: "bytes that are not UTF-8")) {
            try CSVTable([UInt8(ascii: "a"), 10, 0xFF, 10], file: "t.csv")
        }
    }

    @Test func columnsAndValuesThatAreMissingAreNamed() throws {
        #expect(throws: CSVError.missingColumn(file: "t.csv", column: "dice", found: ["a"])) {
            try CSVTable([UInt8]("a\n".utf8), file: "t.csv", required: ["dice"])
        }
        let rows = try table("epoch,train_loss\n1,0.5\n2,0,5\n".replacingOccurrences(of: "0,5", with: "\"0,5\""))
        let error = try #require(throws: CSVError.self) { try HistoryRow.rows(of: rows) }
        #expect("\(error)" == "t.csv, line 3: train_loss is \"0,5\"; wanted: a number, or nothing")
    }

    @Test func historyAndSplitAreCheckedRowByRow() {
        #expect(
            throws: CSVError.badValue(
                file: "t.csv", line: 3, column: "epoch", found: "1", wanted: "a number above 1")
        ) { try HistoryRow.rows(of: table("epoch\n1\n1\n")) }
        #expect(
            throws: CSVError.badValue(
                file: "t.csv", line: 2, column: "subset", found: "tset",
                wanted: "one of train, validation, test, unused")
        ) { try SplitRow.rows(of: table("image,set,subset\na,b,tset\n")) }
    }

    @Test(arguments: [
        ("image,set,dice\n,s,1\n", "t.csv, line 2: image is \"\"; wanted: the name of an image"),
        ("image,set,dice\na,s,1.1\n", "t.csv, line 2: dice is \"1.1\"; wanted: a number in [0, 1]"),
        (
            "image,set,dice\na,s,1\na,s,1\n",
            "t.csv, line 3: image is \"a\"; wanted: one row for each set, image and class; this one is there twice"
        ),
    ])
    func metricsAreCheckedRowByRow(text: String, message: String) throws {
        let error = try #require(throws: CSVError.self) { try TestRow.rows(of: table(text)) }
        #expect("\(error)" == message)
    }

    @Test func metricsThatAreUndefinedAreNil() throws {
        let rows = try TestRow.rows(of: table("image,set,dice,iou\na,s,nan,\n"))
        #expect(rows.first?.dice == nil)
        #expect(rows.first?.figures["iou"] == nil)
    }

    @Test func absentFileIsNamed() throws {
        try withTemporaryFolder { folder in
            let error = try #require(throws: CSVError.self) {
                try CSVTable(contentsOf: folder.appending(path: "history.csv"))
            }
            #expect("\(error)".contains("history.csv cannot be read"))
        }
    }
}
