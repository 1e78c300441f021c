import CImaging

/// A file's images, known by its headers.
struct ImageFile {
    let format: ImageFormat
    /// One at least.
    let sources: [ImageSource]
    /// Whether the sources after the first are smaller copies of it.
    var isPyramid = false
    /// What several images of a file are called.
    var pagesName = "pages"
    var patientDigest: String?
    var hasBurnedInText: Bool?

    init(_ format: ImageFormat, _ sources: [ImageSource]) { (self.format, self.sources) = (format, sources) }

    /// Images that stand for themselves: 1 for a pyramid.
    var pageCount: Int { isPyramid ? 1 : sources.count }

    /// - Throws: `FileFault` for bytes of no format that is read, and for damaged headers.
    init(of bytes: [UInt8]) throws(FileFault) {
        let format = try ImageFormat(of: bytes)
        self =
            switch format {
            case .png: try ImageFile(format, NativeFile(bytes, PI_PNG).sources())
            case .jpeg: try ImageFile(format, NativeFile(bytes, PI_JPEG).sources())
            case .tiff: try TIFFPages(NativeFile(bytes, PI_TIFF)).file()
            case .dicom: try DICOMFile(bytes).file()
            case .bmp: try ImageFile(format, [BMPFile(bytes).source()])
            case .gif: try ImageFile(format, [GIFFile(bytes).source()])
            case .nifti: try NIfTIFile(bytes).file()
            case .nrrd: try NRRDFile(bytes).file()
            case .metaImage: try MetaImageFile(bytes).file()
            }
    }

    /// - Parameter page: from 0; nil: the only one, or the largest of a pyramid.
    /// - Throws: `FileFault.unsupported` where there is no such page, or several to choose from.
    func source(_ page: Int?) throws(FileFault) -> ImageSource {
        guard let page else {
            guard pageCount == 1, let first = sources.first else {
                throw .unsupported(
                    "it holds \(sources.count) \(pagesName), Pleura takes one image a file here. Save the one that is "
                        + "meant as a file.")
            }
            try first.requireReadable(hint: hint)
            return first
        }
        guard sources.indices.contains(page) else {
            throw .unsupported("it holds \(sources.count) \(pagesName), there is no number \(page + 1).")
        }
        return sources[page]
    }

    /// The way out where the first image is too large.
    private var hint: String {
        let fitting = sources.indices.dropFirst().first { sources[$0].byteCount != nil }
        guard isPyramid, let fitting else { return "Scale it down or cut it into tiles." }
        let size = "\(sources[fitting].width) x \(sources[fitting].height)"
        return "Its smaller copy of \(size) pixels (page \(fitting + 1)) fits: save that as a file."
    }
}
