import Foundation
import Imaging

extension InspectedPair {
    /// Decodes a pair and measures it. What is wrong with the files is kept.
    /// - Throws: `DatasetError.image` where not the files are at fault.
    init(reading pair: Pair, _ classes: Classes, copySide: Int) throws(DatasetError) {
        let read = try MaskFiles(pair.masks, classes, measures: true)
        var (image, faults) = (Image?.none, [DatasetError.BadFile]())
        do { image = try pair.decode() } catch { faults.append(try error.badFile(pair.image)) }
        self.init(pair, image, read, faults: faults + read.bad, copySide: copySide)
    }

    /// Measures what was decoded.
    /// - Parameters:
    ///   - image: nil where it cannot be read.
    ///   - read: the mask's files, measured.
    init(_ pair: Pair, _ image: Image?, _ read: MaskFiles, faults: [DatasetError.BadFile], copySide: Int) {
        self.pair = pair
        self.image = image.map {
            ImageFacts($0, orientation: Self.orientation(of: pair.image), copySide: copySide)
        }
        mask = read.truth.map { MaskFacts($0, files: read.facts) }
        self.faults = faults
    }

    /// The tag of formats that have one.
    private static func orientation(of file: URL) -> Orientation {
        guard let format = Codec.format(of: file), format == .jpeg || format == .tiff else { return .upright }
        // What cannot be read was named by the decoder.
        return (try? Codec.header(of: file).orientation) ?? .upright
    }
}

extension MaskFacts.File {
    /// What a mask's file holds.
    init(_ url: URL, _ image: Image) {
        self.init(
            url: url, size: PixelSize(height: image.height, width: image.width),
            isLossy: Codec.format(of: url) == .jpeg, values: ValueCounts(image), orientation: .upright)
    }
}
