import Imaging
import Testing

struct BinaryMaskTests {
    /// A picture in letters: '#' is foreground.
    private static func mask(_ rows: String...) throws -> BinaryMask {
        try BinaryMask(rows.joined().map { $0 == "#" ? 1 : 0 }, width: rows[0].count, height: rows.count)
    }

    @Test func refusesPixelsThatDoNotFit() {
        #expect(throws: ImageError.self) { try BinaryMask([1, 0], width: 3, height: 1) }
        #expect(throws: ImageError.self) { try BinaryMask([], width: 0, height: 0) }
        #expect(throws: ImageError.self) { try BinaryMask([1], width: -1, height: -1) }
        #expect(throws: ImageError.self) { try BinaryMask([1], width: .max, height: 3) }
    }

    @Test func knowsItsBox() throws {
        let mask = try Self.mask(".....", "..#..", "...#.", ".....")
        #expect(mask.box == BinaryMask.Box(rows: 1...2, columns: 2...3))
        #expect(mask.area == 2)
        #expect(!mask.isEmpty)
        #expect(mask.inverted.area == 18)
        #expect(try Self.mask("...").box == nil)
        #expect(try Self.mask("...").isEmpty)
        let corner = try Self.mask("#.", "..", "..")
        #expect(mask.box?.union(try #require(corner.box)) == BinaryMask.Box(rows: 0...2, columns: 0...3))
    }

    @Test func framesABox() throws {
        let mask = try Self.mask("#..", "##.")
        #expect(
            try mask.framed(#require(mask.box)) == Self.mask("....", ".#..", ".##.", "...."))
    }

    @Test func aBoxOfAnotherMaskMayReachBeyond() throws {
        let mask = try Self.mask("##", "##")
        let box = BinaryMask.Box(rows: 1...5, columns: 1...9)
        #expect(try mask.framed(box) == Self.mask("...", ".#.", "..."))
    }

    /// A pixel whose four neighbours are foreground is inside; one at the border is not.
    @Test func theEdgeIsWhatACrossErodes() throws {
        let (edge, places) = try Self.mask(".####", ".####", "#####", ".####").edge()
        #expect(try edge == Self.mask(".####", ".#..#", "#...#", ".####"))
        #expect(places == edge.pixels.indices.filter { edge.pixels[$0] != 0 })
        #expect(try Self.mask("#").edge().places == [0])
        #expect(try Self.mask("...").edge().places == [])
    }
}
