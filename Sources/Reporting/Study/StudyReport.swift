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
        let (pictures, size) = try PagePicture.all(of: input.pictures.filter { wanted.contains($0.key) })
        let page = try StudyPage(input, pictures: pictures, longest: size).html()
        try ReportFile.write([UInt8](page.utf8), to: file)
        return ReportNote.missingPictures(wanted.subtracting(pictures.keys))
    }
}
