import Datasets
import Foundation
import Imaging

/// The sheet of an inspection as `inspection.mustache` names it.
struct InspectionPage {
    struct FindingBlock {
        let severity: String, title: String, advice: String
        /// "FILE: what is the matter with it".
        let items: [String]
    }

    let frame: PageFrame
    let texts: TextTable.Sections
    let title: String, lead: String
    let findings: [FindingBlock]
    let setNames: [String]
    let rows: [SetRows.Row]
    let pictures: [InspectionPicture]
    /// Said where not every image has a picture; empty where each has.
    let selection: String
    /// Nothing opens large.
    let dialog: DialogSection? = nil

    /// The most pictures of a page: some 10 kB each.
    static let mostPictures = 1000

    /// - Throws: `ReportError.template`, `.overlay` where a picture cannot be made.
    init(_ inspection: Inspection, _ language: Language, mostPictures: Int = mostPictures) throws(ReportError) {
        frame = try PageFrame(language, isInteractive: false)
        texts = TextTable.html(language)
        title = inspection.sets.map(\.name).joined(separator: ", ")
        lead = Self.lead(inspection, language)
        findings = inspection.findings.map { finding in
            let place = finding.set.map { " (\($0))" } ?? ""
            return FindingBlock(
                severity: finding.severity.text(language), title: finding.kind.titleText(language) + place,
                advice: finding.kind.adviceText(language),
                items: finding.items.map { item in
                    item.detail.map { "\(item.file): \($0.text(language))" } ?? item.file
                })
        }
        setNames = inspection.sets.map(\.name)
        rows = SetRows(inspection.sets, inspection.measured.readings, language).rows
        (pictures, selection) = try Self.pictures(inspection, language, most: mostPictures)
    }

    /// The page, complete.
    /// - Throws: `ReportError.template`.
    func html() throws(ReportError) -> String { try PageTemplate.inspection.render(self) }

    private static func lead(_ inspection: Inspection, _ language: Language) -> String {
        let images = inspection.sets.reduce(0) { $0 + $1.images }
        let counts = Finding.Severity.allCases.map { severity in
            inspection.findings.count { $0.severity == severity }
        }
        return Phrase(
            "\(Words.count(images, "image", "images")) with masks: \(Words.count(counts[0], "error", "errors")), "
                + "\(Words.count(counts[1], "warning", "warnings")), \(Words.count(counts[2], "note", "notes")).",
            es: "\(Words.count(images, "imagen", "imágenes")) con máscara: "
                + "\(Words.count(counts[0], "error", "errores")), "
                + "\(Words.count(counts[1], "advertencia", "advertencias")), "
                + "\(Words.count(counts[2], "nota", "notas")).")(language)
    }

    /// All images, or where there are too many those with findings first.
    private static func pictures(
        _ inspection: Inspection, _ language: Language, most: Int
    ) throws(ReportError) -> ([InspectionPicture], String) {
        var remarks: [String: [String]] = [:]
        for finding in inspection.findings {
            for item in finding.items {
                remarks[item.file, default: []].append(finding.kind.titleText(language))
            }
        }
        let shown = inspection.measured.pairs.filter { $0.image != nil && $0.mask != nil }.map { pair in
            (pair: pair, remarks: inspection.files(of: pair).flatMap { remarks[$0] ?? [] }.unique)
        }
        let chosen = shown.filter { !$0.remarks.isEmpty } + shown.filter { $0.remarks.isEmpty }
        var pictures: [InspectionPicture] = []
        for (index, item) in (shown.count > most ? Array(chosen.prefix(most)) : shown).enumerated() {
            if let picture = try InspectionPicture(item.pair, index: index, remarks: item.remarks) {
                pictures.append(picture)
            }
        }
        let selection = Phrase(
            "\(most) of \(shown.count) images are shown, those with findings first.",
            es: "Se muestran \(most) de \(shown.count) imágenes, primero las que tienen hallazgos.")(language)
        return (pictures, shown.count > most ? selection : "")
    }
}
