import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

private let small: Preprocessing? = try? Preprocessing(size: PixelSize(height: 32, width: 32))

/// Photographs with an orientation tag: their masks are drawn on the stored pixels, or upright.
@Suite struct OrientationTests {
    /// A bright disc in the upper right of the stored pixels: after a clockwise turn it is in the lower right.
    private func disc(_ width: Int, _ height: Int, _ inside: UInt8, _ outside: UInt8) throws -> Image {
        let pixels = (0..<width * height).map { i in
            let (x, y) = (i % width - width * 3 / 4, i / width - height / 4)
            return x * x + y * y < 49 ? inside : outside
        }
        return try Image(grey: pixels, width: width, height: height)
    }

    /// `images/NAME.jpg` with the tag 6 (turn clockwise), and its mask.
    private func write(_ name: String, _ width: Int, _ height: Int, isUpright: Bool, to folder: URL) throws {
        for place in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
        }
        try MadeFiles.jpeg(disc(width, height, 220, 40), orientation: 6).write(
            to: folder.appending(path: "images/\(name).jpg"))
        let mask = try disc(width, height, 255, 0)
        try Codec.write(
            isUpright ? mask.turned(by: .needsClockwiseTurn) : mask, to: folder.appending(path: "masks/\(name).png"))
    }

    private func store(_ folder: URL, _ choice: OrientationChoice = .auto) throws -> ImageStore {
        try ImageStore(
            loading: Inventory([folder]).pairs, preprocessing: #require(small), truth: TruthOptions(orientation: choice)
        )
    }

    /// Whether each mask lies on the bright disc of its image.
    private func fits(_ store: ImageStore) throws -> [Bool] {
        try store.pairs.map { pair in
            let image = try store.readings.image(of: pair)
            let truth = try store.readings.truth(of: pair)
            #expect(try store.readings.size(of: pair) == truth.size)
            guard truth.size == PixelSize(height: image.height, width: image.width) else { return false }
            return zip(image.bytes, truth.values).count { ($0 > 130) != ($1 == 1) } < 30
        }
    }

    @Test(arguments: [false, true]) func sizesTell(isUpright: Bool) throws {
        try withTemporaryFolder { folder in
            try write("a", 60, 40, isUpright: isUpright, to: folder)
            let turned = try store(folder)
            #expect(try fits(turned) == [true])
            #expect(turned.images[0].own == PixelSize(height: 60, width: 40))
            #expect(turned.readings.lines[1].contains("1 image has an orientation tag and is laid upright"))
            #expect(turned.readings.lines[1].contains("turned too, by their sizes") == !isUpright)
            let left = try store(folder, .ignore)
            #expect(try fits(left) == [true])
            #expect(left.images[0].own.width == (isUpright ? 40 : 60))
            #expect(left.readings.lines[1].contains("which is ignored"))
        }
    }

    @Test func whereSizesDoNotTellItIsSaidAndAFlagDecides() throws {
        try withTemporaryFolder { folder in
            try write("a", 50, 50, isUpright: false, to: folder)
            let turned = try store(folder)
            #expect(try fits(turned) == [false])
            #expect(turned.readings.lines[1].hasPrefix("warning: "))
            #expect(turned.readings.lines[1].contains("sizes do not tell how 1 of their masks lie"))
            #expect(turned.readings.lines[1].contains("--orientation ignore"))
            #expect(try !store(folder, .apply).readings.lines[1].hasPrefix("warning"))
            let left = try store(folder, .ignore)
            #expect(try fits(left) == [true])
            #expect(left.truths != turned.truths || left.images != turned.images)
        }
    }

    @Test func theOthersOfTheSetTell() throws {
        try withTemporaryFolder { folder in
            try write("a", 50, 50, isUpright: false, to: folder)
            try write("b", 60, 40, isUpright: false, to: folder)
            let turned = try store(folder)
            #expect(try fits(turned) == [true, true])
            #expect(turned.readings.lines[1].contains("so are 1 whose size tells nothing"))
            #expect(try turned.truths[0] == #require(small).stored(turned.readings.truth(of: turned.pairs[0])))
            // With another one that is upright, nothing is told of the square one.
            try write("c", 60, 40, isUpright: true, to: folder)
            let mixed = try store(folder)
            #expect(try fits(mixed) == [false, true, true])
            #expect(mixed.readings.lines[1].hasPrefix("warning: "))
        }
    }

    @Test func aMaskOfAnotherSizeIsStillRefused() throws {
        try withTemporaryFolder { folder in
            try write("a", 60, 40, isUpright: false, to: folder)
            try Codec.write(disc(61, 40, 255, 0), to: folder.appending(path: "masks/a.png"))
            #expect { _ = try store(folder) } throws: { "\($0)".contains("masks/a.png: is 61 x 40 pixels, its image") }
        }
    }

    @Test func turnsAreTakenBack() throws {
        let image = try disc(30, 20, 255, 0)
        for orientation in Orientation.allCases {
            #expect(try image.turned(by: orientation).turned(by: orientation.inverse) == image)
            let mask = try MaskValues(image).turned(by: orientation)
            #expect(
                try Mask(mask, TruthReading(.nonzero)).binary == image.turned(by: orientation).bytes.map { $0 / 255 })
        }
    }
}
