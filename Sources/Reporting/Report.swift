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
        try AtomicFile.makeFolder(figures)
        let (drawn, faults) = try await charts(of: input, into: figures, gnuplot: gnuplot)
        try overlays(of: input, into: figures)
        let (pictures, longest) = try pagePictures(of: input)
        let page = Page(input, charts: drawn, pictures: pictures, longest: longest)
        try AtomicFile.write([UInt8](try page.html().utf8), to: run.appending(path: "report.html"))
        let missing = input.selection.ids.filter { input.pictures[$0] == nil }
        return faults + ReportNote.missingPictures(missing)
    }

    /// Draws the charts: their SVG by name.
    private static func charts(
        of input: ReportInput, into figures: URL, gnuplot: Gnuplot?
    ) async throws(ReportError) -> ([String: String], [ReportNote]) {
        guard let gnuplot else { return ([:], [Gnuplot.missing]) }
        var (drawn, notes): ([String: String], [ReportNote]) = ([:], [])
        for chart in input.charts {
            let files: Chart.Files
            do {
                files = try await chart.render(with: gnuplot)
            } catch {
                notes.append(ReportNote("The chart \(chart.name) is missing: \(error)"))
                continue
            }
            try AtomicFile.write([UInt8](files.svg.utf8), to: figures.appending(path: "\(chart.name).svg"))
            try AtomicFile.write(files.png, to: figures.appending(path: "\(chart.name).png"))
            drawn[chart.name] = files.svg
        }
        return (drawn, notes)
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
                let name = "\(kind)-\(rank + 1)-\(label)\(FileName.safe(image.id.image)).png"
                try overlay(source, of: image.id.image, input, to: figures.appending(path: name))
                names.insert(name)
            }
            if !names.isEmpty { try removeOld(kind, but: names, in: figures) }
        }
    }

    private static func overlay(
        _ source: ReportInput.Pictures, of image: String, _ input: ReportInput, to file: URL
    ) throws(ReportError) {
        let picture: Image
        do {
            if input.classes.count == 1 {
                picture = try Overlay.agreement(
                    film: source.film, truth: source.truth, prediction: source.prediction)
            } else {
                // The file stands alone and carries its legend.
                let legend = ClassLegend(input.classes)
                let plain = try Overlay.classes(
                    film: source.film, prediction: source.prediction, truth: source.truth, legend: legend)
                picture = try legend.drawn(below: plain, remarks: [ClassTexts.reading(input.language)])
            }
        } catch {
            throw .overlay(image: image, error)
        }
        let bytes: [UInt8]
        do {
            bytes = try Codec.encodePNG(picture)
        } catch {
            throw .picture(error)
        }
        try AtomicFile.write(bytes, to: file)
    }

    /// Removes the overlays of an earlier report: other images may be best now.
    private static func removeOld(_ kind: String, but kept: Set<String>, in figures: URL) throws(ReportError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: figures.path)
            where name.wholeMatch(of: /(best|worst)-[0-9]+-.+\.png/)?.1 == kind[...] && !kept.contains(name) {
                try FileManager.default.removeItem(at: figures.appending(path: name))
            }
        } catch {
            throw .unwritable(file: figures.path, reason: error.localizedDescription)
        }
    }
}
