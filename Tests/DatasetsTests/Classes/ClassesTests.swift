import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct ClassesTests {
    private func table(_ text: String) throws -> Classes {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "table.csv")
            try Data(text.utf8).write(to: file)
            return try Classes(colourTable: file)
        }
    }

    @Test func aTableOfColoursIsRead() throws {
        let classes = try table(
            "\u{FEFF}name,r,g,b\r\n# chest\r\nbackground,0,0,0\r\n\"left, lung\",#E69F00\r\n\r\nheart, 86 ,180,233\r\n"
                + "ignored,255,255,255\r\n")
        #expect(classes.count == 3)
        #expect(classes.names == ["background", "left, lung", "heart"])
        #expect(classes.colours == [MaskColour(0, 0, 0), MaskColour(230, 159, 0), MaskColour(86, 180, 233)])
        #expect(classes.ignoredColour == MaskColour(255, 255, 255))
        #expect(classes.foreground == 1..<3)
        #expect(try JSONDecoder().decode(Classes.self, from: JSONEncoder().encode(classes)) == classes)
        #expect(classes.withoutColours == (try Classes(count: 3, names: classes.names)))
    }

    @Test(arguments: [
        ("a,#000000\nb,#12345\n", "line 2: b,#12345 is no class with a colour"),
        ("a,0,0,0\nb,0,0,256\n", "line 2: b,0,0,256 is no class"), ("a,0,0,0\nb,1,1\n", "line 2: b,1,1 is no class"),
        ("a,#000000\nb,0,0,0\n", "line 2: #000000 is the colour of line 1 already"),
        ("a,#000000\na,#000001\n", "two classes are called a"), ("a,#000000\n", "names one class; at least two"),
        ("", "names no class"), ("a,#000000\n,#000001\n", "'' is no name of a class"),
        ("a,#000000\nb,\"#000001\n", "line 2: a quote is opened"),
    ])
    func aWrongTableNamesItsLine(text: String, part: String) {
        #expect { try table(text) } throws: { "\($0)".contains(part) && "\($0)".contains("table.csv") }
    }

    @Test func aTableThatIsNotThereIsNamed() {
        #expect { try Classes(colourTable: URL(filePath: "/no/such.csv")) } throws: {
            "\($0)".contains("/no/such.csv: cannot be read")
        }
    }

    @Test func numbersNamesAndColoursFitTogether() throws {
        let red = MaskColour(255, 0, 0)
        for count in [0, -1, 256] { #expect(throws: DatasetError.self) { try Classes(count: count) } }
        #expect(throws: DatasetError.self) { try Classes(count: 1, names: ["a"]) }
        #expect(throws: DatasetError.self) { try Classes(count: 3, names: ["a", "b"]) }
        #expect(throws: DatasetError.self) { try Classes(count: 2, names: ["a", "b\n"]) }
        #expect(throws: DatasetError.self) { try Classes(count: 2, colours: [red, red]) }
        #expect(throws: DatasetError.self) { try Classes(count: 2, ignoredColour: red) }
        #expect(try Classes(count: 1) == .one)
        #expect(Classes.one.foreground == 1..<2 && Classes.one.name(1) == "1")
        #expect(try Classes(count: 255).foreground == 1..<255)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(Classes.self, from: Data(##"{"count":2,"colours":["red","#000000"]}"##.utf8))
        }
    }

    @Test func coloursAreWrittenAsTheyAreRead() {
        #expect(MaskColour("#0a0B0c")?.description == "#0a0b0c")
        for text in ["0a0b0c", "#0a0b0", "#0a0b0cd", "#-a0b0c", "#+1a0b0", "", "#"] {
            #expect(MaskColour(text) == nil, "\(text)")
        }
    }
}
