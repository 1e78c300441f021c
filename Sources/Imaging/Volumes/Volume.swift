/// Samples of a volume in a file: x fastest, then y, then slices; the channels of a voxel side by side.
struct Volume {
    /// How a sample lies in the file: a type of `Image.Component`, or whole numbers of 64 bits.
    enum Kind: Equatable {
        case component(Image.Component)
        case int64, uint64

        var size: Int {
            switch self {
            case .component(let component): component.size
            case .int64, .uint64: 8
            }
        }

        /// The type in memory: 32 bits hold what counts of 64.
        var component: Image.Component {
            switch self {
            case .component(let component): component
            case .int64: .int32
            case .uint64: .uint32
            }
        }
    }

    var kind: Kind
    /// Along x, y, and whatever follows, all 1 or more.
    var sizes: [Int]
    var channels = 1
    var isBigEndian: Bool
    /// Millimetres between voxels along x, y, z; fewer where the file does not state them.
    var spacing: [Double] = []
    var rescale: Rescale?
    /// The file's bytes, unpacked, and where the samples begin in them.
    var bytes: [UInt8]
    var start = 0

    /// The slices as images.
    /// - Throws: `FileFault.damaged` where the bytes do not hold all samples.
    func file(_ format: ImageFormat) throws(FileFault) -> ImageFile {
        guard sizes.count >= 2, sizes.allSatisfy({ $0 > 0 }) else {
            throw .unsupported("its sizes are \(sizes); an image has two at least, all above 0")
        }
        let (width, height) = (sizes[0], sizes[1])
        var (slices, total) = (1, channels * kind.size)
        for (axis, size) in sizes.enumerated() {
            let (product, overflow) = total.multipliedReportingOverflow(by: size)
            guard !overflow else { throw .damaged("its header announces \(sizes) samples, more than any file holds") }
            total = product
            if axis > 1 { slices *= size }
        }
        guard start >= 0, start <= bytes.count, total <= bytes.count - start else {
            throw .damaged("its samples need \(total) bytes, it has \(max(0, bytes.count - start))")
        }
        let length = total / slices
        let sources = (0..<slices).map { index in
            var source = ImageSource(
                width: width, height: height, channels: channels, component: component
            ) { () throws(FileFault) in
                try samples(start + index * length..<start + (index + 1) * length)
            }
            source.photometric = channels == 3 || channels == 4 ? .rgb : .blackIsZero
            source.hasAlpha = channels == 4
            source.spacing = spacing.count >= 2 ? Array(spacing.prefix(2)) : nil
            if slices > 1 {
                source.page = Image.Page(index: index, count: slices, spacing: spacing.count > 2 ? spacing[2] : nil)
            }
            return source
        }
        var file = ImageFile(format, sources)
        file.pagesName = "slices"
        return file
    }

    private var component: Image.Component {
        rescale?.component(of: kind.component, bits: kind.component.size * 8) ?? kind.component
    }

    /// Samples in the machine's byte order, after the file's line.
    private func samples(_ range: Range<Int>) throws(FileFault) -> [UInt8] {
        var samples = Array(bytes[range])
        if isBigEndian != (1.bigEndian == 1) { samples.reverseEach(kind.size) }
        if kind != .component(kind.component) { samples = try narrowed(samples) }
        guard let rescale else { return samples }
        do throws(ImageError) {
            let count = samples.count / kind.component.size
            let flat = try Image(width: count, height: 1, component: kind.component, bytes: samples)
            return try rescale.applied(to: flat, bits: kind.component.size * 8).bytes
        } catch { throw .other(error) }
    }

    /// Whole numbers of 64 bits as 32, where they fit.
    private func narrowed(_ samples: [UInt8]) throws(FileFault) -> [UInt8] {
        let isSigned = kind == .int64
        let values = samples.withUnsafeBytes { raw in
            (0..<raw.count / 8).map { at -> Int64 in
                raw.loadUnaligned(fromByteOffset: 8 * at, as: Int64.self)
            }
        }
        let range: ClosedRange<Int64> = isSigned ? Int64(Int32.min)...Int64(Int32.max) : 0...Int64(UInt32.max)
        guard values.allSatisfy(range.contains) else {
            throw .unsupported("it holds whole numbers of 64 bits that 32 bits do not hold.")
        }
        return values.map { UInt32(truncatingIfNeeded: $0) }.withUnsafeBytes { Array($0) }
    }
}

extension [UInt8] {
    /// Turns the byte order of each sample of `size` bytes.
    mutating func reverseEach(_ size: Int) {
        guard size > 1 else { return }
        withUnsafeMutableBufferPointer { bytes in
            for first in stride(from: 0, to: bytes.count - size + 1, by: size) {
                bytes[first..<first + size].reverse()
            }
        }
    }
}
