import Datasets
import Foundation
import Imaging

/// Writes `report.html` and `figures/` of a run folder.
public enum Report {
    /// The most pixels a side of a picture in the page; `figures/` holds it in full.
    static let longestInPage = 400

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
        let (pictures, missing) = try overlays(of: input, into: figures)
        let page = Page(input, charts: drawn, pictures: pictures)
        try AtomicFile.write([UInt8](try page.html().utf8), to: run.appending(path: "report.html"))
        return faults + missing
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

    /// Writes the overlays of the best and worst images; returns them small, as PNG, for the page.
    private static func overlays(
        of input: ReportInput, into figures: URL
    ) throws(ReportError) -> ([ScoredImage.ID: PagePicture], [ReportNote]) {
        let extremes = input.extremes
        var (pictures, notes): ([ScoredImage.ID: PagePicture], [ReportNote]) = ([:], [])
        for (kind, images) in [("best", extremes.best), ("worst", extremes.worst)] {
            var names: Set<String> = []
            for (rank, image) in images.enumerated() {
                guard let source = input.pictures[image.id] else {
                    notes.append(
                        ReportNote(
                            "The report has no picture of \(image.id.image) (\(image.id.set))", isAboutPicture: true))
                    continue
                }
                let label = input.madeUpSets.contains(image.id.set) ? "made-up-" : ""
                let name = "\(kind)-\(rank + 1)-\(label)\(FileName.safe(image.id.image)).png"
                pictures[image.id] = try overlay(
                    source, of: image.id.image, input.classes, to: figures.appending(path: name))
                names.insert(name)
            }
            if !names.isEmpty { try removeOld(kind, but: names, in: figures) }
        }
        return (pictures, notes)
    }

    private static func overlay(
        _ source: ReportInput.Pictures, of image: String, _ classes: Classes, to file: URL
    ) throws(ReportError) -> PagePicture {
        let full: Image
        let small: Image
        do {
            if classes.count == 1 {
                full = try Overlay.agreement(film: source.film, truth: source.truth, prediction: source.prediction)
                small = try AreaAveraging.shrink(full, longest: longestInPage)
            } else {
                // The file stands alone and carries its legend; the page has one for all.
                let legend = ClassLegend(classes)
                let plain = try Overlay.classes(
                    film: source.film, prediction: source.prediction, truth: source.truth, legend: legend)
                full = try legend.drawn(below: plain, remarks: [ClassTexts.reading(.english)])
                small = try AreaAveraging.shrink(plain, longest: longestInPage)
            }
        } catch {
            throw .overlay(image: image, error)
        }
        do {
            try AtomicFile.write(try Codec.encodePNG(full), to: file)
            return PagePicture(
                png: try Codec.encodePNG(small), width: small.width, height: small.height,
                file: "figures/\(file.lastPathComponent)")
        } catch let error as ReportError {
            throw error
        } catch let error as ImageError {
            throw .picture(error)
        } catch {
            throw .unwritable(file: file.path, reason: "\(error)")
        }
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

/// An overlay as the page shows it.
struct PagePicture: Sendable {
    let png: [UInt8]
    /// Pixels.
    let width: Int, height: Int
    /// Where it lies in full, relative to the run folder.
    let file: String
}
