import Datasets
import Foundation

/// Writes what an inspection found.
public enum InspectionReport {
    /// Writes `inspection.json` and `inspection.html`, each file aside and renamed.
    /// - Parameter folder: exists.
    /// - Throws: `ReportError`; `EncodingError` for a number that is not finite.
    public static func write(_ inspection: Inspection, to folder: URL, _ language: Language) throws {
        let page = try InspectionPage(inspection, language)
        try ReportFile.write([UInt8](try inspection.json().utf8), to: folder.appending(path: "inspection.json"))
        try ReportFile.write([UInt8](try page.html().utf8), to: folder.appending(path: "inspection.html"))
    }
}
