/// The format of an image file, told by its content and never by its name.
public enum ImageFormat: String, Sendable, Codable, CaseIterable {
    case png, jpeg, tiff, bmp, gif, dicom, nifti, nrrd, metaImage

    /// The format's usual name: "PNG", "NIfTI".
    public var name: String {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .tiff: "TIFF"
        case .bmp: "BMP"
        case .gif: "GIF"
        case .dicom: "DICOM"
        case .nifti: "NIfTI"
        case .nrrd: "NRRD"
        case .metaImage: "MetaImage"
        }
    }

    /// Endings of its files' names, in lower case, without the first dot.
    public var extensions: [String] {
        switch self {
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .tiff: ["tif", "tiff"]
        case .bmp: ["bmp"]
        case .gif: ["gif"]
        case .dicom: ["dcm", "dicom"]
        case .nifti: ["nii", "nii.gz"]
        case .nrrd: ["nrrd"]
        case .metaImage: ["mha"]
        }
    }
}
