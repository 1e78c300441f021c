import Foundation
import Imaging
import Overlays

// Sheets of pictures for a paper, in `figures/`.

extension Report {
    /// Writes the best and the worst images in three ways, and contact sheets of all images that the page shows. Of
    /// several classes masks say where the classes agree.
    /// - Parameter gnuplot: nil writes none; the note about it is the charts'.
    /// - Returns: what is written on the sheets, and a note for each that could not be drawn.
    static func sheets(
        of input: ReportInput, into figures: URL, with gnuplot: Gnuplot?, fonts: FontCoverage
    ) async throws(ReportError) -> (texts: [String], notes: [ReportNote]) {
        var (texts, notes, names): ([String], [ReportNote], Set<String>) = ([], [], [])
        let makers = extremeSheets(of: input) + contactSheets(of: input)
        if makers.isEmpty { return ([], []) }
        for (name, make) in makers {
            guard let gnuplot else { break }
            guard let sheet = try make() else { continue }
            texts += sheet.words
            let faults = try await sheet.write(to: figures.appending(path: name), with: gnuplot, fonts: fonts)
            if faults.isEmpty { names.insert(name) }
            notes += faults
        }
        try removeOld("(best|worst)-sheet|contact-sheet(-[0-9]+)?", but: names, in: figures)
        return (texts, notes)
    }

    /// A sheet's file, and what makes it: one sheet lies in memory at a time.
    private typealias Maker = (name: String, make: () throws(ReportError) -> Sheet?)

    private static func extremeSheets(of input: ReportInput) -> [Maker] {
        let (extremes, language) = (input.extremes, input.language)
        return [("best", extremes.best, SheetTexts.highest), ("worst", extremes.worst, SheetTexts.lowest)].compactMap {
            kind, images, title in
            guard images.contains(where: { input.pictures[$0.id] != nil }) else { return nil }
            return (
                "\(kind)-sheet.png",
                { () throws(ReportError) in
                    try sheet(images, input, longest: ExtremesSheet.side) { shown throws(OverlayError) in
                        try ExtremesSheet.make(
                            shown, title: title(language), palette: input.palette.palette, language: language)
                    }
                }
            )
        }
    }

    private static func contactSheets(of input: ReportInput) -> [Maker] {
        let language = input.language
        let all = ScoredImage.list(of: input.test).sorted { $0.id < $1.id }
        let images = all.filter { input.pictures[$0.id] != nil }
        let most = ContactSheet.columns * ContactSheet.rows
        let pages = (images.count + most - 1) / most
        let title =
            images.count == all.count
            ? SheetTexts.all(language) : SheetTexts.some(images.count, of: all.count)(language)
        return (0..<pages).map { page in
            (
                pages > 1 ? "contact-sheet-\(page + 1).png" : "contact-sheet.png",
                { () throws(ReportError) in
                    let own = Array(images[page * most..<min(images.count, (page + 1) * most)])
                    return try sheet(own, input, longest: ContactSheet.side) { shown throws(OverlayError) in
                        try ContactSheet.make(
                            shown, title: pages > 1 ? "\(title) (\(page + 1)/\(pages))" : title,
                            palette: input.palette.palette, language: language)
                    }
                }
            )
        }
    }

    /// A sheet of those of some images that have a picture; nil where none has.
    private static func sheet(
        _ images: [ScoredImage], _ input: ReportInput, longest: Int,
        _ make: ([SheetImage]) throws(OverlayError) -> Sheet
    ) throws(ReportError) -> Sheet? {
        var shown: [SheetImage] = []
        // Those are in full size, with the class of each pixel; the others hold the agreement already.
        let whole = Set(input.extremes.all.map(\.id))
        for image in images {
            guard var picture = input.pictures[image.id] else { continue }
            do throws(OverlayError) {
                if input.classes.count > 1, whole.contains(image.id) { picture = try picture.agreeing() }
                let remark = input.syntheticSets.contains(image.id.set) ? SheetTexts.synthetic(input.language) : nil
                let reduced = try SheetImage(
                    name: image.id.image, dice: image.dice, remark: remark, of: picture, longest: longest)
                if let reduced { shown.append(reduced) }
            } catch { throw .overlay(image: image.id.image, error) }
        }
        guard let first = shown.first else { return nil }
        do { return try make(shown) } catch { throw .overlay(image: first.name, error) }
    }
}
