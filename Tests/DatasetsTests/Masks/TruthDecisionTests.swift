import Foundation
import Imaging
import Testing

@testable import Datasets

@Suite struct TruthDecisionTests {
    private func stripes(_ values: Double..., component: Image.Component = .uint8) throws -> MaskValues {
        try MadeMask.stripes(values, component: component)
    }

    @Test(arguments: [1, 7, 100, 255]) func twoValues(foreground: Double) throws {
        let mask = try stripes(0, foreground)
        #expect(MadeMask.said([mask, try stripes(0)]) == "foreground: \(foreground.asValue); by the values of 2 masks")
        #expect(MadeMask.area(of: mask, in: [mask]) == 200)
    }

    @Test(arguments: Image.Component.allCases) func wholeNumbersOfAnyType(component: Image.Component) throws {
        let mask = try stripes(0, 1, component: component)
        #expect(MadeMask.said([mask]) == "foreground: 1; by the values of 1 mask")
        #expect(MadeMask.area(of: mask, in: [mask]) == 200)
    }

    @Test func emptyAndFull() throws {
        let (empty, full) = (try stripes(0), try stripes(65535, component: .uint16))
        #expect(MadeMask.said([empty]) == "foreground: every value but 0; every pixel is 0; by the values of 1 mask")
        #expect(MadeMask.area(of: empty, in: [empty]) == 0 && MadeMask.area(of: full, in: [full]) == 100)
    }

    @Test func ignored255() throws {
        let masks = [try stripes(0, 1, 255), try stripes(0, 1), try stripes(0, 255), try stripes(0)]
        #expect(MadeMask.said(masks) == "foreground: 1; 255 is ignored; by the values of 4 masks")
        let reading = try #require(MadeMask.decision(masks).reading)
        let mask = Mask(masks[0], reading)
        #expect(mask.area == 300 && mask.ignored?.count { $0 == 1 } == 300)
        #expect(Truth.mask(mask).values.count { $0 == 255 } == 300)
        #expect(Mask(masks[1], reading).ignored == nil)
        // 255 alone in a file of the set is ignored too: it is no foreground.
        #expect(Mask(masks[2], reading).area == 0)
    }

    @Test func oneAnd255CanMeanThreeThings() throws {
        let ways = ["--foreground 1 --ignore 255", "--foreground 255 --ignore none", "--foreground nonzero"]
        func isRefused(_ masks: [MaskValues], _ found: String) {
            let said = MadeMask.said(masks)
            #expect(said.contains(found) && ways.allSatisfy(said.contains), "\(said)")
        }
        isRefused([try stripes(0, 1), try stripes(0, 255)], "hold 1 in some files and 255 in others, never both")
        isRefused([try stripes(1, 255)], "hold 1 and 255, and no 0")
        let stray = try MaskValues(MadeMask.image { x, y in [x == 0 && y < 3 ? 1 : x < 30 ? 0 : 255] })
        isRefused([stray], "hold 0 and 255, and 1 in 3 pixels")
        func area(_ foreground: ForegroundChoice, _ ignore: IgnoreChoice) -> Int? {
            MadeMask.area(of: stray, in: [stray], TruthOptions(foreground: foreground, ignore: ignore))
        }
        #expect(area(.values([1]), .value(255)) == 3 && area(.values([255]), .none) == 400)
        #expect(area(.nonzero, .auto) == 403)
    }

    @Test func labelsThatBeginAtOne() throws {
        let masks = [try stripes(1, 2), try stripes(1)]
        #expect(
            MadeMask.said(masks) == "foreground: 2; 1 is background (labels begin at 1); by the values of 2 masks")
        #expect(MadeMask.area(of: masks[1], in: masks) == 0)
        #expect(MadeMask.said([try stripes(1, 2, 255)]).hasPrefix("foreground: 2; 255 is ignored; 1 is background"))
    }

    @Test func numberedObjectsAndLabelsAreRefusedWithTheirFlags() throws {
        let objects = [try stripes(0, 1, 0, 2, 0, 3), try stripes(0, 1)]
        let said = MadeMask.said(objects)
        #expect(said.hasPrefix("the masks of set look like numbered objects, up to 3 in a file"), "\(said)")
        #expect(said.contains("--foreground nonzero") && said.contains("--classes 4"))
        #expect(MadeMask.area(of: objects[0], in: objects, TruthOptions(foreground: .nonzero)) == 3 * 600)
        #expect(MadeMask.area(of: objects[0], in: objects, TruthOptions(foreground: .values([1, 3]))) == 2 * 600)
        // Labels beside an "ignore" of 255, as PASCAL VOC has them.
        let labels = MadeMask.said([try MaskValues(MadeMask.image { x, y in [x < 30 ? Double(y / 3 % 3) : 255] })])
        #expect(labels.contains("--classes 3") && labels.contains("--foreground half"), "\(labels)")
        let different = MadeMask.said([try stripes(0, 1), try stripes(0, 2)])
        #expect(different.contains("hold one value above 0 each, and not the same (1, 2)"), "\(different)")
        #expect(MadeMask.said([try stripes(-1, 0, 1, component: .int8)]).contains("hold negative values (-1, 0, 1)"))
    }

    /// Labelling programs write the numbers of objects in 32 bits.
    @Test func numbersOf32Bits() throws {
        let mask = try stripes(0, 1, 2, component: .int32)
        #expect(
            MadeMask.said([mask, try stripes(0, 1, component: .int32)]) == "foreground: every value but 0; objects "
                + "numbered in 32 bits, each value one area; by the values of 2 masks")
        // Pixels that share a corner alone belong together.
        let corner = try MaskValues(
            MadeMask.image(component: .int32) { x, y in [x < 10 && y < 10 || x == 10 && y == 10 ? 2 : x > 30 ? 1 : 0] })
        #expect(MadeMask.said([corner]).contains("objects numbered in 32 bits"))
        let labels = try MaskValues(MadeMask.image(component: .int32) { x, y in [Double(x / 5 % 3 + y / 20)] })
        #expect(MadeMask.said([labels]).contains("--foreground nonzero"))
    }

    @Test func oneScaleForASet() throws {
        let smooth = try MaskValues(MadeMask.image { x, _ in [[0, 80, 200, 255][min(max(x - 10, 0), 3)]] })
        let deep = try stripes(0, 65535, component: .uint16)
        #expect(
            MadeMask.said([smooth, try stripes(0, 255), try stripes(0)]).hasPrefix("foreground: at least half of 255"))
        #expect(
            MadeMask.said([smooth, deep]).hasPrefix(
                "0.png: is a mask with smoothed edges up to 255 in a set whose masks reach 65535"))
        #expect(
            MadeMask.said([smooth, try stripes(0, 1)]).hasPrefix(
                "1.png: is a mask with 0 and 1 alone in a set whose masks reach 255"))
    }

    @Test func oneBadMaskAmongManyIsNamed() throws {
        let smooth = try MaskValues(MadeMask.image { x, _ in [[0, 80, 200, 255][min(max(x - 10, 0), 3)]] })
        let trimap = try MaskValues(MadeMask.image { x, _ in [x < 10 ? 0 : x < 16 ? 127 : 255] })
        let decision = MadeMask.decision([smooth, trimap, try stripes(0, 255)])
        #expect(decision.bad.map(\.file) == ["1.png"] && decision.refusal == nil)
        let half = MadeMask.decision([smooth, trimap], TruthOptions(foreground: .half))
        #expect(half.bad.isEmpty && half.reading?.rule == .half(255))
    }

    @Test func paletteThatShowsZeroLight() throws {
        let image = try MadeMask.image { x, _ in [x < 10 ? 1 : 0] }
        func mask(_ greys: UInt8...) throws -> MaskValues {
            try MaskValues(image, palette: greys.map { .init(red: $0, green: $0, blue: $0) })
        }
        let dark = try mask(255, 0)
        #expect(MadeMask.said([try mask(0, 255)]) == "foreground: 1; by the values of 1 mask")
        let said = MadeMask.said([dark])
        #expect(said.contains("--foreground 1") && said.contains("--foreground 0"), "\(said)")
        #expect(MadeMask.area(of: dark, in: [dark], TruthOptions(foreground: .values([0]))) == 1200)
        #expect(MadeMask.area(of: dark, in: [dark], TruthOptions(foreground: .values([1]))) == 400)
    }

    @Test func storedValuesGoBeforeATag() throws {
        let mask = try MaskValues(MadeMask.image { x, _ in [x < 10 ? 1 : 0] }, hasWhiteZero: true)
        #expect(
            MadeMask.said([mask]) == "foreground: 1; stored values count, although 1 file says that 0 is white; by the "
                + "values of 1 mask")
    }

    @Test func flagsDecide() throws {
        let mask = try stripes(0, 1, 2, 9)
        func said(_ options: TruthOptions) -> String { MadeMask.said([mask], options) }
        #expect(said(TruthOptions(foreground: .values([1, 2]))) == "foreground: 1, 2; by --foreground")
        #expect(
            said(TruthOptions(foreground: .nonzero, ignore: .value(9), isInverted: true))
                == "foreground: every value but 0; 9 is ignored; foreground and background exchanged; by --foreground "
                + "and --ignore and --invert-mask")
        let options = TruthOptions(foreground: .nonzero, ignore: .value(9), isInverted: true)
        let inverted = Mask(mask, try #require(MadeMask.decision([mask], options).reading))
        #expect(inverted.area == 400 && inverted.ignored?.count { $0 == 1 } == 400)
        #expect(said(TruthOptions(foreground: .values([3]))).contains("hold 0, 1, 2, 9, and none of --foreground 3"))
        // With 9 ignored, two values are left.
        let two = try stripes(0, 255, 9)
        #expect(
            MadeMask.said([two], TruthOptions(ignore: .value(9)))
                == "foreground: 255; 9 is ignored; by the values of 1 mask and --ignore")
    }

    @Test func indicesInJPEGAreRefusedByFormat() throws {
        let image = try MadeMask.image { x, _ in [Double(x / 10)] }
        let lossy = try MaskValues(image, isLossy: true)
        for options in [TruthOptions(), TruthOptions(foreground: .nonzero), TruthOptions(foreground: .values([1]))] {
            #expect(MadeMask.said([lossy], options).hasPrefix("0.png: is a JPEG, whose compression changes values"))
        }
        let classes = try Classes(count: 4)
        #expect(
            MadeMask.said([lossy], classes: classes).hasPrefix("0.png: is a JPEG, whose compression changes values"))
        let blackAndWhite = try MaskValues(MadeMask.image { x, _ in [x < 20 ? 3 : x < 21 ? 120 : 255] }, isLossy: true)
        #expect(MadeMask.said([blackAndWhite]).hasPrefix("foreground: at least half of 255"))
    }

    @Test func classes() throws {
        let three = try Classes(count: 3)
        func said(_ masks: [MaskValues], _ options: TruthOptions = TruthOptions()) -> String {
            MadeMask.said(masks, options, classes: three)
        }
        #expect(
            said([try stripes(0, 1, 2, 255)]) == "classes: stored as 0, 1, ...; 255 is ignored; by the values of 1 mask"
        )
        #expect(
            said([try stripes(1, 2), try stripes(3, 255)])
                == "classes: stored as 1, 2, ... (labels begin at 1); 255 is ignored; by the values of 2 masks")
        #expect(said([try stripes(1, 2)]).hasPrefix("classes: stored as 0"))
        #expect(said([try stripes(0, 1, 3)]).hasPrefix("0.png: has the value 3 (pixel 20, 0), which is none of the 3"))
        #expect(said([try stripes(0, 1, 9)], TruthOptions(ignore: .value(9))).contains("9 is ignored"))
        #expect(said([try stripes(0, 1, 255)], TruthOptions(ignore: .none)).hasPrefix("0.png: has the value 255"))
        #expect(said([try stripes(0, 1.5, component: .float32)]).contains("has the value 1.5"))
        let shifted = try #require(MadeMask.decision([try stripes(1, 3)], classes: three).reading)
        let labels = try LabelMask(try stripes(1, 2, 3, 255), shifted, three).labels
        #expect(Set(labels) == [0, 1, 2, 255] && labels[0] == 0)
        #expect(throws: DatasetError.self) { try TruthOptions(foreground: .nonzero).check(three) }
        #expect(throws: DatasetError.self) { try TruthOptions(isInverted: true).check(three) }
    }

    @Test func partsAreJoined() {
        let left = Mask(width: 4, height: 1, soft: [255, 0, 0, 0], ignored: [0, 0, 1, 1])
        let right = Mask(width: 4, height: 1, soft: [0, 255, 255, 0])
        let both = left.joined(with: right)
        #expect(both.soft == [255, 255, 255, 0] && both.ignored == [0, 0, 0, 1])
        #expect(Truth.mask(both).counting([1, 1, 1, 1]) == [1, 1, 1, 0])
    }

    @Test func readingsAndChoicesAreWrittenAndReadAgain() throws {
        let rules: [TruthReading.Rule] = [.values([1, 2]), .nonzero, .half(255), .indices(first: 1), .colours]
        for rule in rules {
            let reading = TruthReading(rule, ignored: [255], isInverted: true, basis: "b", note: "n")
            let copy = try JSONDecoder().decode(TruthReading.self, from: JSONEncoder().encode(reading))
            #expect(copy == reading)
        }
        for text in ["auto", "half", "nonzero", "1", "1,2", "0.5"] {
            #expect(ForegroundChoice(text)?.description == text)
        }
        #expect(["", "x", "1,", "nan"].allSatisfy { ForegroundChoice($0) == nil })
        for text in ["auto", "none", "255", "0"] { #expect(IgnoreChoice(text)?.description == text) }
        #expect(["", "x", "1,2", "inf"].allSatisfy { IgnoreChoice($0) == nil })
        #expect(
            try JSONDecoder().decode([ForegroundChoice].self, from: Data("[1, [1, 2], \"half\"]".utf8)) == [
                .values([1]), .values([1, 2]), .half,
            ])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([ForegroundChoice].self, from: Data("[\"some\"]".utf8))
        }
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([IgnoreChoice].self, from: Data("[\"some\"]".utf8))
        }
    }
}
