import Imaging

extension Overlay {
    /// Share of a class's colour in its pixels, in 256ths (0.45): the anatomy must be seen below it.
    static let classOpacity = 115

    /// The film in grey, with the pixels of each predicted class filled with the class's colour, and the truth, where it
    /// is known, drawn as a line in the same colour just inside its edge.
    ///
    /// So a line around a filling is a class that was found, a line around nothing is one that was missed, a filling
    /// without a line is false, and a line of another colour than its filling was taken for another class. Pixels that
    /// count for nothing in the truth stay as they are.
    /// - Parameters:
    ///   - film: any channels and component; it is turned to grey.
    ///   - prediction: one channel, the class of each pixel, of the film's size.
    ///   - truth: as `prediction`, 255 where a pixel counts for nothing.
    /// - Returns: an RGB image of 8 bits, of the film's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func classes(
        film: Image, prediction: Image, truth: Image? = nil, legend: ClassLegend
    ) throws(OverlayError) -> Image {
        let predicted = try labels(prediction, of: film, what: "prediction")
        let known = try truth.map { truth throws(OverlayError) in try labels(truth, of: film, what: "truth") }
        let colours = legend.colours
        let lines = known.map { outlines(of: $0, width: film.width, height: film.height, legend) }
        let ignored: UInt8 = 255
        return try paint(on: film) { i, grey in
            if let lines, let line = colours[Int(lines[i])] { return line }
            guard let colour = colours[Int(predicted[i])], known?[i] != ignored else { return Colour(grey, grey, grey) }
            return blend(grey, colour, classOpacity)
        }
    }

    /// The class whose line covers a pixel; 0 where there is none.
    private static func outlines(of labels: [UInt8], width: Int, height: Int, _ legend: ClassLegend) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: labels.count)
        let present = Set(labels)
        for entry in legend.entries where present.contains(UInt8(clamping: entry.index)) {
            let label = UInt8(clamping: entry.index)
            let line = Contour.inside(
                of: labels.map { $0 == label ? 255 : 0 }, width: width, height: height,
                thickness: Contour.thickness(width: width, height: height))
            for (i, isLine) in line.enumerated() where isLine { result[i] = label }
        }
        return result
    }

    private static func labels(_ mask: Image, of film: Image, what: String) throws(OverlayError) -> [UInt8] {
        guard mask.channels == 1 else { throw .notAMask(what: what, channels: mask.channels) }
        guard mask.width == film.width, mask.height == film.height else {
            throw .sizesDiffer(what: what, found: [mask.width, mask.height], film: [film.width, film.height])
        }
        return mask.samples.map { UInt8(clamping: $0) }
    }
}
