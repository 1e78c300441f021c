import Foundation
import Imaging

// Pictures for a paper, in `figures/`.

extension Report {
    /// Writes each best and worst image as an outline and as a mask alone beside its agreement, both rows as sheets, and a
    /// contact sheet of all images that the page shows. Of several classes masks say where the classes agree.
    static func sheets(of input: ReportInput, into figures: URL) throws(ReportError) {
        let palette = input.palette.palette
        let extremes = input.extremes
        for (kind, images, title) in [
            ("best", extremes.best, SheetTexts.highest), ("worst", extremes.worst, SheetTexts.lowest),
        ] {
            var shown: [SheetImage] = []
            for image in images {
                if let sheet = try sheetImage(image, input, longest: ExtremesSheet.side) { shown.append(sheet) }
            }
            guard !shown.isEmpty else { continue }
            try write(figures.appending(path: "\(kind)-sheet.png"), of: images[0].id.image) { () throws(OverlayError) in
                try ExtremesSheet.make(shown, title: title(input.language), palette: palette, language: input.language)
            }
        }
        try contactSheets(of: input, into: figures, palette)
    }

    private static func contactSheets(
        of input: ReportInput, into figures: URL, _ palette: OverlayPalette
    ) throws(ReportError) {
        let all = ScoredImage.list(of: input.test).sorted { $0.id < $1.id }
        var images: [SheetImage] = []
        for image in all {
            if let shown = try sheetImage(image, input, longest: ContactSheet.side) { images.append(shown) }
        }
        var names: Set<String> = []
        let most = ContactSheet.columns * ContactSheet.rows
        let pages = (images.count + most - 1) / most
        let title =
            images.count == all.count
            ? SheetTexts.all(input.language) : SheetTexts.some(images.count, of: all.count)(input.language)
        for page in 0..<pages {
            let own = Array(images[page * most..<min(images.count, (page + 1) * most)])
            let name = pages > 1 ? "contact-sheet-\(page + 1).png" : "contact-sheet.png"
            names.insert(name)
            try write(figures.appending(path: name), of: own[0].name) { () throws(OverlayError) in
                try ContactSheet.make(
                    own, title: pages > 1 ? "\(title) (\(page + 1)/\(pages))" : title, palette: palette,
                    language: input.language)
            }
        }
        if pages > 0 { try removeOld("contact-sheet(-[0-9]+)?", but: names, in: figures) }
    }

    private static func sheetImage(
        _ image: ScoredImage, _ input: ReportInput, longest: Int
    ) throws(ReportError) -> SheetImage? {
        guard var source = input.pictures[image.id] else { return nil }
        do throws(OverlayError) {
            // Reduced pictures hold the agreement already.
            if input.classes.count > 1, input.extremes.all.contains(where: { $0.id == image.id }) {
                source = try source.agreeing()
            }
            let madeUp =
                input.madeUpSets.contains(image.id.set) ? " (\(SheetTexts.madeUp(input.language)))" : ""
            return try SheetImage(
                name: image.id.image + madeUp, dice: image.dice, film: source.film, truth: source.truth,
                prediction: source.prediction, longest: longest)
        } catch { throw .overlay(image: image.id.image, error) }
    }

    /// Draws a picture and writes it, whole or not at all.
    static func write(
        _ file: URL, of image: String, _ draw: () throws(OverlayError) -> Image
    ) throws(ReportError) {
        let picture: Image
        do { picture = try draw() } catch { throw .overlay(image: image, error) }
        let bytes: [UInt8]
        do { bytes = try Codec.encodePNG(picture) } catch { throw .picture(error) }
        try ReportFile.write(bytes, to: file)
    }
}
