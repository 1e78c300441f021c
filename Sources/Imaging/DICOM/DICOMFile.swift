import Files

/// A DICOM file: its frames as images.
///
/// Elements, plain pixels and runs are read here, JPEG by libjpeg. GDCM, which aborts on damaged elements, gets the frames
/// of the other codings alone, in a file that is made here.
struct DICOMFile {
    private let elements: DICOMElements
    private let shape: DICOMShape

    init(_ bytes: [UInt8]) throws(FileFault) {
        elements = try DICOMElements(bytes)
        shape = try DICOMShape(elements)
    }

    func file() throws(FileFault) -> ImageFile {
        let rescale = Rescale(
            slope: elements.numbers(0x0028_1053).first, intercept: elements.numbers(0x0028_1052).first)
        // DICOM states the distance between rows first, which is along y: in the body, else at the detector.
        let spacing = [0x0028_0030, 0x0018_1164].map(elements.numbers).first {
            $0.count == 2 && $0.allSatisfy { $0 > 0 && $0.isFinite }
        }
        let slices = elements.numbers(0x0018_0088).first { $0 > 0 && $0.isFinite }
        let palette = shape.photometric == .palette ? try shape.palette(elements) : []
        let (elements, shape) = (elements, shape)
        let sources = (0..<shape.frames).map { frame in
            var source = ImageSource(
                width: shape.width, height: shape.height, channels: shape.samples, component: shape.component
            ) { () throws(FileFault) in try DICOMFrames(elements, shape).samples(frame) }
            (source.photometric, source.palette, source.bits) = (shape.photometric, palette, shape.bits)
            source.hasAlpha = false
            source.isLossy = elements.syntax.isLossy || elements.text(0x0028_2110) == "01"
            source.problem = shape.problem
            source.spacing = spacing?.reversed()
            source.rescale = shape.photometric == .palette || shape.samples > 1 ? nil : rescale
            if shape.frames > 1 {
                source.page = Image.Page(index: frame, count: shape.frames, spacing: slices)
            }
            return source
        }
        var file = ImageFile(.dicom, sources)
        file.pagesName = "frames"
        file.patientDigest = elements.text(0x0010_0020).map { text in
            var digest = SHA256()
            digest.update(Array(text.utf8))
            return digest.hexadecimal
        }
        file.hasBurnedInText = elements.text(0x0028_0301).map { $0.uppercased() == "YES" }
        return file
    }
}
