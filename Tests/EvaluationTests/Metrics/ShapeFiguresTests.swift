import Imaging
import Testing

@testable import Evaluation

struct ShapeFiguresTests {
    private static func mask(_ rows: String...) throws -> BinaryMask {
        try BinaryMask(rows.joined().map { $0 == "#" ? 1 : 0 }, width: rows[0].count, height: rows.count)
    }

    /// MONAI computes in single precision: 24 bits.
    private static func isClose(_ a: Double?, _ b: Double?, to share: Double = 1e-6) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= share * max(abs(b), 1)
    }

    @Test func thereAreFiftyPairs() throws {
        #expect(try ShapeReference.all().count == 50)
    }

    @Test(arguments: try ShapeReference.all())
    func distancesAreMONAIs(reference: ShapeReference) throws {
        let (prediction, truth) = try reference.masks
        let distances = try SurfaceDistances(prediction: prediction, truth: truth, spacing: reference.spacing)
        // The rank of the percentile is one of single precision there, too.
        #expect(Self.isClose(distances.hd95, reference.hd95, to: 1e-5))
        #expect(Self.isClose(distances.assd, reference.assd))
        for (tolerance, expected) in reference.surfaceDice {
            let dice = distances.surfaceDice(tolerance: try #require(Double(tolerance)))
            #expect(Self.isClose(dice, expected))
        }
    }

    @Test(arguments: try ShapeReference.all())
    func piecesAreSciPys(reference: ShapeReference) throws {
        let (prediction, truth) = try reference.masks
        let pieces = try ComponentFigures(prediction: prediction, truth: truth)
        #expect(pieces.components == reference.components)
        #expect(pieces.spurious == reference.spurious)
        #expect(pieces.holes == reference.holes)
        #expect(pieces.areaOutsideTwoLargest == reference.areaOutsideTwoLargest)
        let parts = try ConnectedComponents(of: prediction, connectivity: .corners)
        #expect(parts.areas == reference.areas ?? parts.areas)
        #expect(try ConnectedComponents(of: prediction, connectivity: .sides).count == reference.componentsBySides)
    }

    @Test func distancesDoNotDependOnWhereTheMasksLie() throws {
        for reference in try ShapeReference.all().prefix(8) {
            let (prediction, truth) = try reference.masks
            func moved(_ mask: BinaryMask) throws -> BinaryMask {
                let (width, height) = (mask.width + 31, mask.height + 57)
                var pixels = [UInt8](repeating: 0, count: width * height)
                for i in mask.pixels.indices {
                    pixels[(i / mask.width + 40) * width + i % mask.width + 29] = mask.pixels[i]
                }
                return try BinaryMask(pixels, width: width, height: height)
            }
            let there = try SurfaceDistances(prediction: moved(prediction), truth: moved(truth))
            #expect(try there == SurfaceDistances(prediction: prediction, truth: truth))
        }
    }

    @Test func emptyMasks() throws {
        let none = try Self.mask("....", "....")
        let some = try Self.mask(".##.", ".##.")
        let both = try ShapeFigures(prediction: none, truth: none)
        #expect(both.hd95 == nil && both.assd == nil)
        #expect(both.surfaceDice == nil)
        #expect(both.volumeDifference == nil)
        #expect(both.pieces.components == 0 && both.pieces.holes == 0)
        let missed = try ShapeFigures(prediction: none, truth: some)
        #expect(missed.hd95 == nil && missed.assd == nil)
        #expect(missed.surfaceDice == 0)
        #expect(missed.volumeDifference == -1)
        let invented = try ShapeFigures(prediction: some, truth: none)
        #expect(invented.hd95 == nil && invented.assd == nil)
        #expect(invented.surfaceDice == 0)
        #expect(invented.volumeDifference == nil)
        #expect(invented.pieces.spurious == 1)
    }

    /// By hand: 6 predicted, 4 in the reference; a component of four pixels beside two of one.
    @Test func figuresAreByHand() throws {
        let truth = try Self.mask("##......", "##......", "........")
        let prediction = try Self.mask("##.....#", "##......", "....#...")
        let figures = try ShapeFigures(prediction: prediction, truth: truth)
        #expect(figures.unit == .pixels)
        #expect(figures.volumeDifference == 0.5)
        #expect(figures.pieces.components == 3)
        #expect(figures.pieces.spurious == 2)
        // Of the two of one pixel, the higher one counts as larger.
        #expect(figures.pieces.areaOutsideTwoLargest == 1)
        // Distances to the truth: 0 four times, 6, and 3 across and 1 down.
        #expect(figures.assd == (6 + 10.0.squareRoot()) / 10)
    }

    @Test func aSpacingGivesMillimetres() throws {
        let a = try Self.mask("#.....")
        let b = try Self.mask(".....#")
        let figures = try ShapeFigures(prediction: a, truth: b, spacing: [0.2, 3], tolerance: 1)
        #expect(figures.unit == .millimetres)
        #expect(Self.isClose(figures.hd95, 1))
        #expect(figures.surfaceDice == 1)
        #expect(try ShapeFigures(prediction: a, truth: b, tolerance: 1).surfaceDice == 0)
    }

    @Test func aHoleIsClosedByCornersAndOpenAtTheBorder() throws {
        func holes(_ mask: BinaryMask) throws -> Int {
            try ComponentFigures(prediction: mask, truth: mask).holes
        }
        #expect(try holes(Self.mask(".#.", "#.#", ".#.")) == 1)
        #expect(try holes(Self.mask("###", "#.#", "#.#")) == 0)
        #expect(try holes(Self.mask("#####", "#.#.#", "#####")) == 2)
        #expect(try holes(Self.mask("######", "#.##.#", "##..##", "######")) == 3)
    }

    @Test func sizesMustAgree() throws {
        let small = try Self.mask("#")
        let large = try Self.mask("##")
        #expect(throws: ImageError.self) { try ShapeFigures(prediction: small, truth: large) }
        #expect(throws: ImageError.self) { try ComponentFigures(prediction: small, truth: large) }
        #expect(throws: ImageError.self) { try ShapeFigures(prediction: small, truth: small, spacing: [0, 1]) }
    }
}
