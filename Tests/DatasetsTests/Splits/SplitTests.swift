import Foundation
import TestSupport
import Testing

@testable import Datasets

private func pairs(_ set: String, _ count: Int, filesPerGroup: Int = 1) -> [Pair] {
    (0..<count).map { i in
        let name = "images/\(set)\(i).png"
        return Pair(
            image: URL(filePath: "/\(name)"), masks: [], set: set, name: name, group: "\(set)\(i / filesPerGroup)")
    }
}

@Suite struct SplitTests {
    @Test func sharesAreStratifiedBySet() throws {
        let all = pairs("a", 283) + pairs("b", 69)
        let split = try Split(of: all, seed: 0)
        for (set, test, validation) in [("a", 57, 23), ("b", 14, 6)] {
            let own = split.entries.filter { $0.key.set == set }
            #expect(own.count { $0.subset == .test } == test)
            #expect(own.count { $0.subset == .validation } == validation)
        }
        let indices = try Subset.allCases.flatMap { try split.indices(of: $0, in: all) }
        #expect(indices.sorted() == Array(0..<352))
    }

    @Test func theOrderOfFilesAndSetsDoesNotCount() throws {
        let all = pairs("a", 30) + pairs("b", 9)
        let split = try Split(of: all, seed: 4)
        #expect(try Split(of: all.reversed(), seed: 4) == split)
        #expect(try Split(of: all, seed: 5) != split)
        // What one set's images get does not depend on the sets beside it.
        let alone = try Split(of: pairs("b", 9), seed: 4)
        #expect(split.entries.filter { $0.key.set == "b" } == alone.entries)
    }

    /// The numbers that seed 0 draws must never change: runs are repeated by them.
    @Test func theDrawIsFixed() throws {
        let split = try Split(of: pairs("a", 10), seed: 0)
        #expect(split.entries.filter { $0.subset == .test }.map(\.group) == ["a4", "a7"])
        #expect(split.entries.filter { $0.subset == .validation }.map(\.group) == ["a1"])
    }

    @Test func groupsStayTogether() throws {
        let all = pairs("a", 60, filesPerGroup: 3)
        let split = try Split(of: all, seed: 1)
        for members in Dictionary(grouping: split.entries, by: \.group).values {
            #expect(Set(members.map(\.subset)).count == 1)
        }
        #expect(split.count(.test) == 12)
    }

    @Test func smallSets() throws {
        #expect(
            try Split(of: pairs("a", 3), seed: 0).entries.map(\.subset).sorted { $0.rawValue < $1.rawValue }
                == [.test, .train, .validation])
        // Two groups: one for the test, one for training; the other set gives the validation.
        let both = try Split(of: pairs("a", 2) + pairs("b", 5) + pairs("c", 1), seed: 0)
        #expect(both.entries.filter { $0.key.set == "a" }.count { $0.subset == .test } == 1)
        #expect(both.entries.filter { $0.key.set == "a" }.count { $0.subset == .train } == 1)
        #expect(both.entries.filter { $0.key.set == "c" }.map(\.subset) == [.train])
        #expect(try Split(of: pairs("a", 2), seed: 0, validation: 0).count(.test) == 1)
        #expect(try Split(of: pairs("a", 1), seed: 0, test: 0, validation: 0).count(.train) == 1)
    }

    @Test func tooFewImages() {
        for count in [0, 1, 2] {
            #expect(throws: DatasetError.self) { _ = try Split(of: pairs("a", count), seed: 0) }
        }
        #expect {
            _ = try Split(of: pairs("a", 2), seed: 0)
        } throws: {
            "\($0)".hasPrefix("2 images are too few: none is left for the validation subset.")
        }
        for share in [-0.1, 1, .nan] {
            #expect(throws: DatasetError.self) { _ = try Split(of: pairs("a", 9), seed: 0, test: share) }
        }
    }

    @Test func writtenAndRead() throws {
        try withTemporaryFolder { folder in
            let odd = Pair(
                image: folder, masks: [], set: "a, b", name: "images/\"x\",1.png", group: "two\nlines")
            let split = try Split(of: pairs("a", 20) + [odd], seed: 0)
            let file = folder.appending(path: "split.csv")
            try split.write(to: file)
            #expect(try Split(file: file) == split)
            #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("image,set,subset,group\nimages/a0.png,a,"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["split.csv"])
        }
    }

    @Test func readingIsStrict() {
        let head = "image,set,subset,group\n"
        let wrong: [(String, String)] = [
            ("", "line 1: a split begins with the line image,set,subset,group"),
            ("image;set\n", "line 1: a split begins"),
            (head + "a,s,train\n", "line 2: 3 fields; wanted are 4"),
            (head + "a,s,train,a\n\nb,s,Test,b\n", "line 4: unknown subset \"Test\"; wanted is one of train, val"),
            (head + "a,s,train,a\na,s,test,a\n", "line 3: s/a is already in line 2"),
            (head + "a,s,train,p\nb,s,test,p\n", "line 3: group p is train in line 2 and test here"),
            (head + "a,s,\"train,a\n", "line 2: a quote is opened and never closed"),
            (head + "a,s,tr\"ain,a\n", "line 2: a quote inside a field that does not begin with one"),
            (head + "a,s,\"train\"x,a\n", "line 2: text after a closing quote"),
            (head + ",s,train,a\n", "line 2: the image and the set have no empty name"),
        ]
        for (text, reason) in wrong {
            #expect {
                _ = try Split(csv: text, file: "split.csv")
            } throws: {
                "\($0)".hasPrefix("split.csv, \(reason)")
            }
        }
        #expect {
            _ = try Split(file: URL(filePath: "/none/split.csv"))
        } throws: {
            "\($0)".contains("there is no such file")
        }
    }

    @Test func windowsLinesAndAByteOrderMark() throws {
        let split = try Split(csv: "\u{FEFF}image,set,subset,group\r\nx,s,test,\r\n", file: "f")
        #expect(split.entries == [.init(key: ImageKey(set: "s", name: "x"), subset: .test, group: "x")])
    }

    @Test func imagesThatASplitDoesNotHold() throws {
        let split = try Split(of: pairs("a", 10), seed: 0)
        #expect {
            _ = try split.subsets(of: pairs("a", 12))
        } throws: {
            "\($0)".hasSuffix("add lines for: a/images/a10.png, a/images/a11.png")
        }
        #expect(split.absent(from: pairs("a", 9)) == [ImageKey(set: "a", name: "images/a9.png")])
    }
}
