import Files
import Testing

@testable import Reporting

@Suite struct RunTableTests {
    private func table(_ text: String) throws(CSVError) -> CSVTable {
        try CSVTable([UInt8](text.utf8), file: "t.csv")
    }

    @Test func valuesThatAreNoNumbersAreNamed() throws {
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
}
