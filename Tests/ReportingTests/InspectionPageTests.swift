import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets
@testable import Reporting

/// The sheet of an inspection.
struct InspectionPageTests {
    private static func inspection(_ folder: URL) throws -> Inspection {
        let root = folder.appending(path: "a<b>&c")
        for part in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: part), withIntermediateDirectories: true)
        }
        for index in 0..<3 {
            let name = index == 0 ? "<script>alert(1)</script>\".png".replacing("/", with: "") : "x\(index).png"
            let grey = (0..<48 * 32).map { UInt8(($0 * (index + 3)) % 251) }
            try Codec.write(Image(grey: grey, width: 48, height: 32), to: root.appending(path: "images/\(name)"))
            let mask = grey.indices.map { index != 0 && (10..<20).contains($0 % 48) ? UInt8(255) : 0 }
            try Codec.write(Image(grey: mask, width: 48, height: 32), to: root.appending(path: "masks/\(name)"))
        }
        let inventory = try Inventory([root])
        return try Inspection(of: inventory, try MeasuredPairs(of: inventory.pairs))
    }

    @Test(arguments: Language.allCases) func namesAreEscapedAndNothingIsFetched(_ language: Language) throws {
        try withTemporaryFolder { folder in
            let html = try InspectionPage(Self.inspection(folder), language).html()
            #expect(!html.contains("<script>alert") && !html.contains("a<b>"))
            #expect(html.contains("&lt;script&gt;alert(1)&lt;script&gt;&quot;.png"))
            #expect(html.contains("lang=\"\(language.rawValue)\""))
            #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("src=\"/"))
            #expect(html.components(separatedBy: "data:image/jpeg;base64,").count == 4)
            #expect(html.contains("Content-Security-Policy"))
        }
    }

    @Test func findingsAreInTheLanguageOfThePage() throws {
        try withTemporaryFolder { folder in
            let inspection = try Self.inspection(folder)
            #expect(try InspectionPage(inspection, .english).html().contains("Masks without foreground"))
            let spanish = try InspectionPage(inspection, .spanish).html()
            #expect(spanish.contains("Máscaras sin primer plano") && !spanish.contains("Masks without"))
        }
    }

    @Test func everyKindAndDetailHasWordsInBothLanguages() {
        for kind in Finding.Kind.allCases {
            for text in [kind.titleText, kind.adviceText] {
                #expect(!text(.english).isEmpty && text(.english) != text(.spanish), "\(kind)")
            }
        }
        let sizes = Finding.Detail.sizes(
            mask: PixelSize(height: 2, width: 4), image: PixelSize(height: 4, width: 2))
        let details: [Finding.Detail] = [
            sizes, .share(0.123), .values([1, 2], hasMore: true), .shift(x: 0.08, y: -0.03), .fits(image: "b"),
            .equals("b"), .isLike("b", correlation: 0.995), .subsets(own: .train, other: "b", otherSubset: .test),
            .orientation(6), .spacing(nil),
        ]
        for detail in details { #expect(detail.text(.english) != detail.text(.spanish), "\(detail)") }
        for detail in details where detail != .values([1, 2], hasMore: true) {
            #expect(detail.text(.english) == detail.words, "\(detail)")
        }
    }

    /// Where there are too many images, those with findings come first.
    @Test func imagesWithFindingsAreShownFirst() throws {
        try withTemporaryFolder { folder in
            let page = try InspectionPage(Self.inspection(folder), .english, mostPictures: 1)
            #expect(page.pictures.count == 1 && page.pictures[0].name.contains("alert"))
            #expect(page.selection == "1 of 3 images are shown, those with findings first.")
        }
    }
}
