import Imaging

extension Overlay {
    /// Share of a class's colour in its pixels, in 256ths (0.45): the anatomy must be seen below it.
    static let classOpacity = 115

    /// The image in grey, with the pixels of each predicted class filled with the class's colour, and the reference,
    /// where it is known, drawn as a line in the same colour just inside its edge.
    ///
    /// So a line around a filling is a class that was found, a line around nothing is one that was missed, a filling
    /// without a line is false, and a line of another colour than its filling was taken for another class. Pixels that
    /// the reference ignores stay as they are.
    /// - Parameters:
    ///   - image: any channels and component; it is turned to grey.
    ///   - prediction: one channel, the class of each pixel, of the image's size.
    ///   - reference: as `prediction`, 255 where a pixel is ignored.
    /// - Returns: an RGB image of 8 bits, of the image's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func classes(
        image: Image, prediction: Image, reference: Image? = nil, legend: ClassLegend
    ) throws(OverlayError) -> Image {
        let predicted = try labels(prediction, of: image, what: "prediction")
        let known = try reference.map { mask throws(OverlayError) in try labels(mask, of: image, what: "reference") }
        let colours = legend.colours
        let lines = known.map { outlines(of: $0, width: image.width, height: image.height, legend) }
        let ignored: UInt8 = 255
        return try paint(on: image) { i, grey in
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
                of: labels.map { $0 == label }, width: width, height: height,
                thickness: Contour.thickness(width: width, height: height))
            for (i, isLine) in line.enumerated() where isLine { result[i] = label }
        }
        return result
    }

    private static func labels(_ mask: Image, of image: Image, what: String) throws(OverlayError) -> [UInt8] {
        try requireMask(mask, of: image, what: what)
        return mask.samples.map { UInt8(clamping: $0) }
    }
}
