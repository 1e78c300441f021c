/// A NIfTI file, header and voxels in one, plain or in gzip (NIfTI-1.1 and NIfTI-2, nifti.nimh.nih.gov).
struct NIfTIFile {
    private var volume: Volume

    init(_ file: [UInt8]) throws(FileFault) {
        let packed = file.starts(with: [0x1F, 0x8B])
        let bytes = packed ? try ITK.unpack(file, limit: ImageSource.byteLimit) : file
        let header = try NIfTIHeader(bytes, isPacked: packed)
        volume = Volume(
            kind: header.kind, sizes: header.sizes, channels: header.channels, isBigEndian: header.isBigEndian,
            spacing: header.spacing, rescale: header.rescale, bytes: bytes, start: header.start)
    }

    func file() throws(FileFault) -> ImageFile { try volume.file(.nifti) }
}

/// The header of a NIfTI file, 348 bytes (version 1) or 540 (version 2).
private struct NIfTIHeader {
    let isBigEndian: Bool
    let kind: Volume.Kind
    let channels: Int
    let sizes: [Int]
    let spacing: [Double]
    let rescale: Rescale?
    let start: Int

    init(_ bytes: [UInt8], isPacked: Bool) throws(FileFault) {
        let little = ByteReader(bytes: bytes, bigEndian: false)
        let big = ByteReader(bytes: bytes, bigEndian: true)
        let lengths = [348, 540]
        let reader = lengths.contains(little.integer(at: 0, size: 4) ?? 0) ? little : big
        guard let length = reader.integer(at: 0, size: 4), lengths.contains(length) else {
            throw .unsupported(
                isPacked ? "it is packed in gzip, and no NIfTI file is in it." : "its header is none of NIfTI's.")
        }
        guard bytes.count >= length else { throw .damaged("it ends after \(bytes.count) bytes, inside of its header") }
        isBigEndian = reader.bigEndian
        let isFirst = length == 348
        guard reader.has(Array((isFirst ? "n+1\0" : "n+2\0").utf8), at: isFirst ? 344 : 4) else {
            throw .unsupported("it is a NIfTI header without its pixels, or an Analyze file. Save it as one .nii file.")
        }
        let number = NIfTINumbers(reader: reader, isFirst: isFirst)
        let type = reader.integer(at: isFirst ? 70 : 12, size: 2) ?? 0
        guard let (kind, channels) = Self.kinds[type] else {
            throw .unsupported("its voxels are of NIfTI's type \(type). Save them as whole or floating-point numbers.")
        }
        (self.kind, self.channels) = (kind, channels)
        let dimensions = number.dimension(0)
        guard (1...7).contains(dimensions) else { throw .damaged("it says that it has \(dimensions) dimensions") }
        sizes = (1...max(2, dimensions)).map { $0 <= dimensions ? number.dimension($0) : 1 }
        let units: [Int: Double] = [1: 1000, 3: 0.001]  // metres, micrometres
        let unit = units[number.units & 7] ?? 1
        let distances = (1...3).map { abs(number.spacing($0)) * unit }
        spacing = distances.prefix(2).allSatisfy { $0 > 0 && $0.isFinite } ? distances : []
        let slope = number.slope
        rescale = slope == 0 ? nil : Rescale(slope: slope, intercept: number.intercept)
        guard let offset = Int(exactly: number.offset.rounded()), offset >= length else {
            throw .damaged("its voxels begin inside of its header")
        }
        start = offset
    }

    private static let kinds: [Int: (Volume.Kind, Int)] = [
        2: (.component(.uint8), 1), 4: (.component(.int16), 1), 8: (.component(.int32), 1),
        16: (.component(.float32), 1), 64: (.component(.float64), 1), 128: (.component(.uint8), 3),
        256: (.component(.int8), 1), 512: (.component(.uint16), 1), 768: (.component(.uint32), 1), 1024: (.int64, 1),
        1280: (.uint64, 1), 2304: (.component(.uint8), 4),
    ]
}

/// The numbers of a header, in the places of version 1 or 2.
private struct NIfTINumbers {
    let reader: ByteReader
    let isFirst: Bool

    func dimension(_ i: Int) -> Int {
        guard isFirst else { return reader.integer(at: 16 + 8 * i, size: 8) ?? 0 }
        return reader.integer(at: 40 + 2 * i, size: 2).map { Int(Int16(truncatingIfNeeded: $0)) } ?? 0
    }
    /// The shortest decimal number that rounds to the stored one: 0.139, not 0.13899999857.
    func spacing(_ i: Int) -> Double {
        isFirst ? Double("\(Float(float(76 + 4 * i)))") ?? 0 : double(104 + 8 * i)
    }
    var slope: Double { isFirst ? float(112) : double(176) }
    var intercept: Double { isFirst ? float(116) : double(184) }
    var offset: Double { isFirst ? float(108) : Double(reader.integer(at: 168, size: 8) ?? -1) }
    var units: Int { (isFirst ? reader.integer(at: 123, size: 1) : reader.integer(at: 500, size: 4)) ?? 0 }

    private func float(_ at: Int) -> Double {
        Double(Float(bitPattern: UInt32(truncatingIfNeeded: reader.integer(at: at, size: 4) ?? 0)))
    }

    private func double(_ at: Int) -> Double {
        let halves = [reader.integer(at: at, size: 4) ?? 0, reader.integer(at: at + 4, size: 4) ?? 0]
        let (high, low) = reader.bigEndian ? (halves[0], halves[1]) : (halves[1], halves[0])
        return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
    }
}
