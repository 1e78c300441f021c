import Datasets
import Files
import Foundation
import Imaging
import Overlays

/// Writes `report.html` and `figures/` of a run folder.
public enum Report {
    /// Draws charts and overlays, and writes `RUN/figures/*` and then `RUN/report.html`, each file aside and renamed.
    ///
    /// Charts are drawn by a process, which is awaited: call this when all tensors are done with.
    /// - Parameters:
    ///   - run: the run folder; made where it is not there.
    ///   - gnuplot: nil writes the report without charts and without sheets of pictures.
    ///   - fonts: the characters of this machine's fonts; nil asks fontconfig.
    /// - Returns: what the report lacks and what to do about it, one line each.
    /// - Throws: `ReportError` where files cannot be written or pictures do not belong together.
    @discardableResult
    public static func write(
        _ input: ReportInput, to run: URL, gnuplot: Gnuplot? = Gnuplot.find(), fonts: FontCoverage? = nil
    ) async throws(ReportError) -> [ReportNote] {
        let figures = run.appending(path: "figures")
        try ReportFile.makeFolder(figures)
        let fonts = if let fonts { fonts } else { await FontCoverage.ofThisMachine() }
        let charts = input.charts
        // Processes of their own: they draw while this one makes overlays and sheets.
        async let drawing = Chart.render(charts, with: gnuplot, fonts: fonts)
        try overlays(of: input, into: figures)
        let (texts, sheetFaults) = try await sheets(of: input, into: figures, with: gnuplot, fonts: fonts)
        let (drawn, faults) = try Chart.write(await drawing, of: charts, to: figures)
        let (pictures, longest) = try PagePicture.all(of: pagePictures(of: input))
        let page = try Page(input, charts: drawn, pictures: pictures, longest: longest)
        try ReportFile.write([UInt8](try page.html().utf8), to: run.appending(path: "report.html"))
        let missing = input.selection.ids.filter { input.pictures[$0] == nil }
        let fontNotes = gnuplot == nil ? [] : ReportNote.fonts(fonts, for: charts.map(\.words) + texts)
        return faults + sheetFaults + fontNotes + ReportNote.missingPictures(missing)
    }

    /// The selected images as the page shows them: of several classes, where the classes agree.
    private static func pagePictures(
        of input: ReportInput
    ) throws(ReportError) -> [ScoredImage.ID: SegmentedImage] {
        let selected = input.selection.ids
        var pictures = input.pictures.filter { selected.contains($0.key) }
        guard input.classes.count > 1 else { return pictures }
        for (id, picture) in pictures {
            do throws(OverlayError) {
                pictures[id] = try picture.agreeing()
            } catch { throw .overlay(image: id.image, error) }
        }
        return pictures
    }

    /// Writes the overlays of the best and worst images in full size, and of several classes their legend.
    private static func overlays(of input: ReportInput, into figures: URL) throws(ReportError) {
        let extremes = input.extremes
        for (kind, images) in [("best", extremes.best), ("worst", extremes.worst)] {
            var names: Set<String> = []
            for (rank, image) in images.enumerated() {
                guard let picture = input.pictures[image.id] else { continue }
                let stem = "\(kind)-\(rank + 1)-\(FileName.ofImage(image.id.image))"
                for (ending, overlay) in try overlays(of: picture, image.id.image, input) {
                    let name = "\(stem)\(ending).png"
                    try write(overlay, to: figures.appending(path: name))
                    names.insert(name)
                }
            }
            if !names.isEmpty { try removeOld("\(kind)-[0-9]+-.+", but: names, in: figures) }
        }
        if input.classes.count > 1 {
            let legend = ClassLegend(input.classes).svg(remarks: [ClassTexts.reading(input.language)])
            try ReportFile.write([UInt8](legend.utf8), to: figures.appending(path: "legend.svg"))
        }
    }

    /// The overlays of an image with the endings of their names: of one class agreement, outline and mask alone.
    private static func overlays(
        of picture: SegmentedImage, _ name: String, _ input: ReportInput
    ) throws(ReportError) -> [(ending: String, overlay: Image)] {
        guard let prediction = picture.prediction else { return [] }
        let (image, reference) = (picture.image, picture.reference)
        do throws(OverlayError) {
            guard input.classes.count == 1 else {
                let legend = ClassLegend(input.classes)
                return [
                    (
                        "",
                        try Overlay.classes(image: image, prediction: prediction, reference: reference, legend: legend)
                    )
                ]
            }
            return try [("", OverlayStyle.agreement), ("-outline", .outline), ("-mask", .mask)].map {
                (ending, style) throws(OverlayError) in
                let overlay = try Overlay.picture(
                    style, image: image, reference: reference, prediction: prediction, palette: input.palette.palette)
                return (ending, overlay)
            }
        } catch { throw .overlay(image: name, error) }
    }

    /// Writes a picture, whole or not at all.
    static func write(_ picture: Image, to file: URL) throws(ReportError) {
        let bytes: [UInt8]
        do { bytes = try Codec.encodePNG(picture) } catch { throw .picture(error) }
        try ReportFile.write(bytes, to: file)
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
            throw .unwritable(
                file: figures.path, reason: FileError.of(error, path: figures.path, action: .write).reason)
        }
    }
}
