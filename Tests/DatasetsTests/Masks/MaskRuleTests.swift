import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// A square mask of `side` pixels whose value is a function of x and y.
private func mask(
    _ side: Int = 40, channels: Int = 1, component: Image.Component = .uint8, _ value: (Int, Int) -> [Int]
) throws -> Image {
    let samples = (0..<side * side).flatMap { value($0 % side, $0 / side) }
    let bytes = samples.flatMap { sample in
        component == .uint8
            ? [UInt8(sample)] : withUnsafeBytes(of: UInt16(sample)) { Array($0) }
    }
    return try Image(width: side, height: side, channels: channels, component: component, bytes: bytes)
}

private func reason(_ image: Image) -> String {
    do {
        _ = try MaskRule(image)
        return "accepted"
    } catch {
        return error.reason
    }
}

@Suite struct MaskRuleTests {
    @Test(arguments: [1, 7, 100, 255]) func twoValues(foreground: Int) throws {
        let rule = try MaskRule(mask { x, _ in [x < 10 ? foreground : 0] })
        #expect(rule.mask.area == 400)
        #expect(rule.maximum == UInt16(foreground))
        #expect(rule.smoothedScale == nil)
        #expect(Set(rule.mask.binary) == [0, 1])
    }

    @Test func emptyAndFull() throws {
        #expect(try MaskRule(mask { _, _ in [0] }).mask.area == 0)
        #expect(try MaskRule(mask { _, _ in [1] }).mask.area == 1600)
        #expect(try MaskRule(mask(component: .uint16) { _, _ in [65535] }).mask.area == 1600)
    }

    @Test func smoothedEdgesAreCutAtHalf() throws {
        // A ramp eight pixels wide: 16, 47, 79, 111, 143 ...
        let byte = try MaskRule(mask { x, _ in [min(max((x - 16) * 32 + 15, 0), 255)] })
        #expect(byte.smoothedScale == .byte)
        #expect(byte.mask.area == 40 * 20)
        let word = try MaskRule(
            mask(component: .uint16) { x, _ in [[0, 32767, 32768, 65535][min(max(x - 16, 0), 3)]] })
        #expect(word.smoothedScale == .word)
        #expect(word.mask.area == 40 * 22)
    }

    @Test func smoothedAndEnlargedFourTimes() throws {
        #expect(try MaskRule(mask { x, y in [[0, 90, 200, 255][min((x + y) / 4, 3)]] }).smoothedScale == .byte)
    }

    @Test func channelsThatAreEqual() throws {
        #expect(
            try MaskRule(mask(channels: 3) { x, _ in Array(repeating: x < 10 ? 255 : 0, count: 3) }).mask.area == 400)
        #expect(try MaskRule(mask(channels: 4) { x, _ in (x < 10 ? [1, 1, 1] : [0, 0, 0]) + [255] }).mask.area == 400)
        #expect(try MaskRule(mask(channels: 2) { x, _ in [x < 10 ? 255 : 0, 255] }).mask.area == 400)
    }

    @Test func colourAndTransparencyAreRefused() throws {
        let colour = try mask(channels: 3) { x, y in x == 5 && y == 2 ? [255, 0, 1] : [0, 0, 0] }
        #expect(reason(colour).hasPrefix("is a colour mask (pixel 5, 2 is 255 0 1); save it in grey"))
        let transparent = try mask(channels: 2) { x, _ in [255, x < 10 ? 255 : 0] }
        #expect(reason(transparent).contains("transparent pixels"))
        let rgba = try mask(channels: 4) { x, _ in [0, 0, 0, x] }
        #expect(reason(rgba).contains("transparent pixels"))
    }

    @Test func labelsAreRefused() throws {
        let small = try mask { x, _ in [x / 10] }
        #expect(reason(small).contains("the values 0, 1, 2, 3, none of which reaches half of 255: class labels?"))
        let grey = try mask { x, _ in [x / 14 * 100] }
        #expect(reason(grey).contains("an area of the value 100 of 255"))
        let trimap = try mask { x, _ in [x < 10 ? 0 : x < 16 ? 127 : 255] }
        #expect(reason(trimap).contains("an area of the value 127 of 255"))
        // Labels beside an "ignore" of 255, as PASCAL VOC has them.
        let ignored = try mask { x, _ in [x < 10 ? 0 : x < 25 ? 1 : 255] }
        #expect(reason(ignored).contains("an area of the value 1 of 255"))
        let deep = try mask(component: .uint16) { x, _ in [x / 14 * 30000] }
        #expect(reason(deep).contains("an area of the value 30000 of 65535"))
    }

    @Test func photographsAreRefused() throws {
        let photograph = try mask { x, y in [60 + (x * 37 + y * 23) % 120 + (x == 0 ? 70 : 0)] }
        #expect(reason(photograph).contains("an image in the place of a mask?"))
    }

    @Test func scales() {
        #expect(MaskScale(maximum: 0) == .one)
        #expect(MaskScale(maximum: 1) == .one)
        #expect(MaskScale(maximum: 2) == .byte)
        #expect(MaskScale(maximum: 255) == .byte)
        #expect(MaskScale(maximum: 256) == .word)
    }
}
