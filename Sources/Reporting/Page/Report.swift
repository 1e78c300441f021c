import Datasets
import Foundation
import Imaging

/// Writes `report.html` and `figures/` of a run folder.
public enum Report {
    /// Draws charts and overlays, and writes `RUN/figures/*` and then `RUN/report.html`, each file aside and renamed.
    ///
    /// Charts are drawn by a process, which is awaited: call this when all tensors are done with.
    /// - Parameters:
    ///   - run: the run folder; made where it is not there.
    ///   - gnuplot: nil writes the report without charts.
    /// - Returns: what the report lacks and what to do about it, one line each.
    /// - Throws: `ReportError` where files cannot be written or pictures do not belong together.
    @discardableResult
    public static func write(
        _ input: ReportInput, to run: URL, gnuplot: Gnuplot? = Gnuplot.find()
    ) async throws(ReportError) -> [ReportNote] {
        let figures = run.appending(path: "figures")
        try ReportFile.makeFolder(figures)
        let (drawn, faults) = try await Chart.draw(input.charts, into: figures, with: gnuplot)
        try overlays(of: input, into: figures)
        try sheets(of: input, into: figures)
        let (pictures, longest) = try pagePictures(of: input)
        let page = try Page(input, charts: drawn, pictures: pictures, longest: longest)
        try ReportFile.write([UInt8](try page.html().utf8), to: run.appending(path: "report.html"))
        let missing = input.selection.ids.filter { input.pictures[$0] == nil }
        return faults + ReportNote.missingPictures(missing)
    }

    /// What the page shows of the selected images, at a size at which all fit into it.
    private static func pagePictures(
        of input: ReportInput
    ) throws(ReportError) -> (pictures: [ScoredImage.ID: PagePicture], longest: Int) {
        let shown = input.selection.ids.filter { input.pictures[$0] != nil }
        return try PagePicture.fitting(longest: PagePicture.longest(images: shown.count)) {
            longest throws(ReportError) in
            var pictures: [ScoredImage.ID: PagePicture] = [:]
            for id in shown {
                guard var source = input.pictures[id] else { continue }
                do throws(OverlayError) {
                    if input.classes.count > 1 { source = try source.agreeing() }
                    pictures[id] = try PagePicture(
                        film: source.film, truth: source.truth, predictions: [source.prediction], longest: longest)
                } catch { throw .overlay(image: id.image, error) }
            }
            return pictures
        }
    }

    /// Writes the overlays of the best and worst images in full size.
    private static func overlays(of input: ReportInput, into figures: URL) throws(ReportError) {
        let extremes = input.extremes
        for (kind, images) in [("best", extremes.best), ("worst", extremes.worst)] {
            var names: Set<String> = []
            for (rank, image) in images.enumerated() {
                guard let source = input.pictures[image.id] else { continue }
                let label = input.madeUpSets.contains(image.id.set) ? "made-up-" : ""
                let stem = "\(kind)-\(rank + 1)-\(label)\(FileName.safe(image.id.image))"
                try overlay(source, of: image.id.image, input, to: figures.appending(path: "\(stem).png"))
                names.insert("\(stem).png")
                if input.classes.count == 1 {
                    names.formUnion(try otherWays(source, of: image.id.image, input, stem: stem, in: figures))
                }
            }
            if !names.isEmpty { try removeOld("\(kind)-[0-9]+-.+", but: names, in: figures) }
        }
    }

    private static func overlay(
        _ source: ReportInput.Pictures, of image: String, _ input: ReportInput, to file: URL
    ) throws(ReportError) {
        try write(file, of: image) { () throws(OverlayError) in
            if input.classes.count == 1 {
                return try Overlay.agreement(
                    film: source.film, truth: source.truth, prediction: source.prediction,
                    palette: input.palette.palette)
            }
            // The file stands alone and carries its legend.
            let legend = ClassLegend(input.classes)
            let plain = try Overlay.classes(
                film: source.film, prediction: source.prediction, truth: source.truth, legend: legend)
            return try legend.drawn(below: plain, remarks: [ClassTexts.reading(input.language)])
        }
    }

    /// The film with the outline, and the mask alone, beside the agreement.
    private static func otherWays(
        _ source: ReportInput.Pictures, of image: String, _ input: ReportInput, stem: String, in figures: URL
    ) throws(ReportError) -> [String] {
        var names: [String] = []
        for style in [OverlayStyle.outline, .mask] {
            let name = "\(stem)-\(style.rawValue).png"
            try write(figures.appending(path: name), of: image) { () throws(OverlayError) in
                try Overlay.picture(
                    style, film: source.film, truth: source.truth, prediction: source.prediction,
                    palette: input.palette.palette)
            }
            names.append(name)
        }
        return names
    }

    /// Removes pictures of an earlier report: other images may be best now, and fewer may be shown.
    /// - Parameter stems: what their names without ".png" match, a regular expression.
    static func removeOld(_ stems: String, but kept: Set<String>, in figures: URL) throws(ReportError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: figures.path)
            where name.range(of: "^(\(stems))\\.png$", options: .regularExpression) != nil && !kept.contains(name) {
                try FileManager.default.removeItem(at: figures.appending(path: name))
            }
        } catch {
            throw .unwritable(file: figures.path, reason: error.localizedDescription)
        }
    }
}
