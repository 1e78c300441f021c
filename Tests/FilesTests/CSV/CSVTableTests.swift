import Files
import Foundation
import TestSupport
import Testing

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
