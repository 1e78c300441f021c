import CImaging

/// A frame in a DICOM file of its own, with no more elements than its pixels need: what GDCM is given.
struct DICOMEnvelope {
    private let syntax: DICOMSyntax
    private let shape: DICOMShape

    init(_ elements: DICOMElements, _ shape: DICOMShape) { (syntax, self.shape) = (elements.syntax, shape) }

    /// The samples of a packed frame, colours as RGB.
    func samples(_ frame: [UInt8]) throws(FileFault) -> [UInt8] {
        let file = bytes(frame)
        var page = pi_page()
        (page.width, page.height) = (Int64(shape.width), Int64(shape.height))
        (page.channels, page.bits) = (Int32(shape.samples), Int32(shape.bits))
        switch shape.component {
        case .uint8: page.component = Int32(PI_UINT8.rawValue)
        case .int8: page.component = Int32(PI_INT8.rawValue)
        case .uint16: page.component = Int32(PI_UINT16.rawValue)
        case .int16: page.component = Int32(PI_INT16.rawValue)
        case .uint32: page.component = Int32(PI_UINT32.rawValue)
        default: page.component = Int32(PI_INT32.rawValue)
        }
        return try ITK.decode(file, PI_DICOM, page)
    }

    private func bytes(_ frame: [UInt8]) -> [UInt8] {
        let meta = element(0x0002_0010, "UI", text(syntax.uid, pad: 0))
        var file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        file += element(0x0002_0000, "UL", little(meta.count, 4)) + meta
        file += element(0x0028_0002, "US", little(shape.samples, 2))
        file += element(0x0028_0004, "CS", text(shape.samples == 1 ? "MONOCHROME2" : shape.colours, pad: 0x20))
        if shape.samples > 1 { file += element(0x0028_0006, "US", little(0, 2)) }
        file += element(0x0028_0010, "US", little(shape.height, 2)) + element(0x0028_0011, "US", little(shape.width, 2))
        file += element(0x0028_0100, "US", little(shape.allocated, 2))
        file += element(0x0028_0101, "US", little(shape.bits, 2))
        file += element(0x0028_0102, "US", little(shape.bits - 1, 2))
        file += element(0x0028_0103, "US", little(shape.isSigned ? 1 : 0, 2))
        file += tag(0x7FE0_0010) + Array("OB".utf8) + [0, 0] + little(0xFFFF_FFFF, 4)
        file += tag(0xFFFE_E000) + little(0, 4)  // no offsets
        let pad = frame.count % 2
        file += tag(0xFFFE_E000) + little(frame.count + pad, 4) + frame + [UInt8](repeating: 0, count: pad)
        return file + tag(0xFFFE_E0DD) + little(0, 4)
    }

    private func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    private func tag(_ tag: DICOMElements.Tag) -> [UInt8] { little(tag >> 16, 2) + little(tag & 0xFFFF, 2) }
    private func text(_ text: String, pad: UInt8) -> [UInt8] {
        Array(text.utf8) + (text.utf8.count % 2 == 1 ? [pad] : [])
    }
    private func element(_ name: DICOMElements.Tag, _ type: String, _ value: [UInt8]) -> [UInt8] {
        tag(name) + Array(type.utf8) + little(value.count, 2) + value
    }
}
