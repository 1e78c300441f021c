import Datasets
import Foundation
import Imaging
import Overlays

/// A small picture of an image, and of the same with its mask's outline, as `inspection.mustache` names it.
struct InspectionPicture {
    /// Pixels of the longer side.
    private static let longest = 160
    private static let quality = 75

    /// From 0.
    let index: Int
    let name: String
    /// What was found, in words.
    let remarks: [String]
    /// Of one picture in units of the drawing, where the second one begins, and the width of both.
    let width: Int, height: Int, second: Int, whole: Int
    /// From the mask's copy to the drawing.
    let scaleX: String, scaleY: String
    /// Base 64.
    let jpeg: String
    /// The outline's data, in pixels of the mask's copy.
    let outline: String

    /// Nil where image or mask were not read.
    /// - Throws: `ReportError.overlay` where the picture cannot be encoded.
    init?(_ pair: InspectedPair, index: Int, remarks: [String]) throws(ReportError) {
        guard let image = pair.image, let mask = pair.mask else { return nil }
        (self.index, self.remarks, name) = (index, remarks, pair.key.description)
        let longer = max(image.size.width, image.size.height)
        width = max(1, image.size.width * Self.longest / longer)
        height = max(1, image.size.height * Self.longest / longer)
        (second, whole) = (width + 4, 2 * width + 4)
        let side = mask.copy.side
        scaleX = String(format: "%.4f", Double(width) / Double(side))
        scaleY = String(format: "%.4f", Double(height) / Double(side))
        outline = RegionPath.data(of: mask.copy.values.map { $0 >= 128 }, width: side, height: side)
        do throws(ImageError) {
            let grey = try Image(grey: image.copy.values, width: image.copy.side, height: image.copy.side)
            jpeg = Data(try Codec.encodeJPEG(grey, quality: Self.quality)).base64EncodedString()
        } catch { throw .overlay(image: pair.key.description, .malformed(error.description)) }
    }
}
