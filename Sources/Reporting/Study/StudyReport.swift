import Foundation

/// Writes the `report.html` of a study.
public enum StudyReport {
    /// Writes the page aside and renames it.
    /// - Parameter file: `STUDY/report.html`, in a folder that is there.
    /// - Returns: what the report lacks, one line each.
    /// - Throws: `ReportError` where pictures do not belong together or the file cannot be written.
    @discardableResult
    public static func write(_ input: StudyReportInput, to file: URL) throws(ReportError) -> [ReportNote] {
        let wanted = input.selection.ids.union(input.differences.flatMap(\.images))
        let shown = wanted.filter { input.pictures[$0] != nil }
        let longest = PagePicture.longest(images: shown.count)
        let (pictures, size) = try PagePicture.fitting(longest: longest) { longest throws(ReportError) in
            var pictures: [ScoredImage.ID: PagePicture] = [:]
            for id in shown {
                guard let source = input.pictures[id] else { continue }
                do throws(OverlayError) {
                    pictures[id] = try PagePicture(
                        film: source.film, truth: source.truth, predictions: source.predictions, longest: longest)
                } catch { throw .overlay(image: id.image, error) }
            }
            return pictures
        }
        let page = try StudyPage(input, pictures: pictures, longest: size).html()
        try ReportFile.write([UInt8](page.utf8), to: file)
        return ReportNote.missingPictures(wanted.subtracting(shown))
    }
}
