import Foundation
import Mustache

/// The report as the template sees it: every value is text, ready but for escaping. Names here are names there.
struct Page {
    struct Headline {
        let value: String, label: String
    }

    struct SetFigures {
        let set: String, isMadeUp: Bool, count: String, mean: String, median: String, lowest: String, iou: String
    }

    struct ChartBlock {
        let svg: String, caption: String
    }

    struct PictureBlock {
        let dice: String, set: String, isMadeUp: Bool
        /// The image's path, cut after each '/': a line may break there.
        let pathParts: [String]
        /// HTML: the small picture that opens large.
        let picture: String?
    }

    /// A panel of the large view: a model.
    struct Arm {
        let place: Int, name: String
    }

    struct PictureRow {
        let heading: String
        let items: [PictureBlock]
    }

    struct DataRow {
        let set: String, isMadeUp: Bool
        let counts: [String]
    }

    struct SettingGroup {
        let name: String
        let items: [Setting]
    }

    let language: Language
    let title: String
    let lead: String
    let chosen: String?
    let hasResults: Bool
    let headlines: [Headline]
    /// How many masks are empty, and of how many the means are; nil where none is empty.
    let emptyRemark: String?
    let classes: ClassBlock?
    let setFigures: [SetFigures]
    let hasSetFigures: Bool
    let curves: [ChartBlock]
    let histogram: ChartBlock?
    let curveRemarks: [String]
    let hasPictures: Bool
    let pictureRows: [PictureRow]
    let pictureRemark: String?
    let madeUpRemark: String?
    let images: ImageSection
    /// HTML: where the table's figures come from.
    let tableNote: String
    let symbols: String
    let hasSymbols: Bool
    let arms = [Arm(place: 0, name: "")]
    let dataRows: [DataRow]
    /// Masks without foreground by subset; nil where there are none.
    let emptyMasks: String?
    let hasLeftOut: Bool
    let leftOut: [ReportInput.LeftOut]
    let leftOutWords: String
    let settingGroups: [SettingGroup]
    let history: PageTable
    let metricSizeWords: String
    let hasVersions: Bool
    let versions: [ReportInput.Version]
    let style = PageStyle.css
    let script = PageScript.javaScript

    /// The page, complete.
    /// - Throws: `ReportError.template`.
    func html() throws(ReportError) -> String {
        try Self.render(PageTemplate(language: language).run, self)
    }

    /// Fills a template with a value whose properties have the template's names.
    /// - Throws: `ReportError.template`.
    static func render(_ template: String, _ value: Any) throws(ReportError) -> String {
        _ = PageText.register
        do {
            return try MustacheTemplate(string: template).render(value)
        } catch {
            throw .template("\(error)")
        }
    }
}
