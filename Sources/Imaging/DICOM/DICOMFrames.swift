import CImaging

/// The samples of a DICOM file's frames, whatever their coding.
struct DICOMFrames {
    private let elements: DICOMElements
    private let shape: DICOMShape

    init(_ elements: DICOMElements, _ shape: DICOMShape) { (self.elements, self.shape) = (elements, shape) }

    /// The samples of a frame, side by side, in the machine's byte order; colours as RGB.
    func samples(_ frame: Int) throws(FileFault) -> [UInt8] {
        var samples: [UInt8]
        var isYBR = shape.colours == "YBR_FULL"
        switch elements.syntax.coding {
        case .plain: samples = try plain(frame)
        case .runs: samples = try DICOMRuns(packed(frame)).samples(shape)
        case .jpeg:
            let data = try packed(frame)
            guard shape.allocated == 8 else { return cleaned(try DICOMEnvelope(elements, shape).samples(data)) }
            samples = try jpeg(data)
            isYBR = false  // libjpeg gives RGB
        case .other:
            samples = try DICOMEnvelope(elements, shape).samples(packed(frame))
            isYBR = false
        }
        if isYBR && shape.samples == 3 { samples.turnToRGB() }
        return cleaned(samples)
    }

    private func plain(_ frame: Int) throws(FileFault) -> [UInt8] {
        guard case .plain(let range) = elements.pixels else {
            throw .damaged("its pixels are packed, it says otherwise")
        }
        let size = shape.frameSize
        let (all, overflow) = size.multipliedReportingOverflow(by: shape.frames)
        guard !overflow, all <= range.count else {
            throw .damaged("its pixels need \(overflow ? Int.max : all) bytes, it has \(range.count)")
        }
        let start = range.lowerBound + frame * size
        var samples = Array(elements.bytes[start..<start + size])
        if elements.syntax.isBigEndian != (1.bigEndian == 1) { samples.reverseEach(shape.component.size) }
        guard shape.isPlanar, shape.samples == 3 else { return samples }
        let count = size / 3
        return (0..<size).map { samples[$0 % 3 * count + $0 / 3] }
    }

    /// The fragments of a frame, one behind the other.
    private func packed(_ frame: Int) throws(FileFault) -> [UInt8] {
        guard case .fragments(let all) = elements.pixels, let table = all.first else {
            throw .damaged("its pixels are not packed, it says otherwise")
        }
        let fragments = all.dropFirst()
        if shape.frames == 1 { return fragments.reduce(into: []) { $0 += elements.bytes[$1] } }
        if fragments.count == shape.frames { return Array(elements.bytes[fragments[fragments.startIndex + frame]]) }
        // Several fragments a frame: the table says where each frame begins, counted from the first fragment.
        let reader = ByteReader(bytes: elements.bytes, bigEndian: false)
        let starts = (0..<table.count / 4).compactMap { reader.integer(at: table.lowerBound + 4 * $0, size: 4) }
        guard starts.count == shape.frames, let base = fragments.first?.lowerBound else {
            throw .damaged("it does not say which of its fragments belong to which frame")
        }
        let range = starts[frame]..<max(starts[frame], frame + 1 < starts.count ? starts[frame + 1] : Int.max)
        return fragments.filter { range.contains($0.lowerBound - base) }.reduce(into: []) { $0 += elements.bytes[$1] }
    }

    private func jpeg(_ data: [UInt8]) throws(FileFault) -> [UInt8] {
        let (pages, _) = try ITK.inspect(data, PI_JPEG)
        guard let page = pages.first, page.width == shape.width, page.height == shape.height,
            page.channels == shape.samples
        else { throw .damaged("its elements contradict its pixels") }
        return try ITK.decode(data, PI_JPEG, page)
    }

    /// The bits that count, signs carried on: others may hold what was once drawn over the image.
    private func cleaned(_ samples: [UInt8]) -> [UInt8] {
        let unused = shape.allocated - shape.bits
        guard unused > 0, shape.samples == 1 else { return samples }
        var result = samples
        switch shape.component {
        case .uint8: result.shiftOut(unused, of: UInt8.self)
        case .int8: result.shiftOut(unused, of: Int8.self)
        case .uint16: result.shiftOut(unused, of: UInt16.self)
        case .int16: result.shiftOut(unused, of: Int16.self)
        case .uint32: result.shiftOut(unused, of: UInt32.self)
        default: result.shiftOut(unused, of: Int32.self)
        }
        return result
    }
}

extension [UInt8] {
    /// Shifts the upper bits of each sample out, and back with its sign.
    fileprivate mutating func shiftOut<Sample: FixedWidthInteger & BitwiseCopyable>(_ bits: Int, of type: Sample.Type) {
        withUnsafeMutableBytes { raw in
            for at in stride(from: 0, to: raw.count - MemoryLayout<Sample>.size + 1, by: MemoryLayout<Sample>.size) {
                let value = raw.loadUnaligned(fromByteOffset: at, as: type) << bits
                raw.storeBytes(of: value >> bits, toByteOffset: at, as: type)
            }
        }
    }
}

extension [UInt8] {
    /// Full-range YCbCr (PS3.3, C.7.6.3.1.2) to RGB, pixel by pixel.
    fileprivate mutating func turnToRGB() {
        func rounded(_ value: Double) -> UInt8 { UInt8(Swift.min(Swift.max((value + 0.5).rounded(.down), 0), 255)) }
        for first in stride(from: 0, to: count - 2, by: 3) {
            let (y, b, r) = (Double(self[first]), Double(self[first + 1]) - 128, Double(self[first + 2]) - 128)
            self[first] = rounded(y + 1.402 * r)
            self[first + 1] = rounded(y - 0.114 * 1.772 / 0.587 * b - 0.299 * 1.402 / 0.587 * r)
            self[first + 2] = rounded(y + 1.772 * b)
        }
    }
}
