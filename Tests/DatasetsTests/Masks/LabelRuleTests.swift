import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

@Suite struct LabelRuleTests {
    /// 4 x 2 pixels; the samples row by row.
    private func image(_ samples: [UInt8], channels: Int = 1) throws -> Image {
        try Image(width: 4, height: 2, channels: channels, bytes: samples)
    }

    private func reason(_ image: Image, _ classes: Classes) -> String {
        do throws(MaskFault) {
            _ = try LabelRule(image, classes)
            return ""
        } catch { return error.reason }
    }

    private func labels(_ image: Image, _ classes: Classes) throws -> [UInt8] {
        try LabelMask(MaskValues(image, classes), TruthReading(.indices(first: 0), ignored: [255]), classes).labels
    }

    @Test func indicesAreTakenAsTheyAre() throws {
        let three = try Classes(count: 3)
        let labels: [UInt8] = [0, 1, 2, 255, 2, 1, 0, 0]
        #expect(try self.labels(image(labels), three) == labels)
        #expect(try self.labels(image(labels.flatMap { [$0, $0, $0] }, channels: 3), three) == labels)
        #expect(try self.labels(image(labels.flatMap { [$0, 255] }, channels: 2), three) == labels)
        #expect(try self.labels(Image(grey16: labels.map(UInt16.init), width: 4, height: 2), three) == labels)
    }

    @Test func whatIsNoIndexIsRefused() throws {
        let three = try Classes(count: 3)
        func reason(_ image: Image) -> String {
            do {
                let mask = try MaskValues(image, three)
                let evidence = MaskEvidence("mask.png", mask, looks: false)
                let decision = TruthDecision([evidence], set: "set", classes: three, options: TruthOptions())
                return decision.bad.first?.reason ?? ""
            } catch {
                return error.reason
            }
        }
        #expect(
            reason(try image([0, 1, 2, 0, 0, 0, 3, 0])).hasPrefix(
                "has the value 3 (pixel 2, 1), which is none of the 3 classes: these are 0 to 2, and 255"))
        let colour = try image([1, 1, 1] + Array(repeating: 0, count: 18) + [1, 2, 1], channels: 3)
        #expect(reason(colour).hasPrefix("is a colour mask (pixel 3, 1 is 1 2 1); say which colour"))
        let transparent = try image([0, 255, 0, 254] + Array(repeating: 255, count: 12), channels: 2)
        #expect(reason(transparent).contains("transparent pixels (pixel 1, 0)"))
        let deep = try Image(grey16: [0, 1, 2, 65535, 0, 0, 0, 0], width: 4, height: 2)
        #expect(reason(deep).contains("the value 65535 (pixel 3, 0)"))
    }

    @Test func coloursAreReadByTheTable() throws {
        let classes = try Classes(
            count: 3, names: ["none", "left", "right"],
            colours: [MaskColour(0, 0, 0), MaskColour(255, 0, 0), MaskColour(9, 9, 9)],
            ignoredColour: MaskColour(255, 255, 255))
        let colours: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [9, 9, 9], [255, 255, 255]]
        let places = [0, 1, 1, 2, 3, 3, 0, 2]
        let labels: [UInt8] = [0, 1, 1, 2, 255, 255, 0, 2]
        #expect(try LabelRule(image(places.flatMap { colours[$0] }, channels: 3), classes).mask.labels == labels)
        let opaque = try image(places.flatMap { colours[$0] + [255] }, channels: 4)
        #expect(try LabelRule(opaque, classes).mask.labels == labels)
        #expect(try LabelRule(image([0, 9, 255, 0, 0, 0, 0, 9]), classes).mask.labels == [0, 2, 255, 0, 0, 0, 0, 2])
        let unknown = try image(places.flatMap { $0 == 2 ? [9, 9, 8] : colours[$0] }, channels: 3)
        #expect(
            reason(unknown, classes).hasPrefix(
                "has the colour #090908 (pixel 3, 0), which is no class's; there are #000000 none, #ff0000 left, "
                    + "#090909 right. Add it"))
        let deep = try Image(grey16: [UInt16](repeating: 0, count: 8), width: 4, height: 2)
        #expect(reason(deep, classes).contains("16 bits"))
    }

    @Test func aMaskInSeveralFilesIsJoinedUnlessTheyOverlap() throws {
        let left = LabelMask(width: 4, height: 1, labels: [0, 1, 0, 255])
        #expect(try left.joined(with: LabelMask(width: 4, height: 1, labels: [2, 1, 0, 0])).labels == [2, 1, 0, 255])
        #expect { try left.joined(with: LabelMask(width: 4, height: 1, labels: [0, 2, 0, 0])) } throws: {
            ($0 as? MaskFault)?.reason.hasPrefix("gives pixel 1, 0 the class 2, another part of the mask 1") == true
        }
    }

    /// By hand: the label at each new pixel's centre, and no label that was not there.
    @Test func anotherSizeTakesTheLabelAtTheCentre() {
        let mask = LabelMask(width: 4, height: 2, labels: [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(mask.resized(to: PixelSize(height: 1, width: 2)).labels == [5, 7])
        #expect(
            mask.resized(to: PixelSize(height: 2, width: 8)).labels == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7])
        #expect(mask.resized(to: PixelSize(height: 2, width: 3)).labels == [0, 2, 3, 4, 6, 7])
        #expect(mask.resized(to: PixelSize(height: 2, width: 4)) == mask)
    }
}
