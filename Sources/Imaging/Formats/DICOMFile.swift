import Files

/// A DICOM file, as GDCM reads it: frames as images.
struct DICOMFile {
    private let native: NativeFile
    private let facts: [String: String]

    init(_ native: NativeFile) {
        self.native = native
        var facts: [String: String] = [:]
        for line in native.text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { facts[String(parts[0])] = String(parts[1]) }
        }
        self.facts = facts
    }

    func file() throws(FileFault) -> ImageFile {
        guard let page = native.pages.first else { throw .damaged("it holds no picture") }
        let frames = Int(page.frames)
        guard frames <= 65535 else { throw .unsupported("it holds \(frames) frames, Pleura takes up to 65535.") }
        let rescale = Rescale(slope: numbers("slope").first, intercept: numbers("intercept").first)
        // DICOM states the distance between rows first, which is along y.
        let spacing = numbers("spacing")
        let isSpacing = spacing.count == 2 && spacing.allSatisfy { $0 > 0 && $0.isFinite }
        let slices = numbers("slices").first { $0 > 0 && $0.isFinite }
        var sources: [ImageSource] = []
        let first = try native.source(page)
        for frame in 0..<frames {
            var source = frame == 0 ? first : try native.source(page, frame: frame)
            source.spacing = isSpacing ? spacing.reversed() : nil
            source.rescale = source.photometric == .palette || source.channels > 1 ? nil : rescale
            if frames > 1 { source.page = Image.Page(index: frame, count: frames, spacing: slices) }
            sources.append(source)
        }
        var file = ImageFile(.dicom, sources)
        file.pagesName = "frames"
        file.patientDigest = facts["patient"].map { text in
            var digest = SHA256()
            digest.update(Array(text.utf8))
            return digest.hexadecimal
        }
        file.hasBurnedInText = facts["burned"].map { $0.uppercased() == "YES" }
        return file
    }

    /// The numbers of a fact, between backslashes.
    private func numbers(_ name: String) -> [Double] {
        (facts[name] ?? "").split(separator: "\\").compactMap { part in Double(part.filter { $0 != " " }) }
    }
}
