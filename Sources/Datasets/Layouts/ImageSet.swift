import Files
import Foundation
import Imaging
import Torch

/// Images without a truth, read and checked, ready for a network.
///
/// All are decoded once, so that bad files come out together before any work is done. Those that fit into `budget` stay in
/// memory at the network's size; the others are decoded again when their turn comes.
public struct ImageSet: Sendable {
    /// The images, in their order.
    public let files: [ImageFile]
    /// The images' own sizes, one for each file.
    public let sizes: [PixelSize]
    /// How bright the images are by the intensity rule, one for each file.
    public let brightness: [Brightness]
    /// What was decided on the way from the files and is worth saying, a line for each kind.
    public let remarkLines: [String]
    private let kept: [StoredImage]
    private let preprocessing: Preprocessing

    /// - Parameters:
    ///   - budget: bytes of images to keep.
    ///   - threads: that decode.
    ///   - progress: is told how many of how many are read.
    /// - Throws: `DatasetError.badFiles` with every file that cannot be used and why.
    public init(
        loading files: [ImageFile], preprocessing: Preprocessing, budget: Int = 1 << 30,
        threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil
    ) throws(DatasetError) {
        var (kept, sizes, bytes): ([StoredImage], [PixelSize], Int) = ([], [], 0)
        var (brightness, remarks): ([Brightness], [(name: String, remarks: Set<ImageRemark>)]) = ([], [])
        var bad: [DatasetError.BadFile] = []
        try inChunks(files, threads: threads) { file in
            Result { () throws(ImageError) in
                try preprocessing.prepared(file.decode(preprocessing.channelNames))
            }
        } handle: { file, result throws(DatasetError) in
            let image: StoredImage
            do throws(ImageError) { image = try result.get() } catch {
                bad.append(try error.badFile(file.url))
                return
            }
            sizes.append(image.own)
            brightness.append(image.brightness)
            remarks.append((file.url.lastPathComponent, image.remarks))
            guard bad.isEmpty, kept.count == sizes.count - 1, bytes < budget else { return }
            kept.append(try preprocessing.stored(image))
            bytes += kept.last?.byteCount ?? 0
        } progress: { done in
            progress?(done, files.count)
        }
        if !bad.isEmpty { throw .badFiles(bad) }
        (self.files, self.sizes, self.kept, self.preprocessing) = (files, sizes, kept, preprocessing)
        (self.brightness, remarkLines) = (brightness, ImageRemark.lines(remarks))
    }

    /// The image at a place in `files`.
    /// - Throws: `DatasetError.badFiles` where it was changed since it was checked.
    public func image(_ place: Int) throws(DatasetError) -> StoredImage {
        if place < kept.count { return kept[place] }
        let image: Image
        do throws(ImageError) { image = try files[place].decode(preprocessing.channelNames) } catch {
            throw .badFiles([try error.badFile(files[place].url)])
        }
        return try preprocessing.stored(image)
    }
}
