import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct ManifestTests {
    @Test func rowsSubsetsSpacingsAndColumns() throws {
        let file = PublicLayoutTests.folder.appending(path: "table/films.csv")
        let set = try DataSet(file)
        #expect(set.name == "films" && set.layout == .manifest && set.root.lastPathComponent == "table")
        #expect(set.pairs.map(\.name) == (0..<6).map { "films/f\($0).png" })
        #expect(set.pairs.map(\.maskFiles.count) == [2, 2, 2, 2, 2, 2])
        #expect(set.pairs.map(\.group) == ["p0", "p0", "p1b", "p1", "p2", "p2"])
        #expect(set.pairs.map(\.subset) == [.train, .train, nil, .validation, .test, .test])
        #expect(set.pairs.map(\.spacing) == [[0.2, 0.2]] + [[Double]?](repeating: [0.2, 0.3], count: 5))
        #expect(set.pairs[5].columns == ["site": "south", "sex": "m"])
        #expect(set.grouping.line(of: set.pairs) == "6 images of 4 patients, by the table's column group")
        #expect(try set.pairs[1].decode().spacing == [0.2, 0.3])
        let split = try Split(of: set.pairs, seed: 0)
        #expect([Subset.train, .validation, .test].map(split.count) == [3, 1, 2])
    }

    @Test func namesBesidesTheTable() throws {
        try withTemporaryFolder { root in
            try makeEmpty(["data/images/a.png", "data/images/b.png", "data/masks/a.png", "tables/t.csv"], in: root)
            let file = root.appending(path: "tables/t.csv")
            try Data("Image,Mask\n../data/images/a.png,../data/masks/a.png\n../data/images/b.png,\n".utf8).write(
                to: file)
            let set = try DataSet(file)
            #expect(set.pairs.map(\.name) == ["a.png"] && set.imagesWithoutMask == ["b.png"])
            #expect(set.grouping.rule == Grouping.Rule.none && set.pairs.map(\.group) == ["a"])
            #expect(try Inventory([file, root.appending(path: "data")]).sets.map(\.name) == ["t", "data"])
        }
    }

    @Test(arguments: [
        ("", "is empty; it begins with a line image,mask"),
        (
            "image,group\n",
            "line 1: a table of images begins with image,mask and further columns; it has no column mask"
        ),
        ("image,mask,site,site\n", "line 1: two columns are named site"),
        ("image,mask,\n", "line 1: column 3 has no name"),
        ("image,mask\n", "names no image"),
        ("image,mask\na.png\n", "line 2: 1 fields; the first line names 2"),
        ("image,mask\n,m.png\n", "line 2: names no image"),
        ("image,mask,subset\na.png,m.png,tests\n", "line 2: the subset is tests; train, validation, test"),
        ("image,mask,spacing\na.png,m.png,0\n", "line 2: the spacing is 0; millimetres a pixel"),
        ("image,mask,spacing\na.png,m.png,1x2x3\n", "line 2: the spacing is 1x2x3"),
        ("image,mask,group\na.png,m.png,p\na.png,n.png,q\n", "line 3: says otherwise than line 2 of the same image"),
        ("image,mask\na.png,m.png\nb.png,none.png\n", "none.png: is not there (line 3 of the table)"),
        ("image,mask\n\"a.png,m.png\n", "a quote is opened and never closed"),
    ])
    func faultsAreNamed(text: String, reason: String) throws {
        try withTemporaryFolder { root in
            try makeEmpty(["a.png", "b.png", "m.png", "n.png"], in: root)
            let file = root.appending(path: "t.csv")
            try Data(text.utf8).write(to: file)
            let message = faultMessage { _ = try DataSet(file) }
            #expect(message.contains(reason), "\(message)")
        }
    }
}
