import Files
import Testing

@testable import Evaluation

struct TestRowTests {
    private func table(_ text: String) throws(CSVError) -> CSVTable {
        try CSVTable([UInt8](text.utf8), file: "t.csv")
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
