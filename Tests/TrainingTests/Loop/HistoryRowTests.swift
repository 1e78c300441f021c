import Files
import Testing

@testable import Training

struct HistoryRowTests {
    private func table(_ text: String) throws(CSVError) -> CSVTable {
        try CSVTable([UInt8](text.utf8), file: "t.csv")
    }

    @Test func valuesThatAreNoNumbersAreNamed() throws {
        let rows = try table("epoch,train_loss\n1,0.5\n2,0,5\n".replacingOccurrences(of: "0,5", with: "\"0,5\""))
        let error = try #require(throws: CSVError.self) { try HistoryRow.rows(of: rows) }
        #expect("\(error)" == "t.csv, line 3: train_loss is \"0,5\"; wanted: a number, or nothing")
    }

    @Test func epochsRise() {
        #expect(
            throws: CSVError.badValue(
                file: "t.csv", line: 3, column: "epoch", found: "1", wanted: "a number above 1")
        ) { try HistoryRow.rows(of: table("epoch\n1\n1\n")) }
    }

    @Test func rowsAreReadAsTheyWereWritten() throws {
        let row = HistoryRow(
            epoch: 1, trainLoss: 0.1 + 0.2, trainDice: 1.0 / 3, validationDice: 0.75, learningRate: 1e-5, seconds: 1.5)
        #expect(try HistoryRow.rows(of: table(HistoryRow.header + row.line)) == [row])
    }
}
