import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// Findings that need a set of their own, and how findings are said.
struct FindingTests {
    @Test func sizesThatGoTogetherAreRecognised() {
        func relation(_ mask: (Int, Int), _ image: (Int, Int)) -> SizeRelation {
            SizeRelation(
                mask: PixelSize(height: mask.1, width: mask.0), image: PixelSize(height: image.1, width: image.0))
        }
        #expect(relation((100, 200), (200, 100)) == .transposed)
        #expect(relation((256, 256), (512, 512)) == .scaled(2))
        #expect(relation((256, 171), (1024, 683)).words.hasPrefix("resized by 0.25"))
        #expect(relation((100, 100), (200, 150)) == .unrelated)
        let detail = Finding.Detail.sizes(
            mask: PixelSize(height: 100, width: 200), image: PixelSize(height: 200, width: 100))
        #expect(detail.words == "mask 200 x 100, image 100 x 200, transposed")
    }

    @Test func aFindingNamesEveryFile() {
        let items = (0..<40).map { Finding.Item("films/masks/\($0).png") }
        let finding = Finding(.emptyMask, .note, set: "films", items)
        #expect(finding.lines.count == 41)
        #expect(finding.lines[0].hasPrefix("note: Masks without foreground in films (40). "))
        #expect(finding.lines[40] == "  films/masks/39.png")
    }

    /// Number types and spacings of most images are the rule, the others are named.
    @Test func mixedSpacingsAreFound() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 5, size: 48)
            let pairs = try Inventory([set.root]).pairs.enumerated().map { place, pair in
                var pair = pair
                pair.spacing = place == 3 ? [0.3, 0.3] : place == 4 ? nil : [0.15, 0.15]
                return pair
            }
            let findings = try Inspection(of: try Inventory([set.root]), try MeasuredPairs(of: pairs)).findings
            #expect(findings.map(\.kind) == [.mixedSpacing] && findings.map(\.severity) == [.warning])
            #expect(findings[0].items.map(\.detail) == [.spacing([0.3, 0.3]), .spacing(nil)])
        }
    }

    @Test func withoutAnyForegroundTrainingFails() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 4, size: 48)
            for index in 0..<4 { try set.change(set.mask(index)) { _, _, _ in 0 } }
            let inspection = try set.inspection()
            #expect(inspection.found[.noForeground]?.count == 4)
            #expect(inspection.findings.first?.severity == .error)
        }
    }

    @Test func masksThatAreAllForegroundAtTheBordersAreSaidOnce() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 6, size: 64)
            for index in 0..<6 { try set.change(set.mask(index)) { value, _, _ in 255 - value } }
            let inspection = try set.inspection()
            #expect(inspection.found[.foregroundOnBorders]?.count == 6)
            #expect(inspection.found[.invertedMask] == nil && inspection.isTrainable)
        }
    }

    @Test func strictMakesMissingPartnersErrors() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 5, size: 48)
            try FileManager.default.removeItem(at: set.mask(2))
            #expect(try set.inspection().isTrainable)
            #expect(try !set.inspection { $0.isStrict = true }.isTrainable)
        }
    }

    @Test func resizedMasksAreWarnings() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 5, size: 64)
            let mask = try set.grey(set.mask(1))
            try set.write(
                (0..<32 * 32).map { mask[$0 / 32 * 128 + $0 % 32 * 2] }, to: set.mask(1), width: 32, height: 32)
            #expect(try set.inspection().findings.map(\.severity) == [.error])
            let resized = try set.inspection(truth: TruthOptions(resizesMasks: true))
            #expect(resized.findings.map(\.severity) == [.warning])
            #expect(resized.measured.readings.sets["films"]?.resized == 1)
            #expect(resized.measured.readings.lines.contains { $0.contains("1 mask was resized to its image") })
        }
    }

    @Test func theJSONKeepsItsKeys() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 5, size: 48)
            try set.change(set.mask(1)) { _, _, _ in 0 }
            let json = try set.inspection().json()
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            #expect(object.keys.sorted() == ["findings", "format", "images", "sets", "trainable"])
            let first = try #require((object["sets"] as? [[String: Any]])?.first)
            let keys = [
                "channels", "depths", "empty_masks", "foreground", "groups", "has_more_mask_values", "images",
                "images_without_mask", "layout", "mask_reading", "mask_values", "masks_without_image", "mean", "name",
                "sizes", "spacings", "standard_deviation",
            ]
            #expect(first.keys.sorted() == keys)
            let finding = try #require((object["findings"] as? [[String: Any]])?.first)
            #expect(finding.keys.sorted() == ["files", "kind", "set", "severity", "text"])
            #expect(finding["kind"] as? String == "empty_mask")
            let file = try #require((finding["files"] as? [[String: Any]])?.first)
            #expect(file["file"] as? String == "films/masks/phantom-0002.png")
        }
    }
}
