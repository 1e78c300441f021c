import Foundation
import Imaging

extension String {
    /// What follows the last dot, lower-case; nothing where there is no dot. Double extensions are one: `nii.gz`,
    /// `ome.tif`.
    var fileExtension: String {
        guard let dot = extensionDot else { return "" }
        return self[index(after: dot)...].lowercased()
    }

    /// The name without its extension.
    var stem: String {
        guard let dot = extensionDot else { return self }
        return String(self[..<dot])
    }

    private var extensionDot: Index? {
        guard let dot = lastIndex(of: "."), dot != startIndex else { return nil }
        let lower = lowercased()
        for double in ["nii.gz", "ome.tif", "ome.tiff"] where lower.hasSuffix("." + double) {
            let first = index(endIndex, offsetBy: -(double.count + 1))
            return first == startIndex ? dot : first
        }
        return dot
    }
}

/// Which files are taken for pictures.
enum PictureName {
    /// Extensions of pictures that no `Codec` may read, in lower case: such files are named, never passed over in silence.
    private static let others: Set<String> = [
        "avif", "bmp", "cr2", "czi", "dcm", "dib", "dicom", "exr", "fits", "gif", "hdr", "heic", "heif", "ico", "img",
        "j2k", "jfif", "jp2", "jpe", "jpx", "jxl", "lif", "lsm", "mha", "mhd", "mrc", "mrxs", "nd2", "ndpi", "nef",
        "nhdr", "nii", "nii.gz", "npy", "npz", "nrrd", "oib", "oif", "pbm", "pcx", "pgm", "pnm", "ppm", "psd", "qoi",
        "ras", "scn", "svg", "svs", "tga", "vsi", "webp", "zarr",
    ]

    /// Whether `Codec` reads files of this name.
    static func isRead(_ name: String) -> Bool { Codec.isImageName(name) }

    /// Whether `Codec` reads this file: by its name, or, where that has no ending or a number for one, as hospital archives
    /// export files, by its content.
    static func isRead(_ file: URL) -> Bool {
        let name = file.lastPathComponent
        return isRead(name) || name.fileExtension.allSatisfy(\.isNumber) && Codec.format(of: file) != nil
    }

    /// Whether a file of this name is a picture, read or not.
    static func isPicture(_ name: String) -> Bool { isRead(name) || others.contains(name.fileExtension) }
}
