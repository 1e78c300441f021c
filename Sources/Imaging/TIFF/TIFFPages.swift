import CImaging

/// The images of a TIFF file: which directories are channels of one image, slices, smaller copies, or images of their own.
struct TIFFPages {
    private let native: NativeFile
    /// The directories that are images and not thumbnails or masks of others, in their order.
    private let pages: [pi_page]

    init(_ native: NativeFile) {
        self.native = native
        let chain = native.pages.filter { $0.parent < 0 }
        let own = chain.filter { $0.reduced == 0 }
        pages = own.isEmpty ? chain : own
    }

    func file() throws(FileFault) -> ImageFile {
        if let description = OMEDescription(native.text) { return try stack(description.stack(of: pages)) }
        if let description = ImageJDescription(native.text, first: pages.first) {
            return try stack(description.stack(of: pages))
        }
        if let levels = levels() { return try pyramid(levels) }
        var sources: [ImageSource] = []
        for (index, page) in pages.enumerated() {
            var source = try native.source(page)
            if pages.count > 1 { source.page = Image.Page(index: index, count: pages.count) }
            sources.append(source)
        }
        return ImageFile(.tiff, sources)
    }

    // MARK: - Pyramids

    /// The largest page and its smaller copies, largest first; nil where the pages are something else.
    private func levels() -> [pi_page]? {
        guard let largest = pages.first else { return nil }
        let marked = native.pages.filter { $0.reduced == 1 && Self.isCopy($0, of: largest) }
        if pages.count == 1 { return marked.isEmpty ? nil : [largest] + marked }
        // Some programs leave the tag out that says "smaller copy": each page is then half of the one before, or less.
        let isPyramid = zip(pages, pages.dropFirst()).allSatisfy { Self.isCopy($1, of: $0) }
        return isPyramid ? pages + marked : nil
    }

    private static func isCopy(_ page: pi_page, of larger: pi_page) -> Bool {
        guard page.width < larger.width, page.height < larger.height, page.channels == larger.channels,
            page.component == larger.component, page.width > 0, page.height > 0
        else { return false }
        let (across, down) = (Double(larger.width) / Double(page.width), Double(larger.height) / Double(page.height))
        // Rounded to whole pixels, the two ratios differ by no more than a pixel makes.
        return abs(across - down) <= max(across / Double(page.width), down / Double(page.height)) + 0.01
    }

    private func pyramid(_ levels: [pi_page]) throws(FileFault) -> ImageFile {
        var sources: [ImageSource] = []
        for level in levels { sources.append(try native.source(level)) }
        var file = ImageFile(.tiff, sources)
        file.isPyramid = sources.count > 1
        file.pagesName = "levels"
        return file
    }

    // MARK: - Stacks

    private func stack(_ stack: TIFFStack) throws(FileFault) -> ImageFile {
        var sources: [ImageSource] = []
        for (index, planes) in stack.images.enumerated() {
            var source = try image(planes.map { pages[$0] }, names: stack.channelNames)
            source.spacing = stack.spacing
            if stack.images.count > 1 {
                source.page = Image.Page(index: index, count: stack.images.count, spacing: stack.sliceSpacing)
            }
            sources.append(source)
        }
        // A pyramid of OME-TIFF hangs on its only page.
        if sources.count == 1, stack.images[0].count == 1, let first = pages.first, let largest = sources.first {
            let copies = native.pages.filter { ($0.parent >= 0 || $0.reduced == 1) && Self.isCopy($0, of: first) }
            for copy in copies {
                var source = try native.source(copy)
                source.channelNames = largest.channelNames
                let ratio = Double(largest.width) / Double(source.width)
                source.spacing = largest.spacing?.map { $0 * ratio }
                sources.append(source)
            }
            var file = ImageFile(.tiff, sources)
            file.isPyramid = sources.count > 1
            file.pagesName = "levels"
            return file
        }
        var file = ImageFile(.tiff, sources)
        file.pagesName = "slices or time points"
        return file
    }

    /// One image whose channels are directories, or one directory.
    private func image(_ planes: [pi_page], names: [String]) throws(FileFault) -> ImageSource {
        guard let first = planes.first else { throw .damaged("it holds no picture") }
        var parts: [ImageSource] = []
        for plane in planes { parts.append(try native.source(plane)) }
        var source = parts[0]
        if planes.count > 1 {
            guard
                planes.allSatisfy({ $0.width == first.width && $0.height == first.height && $0.channels == 1 })
                    && planes.allSatisfy({ $0.component == first.component })
            else { throw .unsupported("its channels have different sizes or types. Save each as a file.") }
            let stacked = parts
            source = ImageSource(
                width: source.width, height: source.height, channels: planes.count, component: source.component
            ) { () throws(FileFault) in try Self.interleaved(stacked) }
            (source.bits, source.orientation) = (parts[0].bits, parts[0].orientation)
            source.isLossy = parts.contains(where: \.isLossy)
            source.problem = parts.compactMap(\.problem).first
            source.hasAlpha = false
        }
        if names.count == source.channels { source.channelNames = names }
        return source
    }

    /// The samples of planes side by side.
    private static func interleaved(_ planes: [ImageSource]) throws(FileFault) -> [UInt8] {
        let size = planes[0].component.size
        let count = planes[0].width * planes[0].height * size
        var result = [UInt8](repeating: 0, count: count * planes.count)
        for (channel, plane) in planes.enumerated() {
            let samples = try plane.samples()
            result.withUnsafeMutableBufferPointer { result in
                samples.withUnsafeBufferPointer { samples in
                    for pixel in 0..<count / size {
                        for byte in 0..<size {
                            result[(pixel * planes.count + channel) * size + byte] = samples[pixel * size + byte]
                        }
                    }
                }
            }
        }
        return result
    }
}

/// How the directories of a TIFF file form images.
struct TIFFStack: Equatable {
    /// For each image the directories of its channels, or one directory that holds them all.
    let images: [[Int]]
    let channelNames: [String]
    /// Millimetres along x and y.
    let spacing: [Double]?
    /// Millimetres between slices.
    let sliceSpacing: Double?
}
