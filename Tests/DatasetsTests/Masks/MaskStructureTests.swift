import Imaging
import Testing

@testable import Datasets

private func values(_ image: Image, isLossy: Bool = false) throws -> MaskValues {
    try MaskValues(image, isLossy: isLossy)
}

private func reason(_ image: Image) -> String {
    do {
        switch MaskStructure(try MaskValues(image), ignoring: []) {
        case .other(let fault): return fault.reason
        case .numbered(let count): return "\(count) numbers"
        case .smoothed(let scale): return "smoothed on \(scale.asValue)"
        case nil: return "plain"
        }
    } catch {
        return error.reason
    }
}

@Suite struct MaskStructureTests {
    @Test func smoothedEdges() throws {
        // A ramp eight pixels wide: 16, 47, 79, 111, 143 ...
        let byte = try MadeMask.image { x, _ in [min(max((Double(x) - 16) * 32 + 15, 0), 255)] }
        #expect(reason(byte) == "smoothed on 255")
        #expect(try MadeMask.area(of: values(byte), in: [values(byte)]) == 40 * 20)
        let word = try MadeMask.image(component: .uint16) { x, _ in [[0, 32767, 32768, 65535][min(max(x - 16, 0), 3)]] }
        #expect(reason(word) == "smoothed on 65535")
        #expect(try MadeMask.area(of: values(word), in: [values(word)]) == 40 * 22)
        let share = try MadeMask.image(component: .float32) { x, _ in [min(max((Double(x) - 15.5) / 8, 0), 1)] }
        #expect(reason(share) == "smoothed on 1")
        #expect(try MadeMask.area(of: values(share), in: [values(share)]) == 40 * 20)
    }

    @Test func smoothedAndEnlargedFourTimes() throws {
        #expect(reason(try MadeMask.image { x, y in [[0, 90, 200, 255][min((x + y) / 4, 3)]] }) == "smoothed on 255")
    }

    @Test func labelsAreNoEdges() throws {
        let scattered = try MadeMask.image { x, y in [Double((x + 3 * y) % 4)] }
        #expect(reason(scattered).contains("the values 0, 1, 2, 3, none of which reaches half of 255: class labels?"))
        let trimap = try MadeMask.image { x, _ in [x < 10 ? 0 : x < 16 ? 127 : 255] }
        #expect(reason(trimap).contains("an area of the value 127 of 255"))
        let deep = try MadeMask.image(component: .uint16) { x, _ in [x < 10 ? 0 : x < 16 ? 30000 : 65535] }
        #expect(reason(deep).contains("an area of the value 30000 of 65535"))
        let negative = try MadeMask.image(component: .int16) { x, _ in [x < 10 ? -1 : x < 20 ? 0 : 1] }
        #expect(reason(negative).contains("negative values (-1)"))
    }

    @Test func photographsAreNoEdges() throws {
        let photograph = try MadeMask.image { x, y in [Double(60 + (x * 37 + y * 23) % 120 + (x == 0 ? 70 : 0))] }
        #expect(reason(photograph).contains("an image in the place of a mask?"))
    }

    /// 100 objects of 3 x 3 pixels, too small for an area of one value to show, and some of them above half of 255.
    @Test func numberedObjectsAreNoEdges() throws {
        let small = try MadeMask.image { x, y in [x % 4 < 3 && y % 4 < 3 ? Double(2 * (x / 4 + y / 4 * 10) + 1) : 0] }
        #expect(reason(small) == "100 numbers")
        #expect(reason(try MadeMask.image(component: .uint16) { x, _ in [Double(x / 10)] }) == "3 numbers")
        // An object in two parts is still one of many; a shape is no object number where its parts are pixels.
        let edge = try MadeMask.image { x, y in [x > 20 ? 255 : x == 20 ? Double(100 + 2 * y) : 0] }
        #expect(reason(edge) == "smoothed on 255")
    }

    @Test func whatJPEGLeavesInBlackIsNoLabel() throws {
        let mask = try MadeMask.image { x, _ in [x < 15 ? 2 : x < 20 ? 0 : x == 20 ? 130 : 255] }
        #expect(reason(mask).contains("an area of the value 2 of 255"))
        #expect(MaskStructure(try values(mask, isLossy: true), ignoring: []) == .smoothed(255))
    }

    @Test func channelsThatAreEqual() throws {
        func area(_ image: Image) throws -> Int? { try MadeMask.area(of: values(image), in: [values(image)]) }
        #expect(try area(MadeMask.image(channels: 3) { x, _ in Array(repeating: x < 10 ? 255 : 0, count: 3) }) == 400)
        #expect(try area(MadeMask.image(channels: 4) { x, _ in (x < 10 ? [1, 1, 1] : [0, 0, 0]) + [255] }) == 400)
        #expect(try area(MadeMask.image(channels: 2) { x, _ in [x < 10 ? 255 : 0, 255] }) == 400)
    }

    @Test func colourAndTransparencyAreRefused() throws {
        let colour = try MadeMask.image(channels: 3) { x, y in x == 5 && y == 2 ? [255, 0, 1] : [0, 0, 0] }
        #expect(reason(colour).hasPrefix("is a colour mask (pixel 5, 2 is 255 0 1); save it in grey"))
        let transparent = try MadeMask.image(channels: 2) { x, _ in [255, x < 10 ? 255 : 0] }
        #expect(reason(transparent).contains("transparent pixels (pixel 10, 0)"))
        let rgba = try MadeMask.image(channels: 4) { x, _ in [0, 0, 0, Double(x)] }
        #expect(reason(rgba).contains("transparent pixels"))
        let notANumber = try MadeMask.image(component: .float32) { x, _ in [x == 3 ? .nan : 0] }
        #expect(reason(notANumber).contains("no numbers"))
    }
}
