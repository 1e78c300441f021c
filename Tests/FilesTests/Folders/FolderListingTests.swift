import Files
import Foundation
import TestSupport
import Testing

@Suite struct FolderListingTests {
    @Test func namesThatAreNotUTF8AreKeptApart() throws {
        try withTemporaryFolder { folder in
            for name in ["a.png", ".hidden", "肺 x.png"] { try Data().write(to: folder.appending(path: name)) }
            let isMade = try NotUTF8.file("caf\u{E9}.png", in: folder)
            let listing = try FolderListing(folder)
            #expect(listing.names.sorted() == [".hidden", "a.png", "肺 x.png"])
            #expect(listing.unreadable == (isMade ? ["caf\\xe9.png"] : []))
        }
    }

    @Test func whatIsNoFolderSaysWhy() throws {
        try withTemporaryFolder { folder in
            try Data().write(to: folder.appending(path: "file"))
            func number(_ name: String) -> Int32? {
                let error = #expect(throws: FileError.self) { try FolderListing(folder.appending(path: name)) }
                return error?.number
            }
            #expect(number("none") == ENOENT && number("file") == ENOTDIR)
        }
    }

    @Test(
        arguments: [
            ([0x61, 0xE9, 0x62], "a\\xe9b"), ([0xE8, 0x82, 0xBA], "肺"), ([0xE8, 0x82], "\\xe8\\x82"),
            ([0x0A, 0x7F], "\\x0a\\x7f"),
            ([0xF0, 0x9F, 0xAB, 0x81, 0xFF], "🫁\\xff"), ([], ""),
        ] as [([UInt8], String)]) func bytesAreEscaped(_ bytes: [UInt8], _ text: String)
    {
        #expect(NameBytes.escaped(bytes) == text)
    }

    @Test func prefixesCutNoCharacter() {
        #expect(NameBytes.prefix("肺肺肺", bytes: 8) == "肺肺" && NameBytes.prefix("肺", bytes: 2).isEmpty)
        #expect(NameBytes.prefix("abc", bytes: 3) == "abc" && NameBytes.prefix("ae\u{301}x", bytes: 3) == "a")
    }
}
