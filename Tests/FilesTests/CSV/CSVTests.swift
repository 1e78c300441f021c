import Files
import Testing

@Suite struct CSVTests {
    @Test func fieldsWithSpecialCharactersAreQuotedAndReadBack() throws {
        let fields = ["plain", "a,b", "say \"x\"", "two\nlines", "return\r", ""]
        let line = CSV.line(fields)
        #expect(line == "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"return\r\",")
        #expect(try CSV.records(of: line + "\n", file: "t.csv").map(\.fields) == [fields])
    }

    @Test func emptyLinesArePassedOverAndLinesCounted() throws {
        let records = try CSV.records(of: "a,b\n\n\"x\ny\",1\r\n\r\nc,d", file: "t.csv")
        #expect(records.map(\.fields) == [["a", "b"], ["x\ny", "1"], ["c", "d"]])
        #expect(records.map(\.line) == [1, 3, 6])
    }
}
