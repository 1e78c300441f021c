import Datasets
import Imaging
import Testing

@testable import Overlays

@Suite struct OverlayTests {
    /// 1 x 4: background, correct, false, missed.
    private let truth: [UInt8] = [0, 255, 0, 1]
    private let prediction: [UInt8] = [0, 255, 255, 0]

    private func grey(_ pixels: [UInt8], width: Int? = nil) throws -> Image {
        try Image(grey: pixels, width: width ?? pixels.count, height: pixels.count / (width ?? pixels.count))
    }

    @Test func agreementIsYellowRedGreenOnGrey() throws {
        let overlay = try Overlay.agreement(
            image: grey([100, 100, 100, 100]), reference: grey(truth), prediction: grey(prediction))
        #expect(overlay.channels == 3)
        #expect(overlay.component == .uint8)
        // Opacities 90/256 (correct) and 179/256 (errors), by hand: (100 * 166 + 255 * 90) / 256 = 154.49.
        #expect(
            overlay.bytes == [100, 100, 100, 154, 143, 65, 208, 52, 52, 30, 180, 89])
    }

    @Test func filmOfColoursBecomesItsLuma() throws {
        let film = try Image(width: 2, height: 1, channels: 4, bytes: [255, 0, 0, 9, 10, 20, 30, 255])
        let empty = try grey([0, 0])
        let overlay = try Overlay.agreement(image: film, reference: empty, prediction: empty)
        // 0.299 * 255 = 76.2; 2.99 + 11.74 + 3.42 = 18.15
        #expect(overlay.bytes == [76, 76, 76, 18, 18, 18])
    }

    @Test func filmOf16BitsIsStretchedBetweenItsPercentiles() throws {
        // 1001 values 1000, 1001 ... 2000: the percentiles are 1005 and 1995.
        let values = (0...1000).map { UInt16(1000 + $0) }
        let film = try Image(
            width: 1001, height: 1, component: .uint16,
            bytes: values.flatMap { value in
                withUnsafeBytes(of: value) { [UInt8]($0) }
            })
        let grey = Overlay.grey(film)
        #expect(grey[0] == 0)
        #expect(grey[5] == 0)
        #expect(grey[500] == 128)
        #expect(grey[995] == 255)
        #expect(grey[1000] == 255)
    }

    @Test func outlineOfADiscIsAThinClosedRingInsideIt() throws {
        let side = 64
        let mask = (0..<side * side).map { i -> UInt8 in
            let (dx, dy) = (i % side - 32, i / side - 32)
            return dx * dx + dy * dy <= 400 ? 255 : 0
        }
        let film = try grey([UInt8](repeating: 77, count: side * side), width: side)
        let overlay = try Overlay.outline(image: film, prediction: grey(mask, width: side))
        for i in 0..<side * side {
            let (dx, dy) = (i % side - 32, i / side - 32)
            // By definition: foreground with a background pixel beside it.
            let isEdge =
                mask[i] != 0
                && [(1, 0), (-1, 0), (0, 1), (0, -1)].contains { step in
                    (dx + step.0) * (dx + step.0) + (dy + step.1) * (dy + step.1) > 400
                }
            #expect(Array(overlay.bytes[3 * i..<3 * i + 3]) == (isEdge ? [0, 221, 255] : [77, 77, 77]))
        }
    }

    @Test func outlineGrowsWithTheImageAndClosesAtItsEdge() {
        #expect(Contour.thickness(width: 512, height: 512) == 1)
        #expect(Contour.thickness(width: 599, height: 400) == 1)
        #expect(Contour.thickness(width: 600, height: 400) == 2)
        #expect(Contour.thickness(width: 2000, height: 4000) == 10)
        let full = [Bool](repeating: true, count: 49)
        let line = Contour.inside(of: full, width: 7, height: 7, thickness: 2)
        #expect(line.count { !$0 } == 9)
        #expect(!line[3 * 7 + 3])
    }

    /// Whatever is drawn, an overlay can be laid over its image: pixel for pixel, nothing added.
    @Test func overlaysHaveTheSizeOfTheirImage() throws {
        let classes = ClassLegend(try Classes(count: 3, names: ["none", "a name that is longer than the image", "b"]))
        for (width, height) in [(1, 1), (7, 3), (3, 650)] {
            let image = try Image(
                grey16: (0..<width * height).map { UInt16(truncatingIfNeeded: 997 * $0) }, width: width, height: height)
            let mask = try grey((0..<width * height).map { UInt8($0 % 3) }, width: width)
            var overlays = try OverlayStyle.allCases.map {
                try Overlay.picture($0, image: image, reference: mask, prediction: mask)
            }
            overlays.append(try Overlay.classes(image: image, prediction: mask, reference: mask, legend: classes))
            for overlay in overlays { #expect(overlay.width == width && overlay.height == height) }
        }
    }

    @Test func maskAloneIsBlackAndWhite() throws {
        #expect(try Overlay.mask(grey(truth)).bytes == [0, 255, 0, 255])
    }

    @Test func imagesThatDoNotFitAreNamed() throws {
        let film = try grey([0, 0, 0, 0], width: 2)
        let small = try grey([0, 0])
        #expect(throws: OverlayError.sizesDiffer(what: "reference", found: [2, 1], image: [2, 2])) {
            try Overlay.agreement(image: film, reference: small, prediction: film)
        }
        #expect(throws: OverlayError.sizesDiffer(what: "prediction", found: [2, 1], image: [2, 2])) {
            try Overlay.outline(image: film, prediction: small)
        }
        let colour = try Image(width: 2, height: 2, channels: 3, bytes: [UInt8](repeating: 0, count: 12))
        #expect(throws: OverlayError.notAMask(what: "prediction", channels: 3)) {
            try Overlay.agreement(image: film, reference: film, prediction: colour)
        }
    }

    @Test func shrinkingAveragesAreas() throws {
        let image = try grey([0, 100, 200, 40, 80, 255, 10, 20, 30, 40, 50, 60], width: 6)
        // 6 x 2 to 3 x 1: blocks of 2 x 2.
        #expect(try AreaAveraging.shrink(image, longest: 3).bytes == [33, 78, 111])
        // 3 to 2: each new pixel covers one and a half.
        #expect(try AreaAveraging.shrink(grey([0, 90, 255]), longest: 2).bytes == [30, 200])
        #expect(try AreaAveraging.shrink(image, longest: 6) == image)
        let flat = try grey([UInt8](repeating: 201, count: 37 * 53), width: 37)
        let small = try AreaAveraging.shrink(flat, longest: 17)
        #expect([small.width, small.height] == [12, 17])
        #expect(small.bytes.allSatisfy { $0 == 201 })
    }
}
