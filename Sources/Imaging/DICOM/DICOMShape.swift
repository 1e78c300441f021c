/// What a DICOM file's elements say of its pixels (PS3.3, C.7.6.3).
struct DICOMShape {
    let width: Int, height: Int
    let samples: Int
    let frames: Int
    /// Bits of a sample in the file, and those of them that count.
    let allocated: Int, bits: Int
    let isSigned: Bool
    /// Whether the samples of a plain frame lie plane by plane.
    let isPlanar: Bool
    let photometric: StoredPixels.Photometric
    /// As the file names it: "YBR_FULL".
    let colours: String
    /// Why the pixels are not read; nil where they are.
    let problem: String?

    init(_ elements: DICOMElements) throws(FileFault) {
        func word(_ tag: DICOMElements.Tag) -> Int? { elements.words(tag).first }
        guard let height = word(0x0028_0010), let width = word(0x0028_0011), width > 0, height > 0 else {
            throw .unsupported("it is a DICOM file without an image.")
        }
        (self.width, self.height) = (width, height)
        samples = word(0x0028_0002) ?? 1
        allocated = word(0x0028_0100) ?? 16
        let stored = word(0x0028_0101) ?? allocated
        bits = (1...max(allocated, 1)).contains(stored) ? stored : allocated
        isSigned = word(0x0028_0103) == 1
        isPlanar = word(0x0028_0006) == 1
        colours = elements.text(0x0028_0004) ?? ""
        frames = elements.numbers(0x0028_0008).first.flatMap { Int(exactly: $0) } ?? 1
        guard (1...65535).contains(frames) else { throw .unsupported("it says that it holds \(frames) frames.") }
        photometric =
            switch colours {
            case "MONOCHROME1": .whiteIsZero
            case "PALETTE COLOR": .palette
            default: samples == 3 ? .rgb : .blackIsZero
            }
        let isPlain = elements.syntax.coding == .plain
        problem =
            if ![8, 16, 32].contains(allocated) {
                "its pixels have \(allocated) bits; 8, 16 and 32 are read"
            } else if samples != 1 && samples != 3 {
                "its pixels have \(samples) samples; one and three are read"
            } else if allocated > 8 && (samples == 3 || photometric == .palette) {
                "its colours have more than 8 bits"
            } else if samples == 3 && !["RGB", "YBR_FULL"].contains(colours) && (isPlain || !colours.hasPrefix("YBR")) {
                "its colours are stored as \(colours)"
            } else {
                nil
            }
    }

    var component: Image.Component {
        switch allocated {
        case 8: isSigned ? .int8 : .uint8
        case 32: isSigned ? .int32 : .uint32
        default: isSigned ? .int16 : .uint16
        }
    }

    /// Bytes of a frame.
    var frameSize: Int { width * height * samples * component.size }

    /// The colours of palettes of up to 256 entries: 8 or 16 bits in the file.
    func palette(_ elements: DICOMElements) throws(FileFault) -> [StoredPixels.Colour] {
        var channels: [[UInt8]] = []
        for channel in 0..<3 {
            let descriptor = elements.words(0x0028_1101 + channel)
            guard descriptor.count == 3, descriptor[1] == 0, (1...256).contains(descriptor[0]),
                let raw = elements.raw(0x0028_1201 + channel)
            else { throw .unsupported("its palette has more than 256 colours, or none. Save it as RGB.") }
            let values = elements.words(0x0028_1201 + channel)
            let entries =
                descriptor[2] == 8 && raw.count < 2 * descriptor[0]
                ? Array(raw) : values.map { UInt8(truncatingIfNeeded: descriptor[2] == 8 ? $0 : $0 >> 8) }
            guard entries.count >= descriptor[0] else { throw .damaged("its palette lacks colours") }
            channels.append(Array(entries.prefix(descriptor[0])))
        }
        let count = channels.map(\.count).min() ?? 0
        return (0..<count).map { .init(red: channels[0][$0], green: channels[1][$0], blue: channels[2][$0]) }
    }
}
