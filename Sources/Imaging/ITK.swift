import CImaging

/// ITK, as libpleura-itk offers it. The library is opened at the first use.
public enum ITK {
    /// ITK's version, for example "5.2.1".
    ///
    /// - Throws: `ImageError.unavailable` where libpleura-itk is missing or does not fit.
    public static func version() throws(ImageError) -> String {
        text(try table().itk_version())
    }

    static func table() throws(ImageError) -> pleura_itk_table {
        guard let table = pleura_itk() else { throw .unavailable(text(pleura_itk_failure())) }
        return table.pointee
    }

    static func lastError(_ table: pleura_itk_table) -> String { text(table.last_error()) }

    private static func text(_ characters: UnsafePointer<CChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }

    /// Decodes a file whose structure has been inspected, into the pixels as ITK delivers them.
    static func decode(_ file: [UInt8], _ format: pi_format, _ layout: FileLayout, name: String) throws(ImageError)
        -> [UInt8]
    {
        let table = try table()
        let length: Int
        do { length = try layout.deliveredBytes() } catch { throw error.named(name) }
        var shape = shape(layout.width, layout.height, layout.delivered, layout.component)
        // Zeroed, so that even a reader that stops without a word leaves nothing of this process's memory in it.
        var pixels = [UInt8](repeating: 0, count: length)
        let status = file.withUnsafeBytes { file in
            pixels.withUnsafeMutableBytes { pixels in
                table.decode(
                    Int32(format.rawValue), file.baseAddress, file.count, &shape, pixels.baseAddress, pixels.count)
            }
        }
        let reason = lastError(table)
        switch UInt32(bitPattern: status) {
        case PI_DONE.rawValue: return pixels
        case PI_DAMAGED.rawValue: throw .truncated(file: name, reason: reason)
        case PI_DIFFERENT.rawValue:
            throw .unsupported(file: name, reason: "\(reason), its tags say otherwise. Save it as PNG.")
        default: throw .unreadable(file: name, reason: reason)
        }
    }

    /// - Parameter level: Of deflate's effort, 0 to 9.
    static func encodePNG(_ image: Image, level: Int32) throws(ImageError) -> [UInt8] {
        try encode(image, as: "PNG", table().encode_png, level)
    }

    /// - Parameters:
    ///   - image: of 8 bits, with one channel or three.
    ///   - quality: 1 to 100.
    static func encodeJPEG(_ image: Image, quality: Int32) throws(ImageError) -> [UInt8] {
        try encode(image, as: "JPEG", table().encode_jpeg, quality)
    }

    private typealias Encoder =
        @convention(c) (
            UnsafePointer<pi_shape>?, UnsafeRawPointer?, Int32, UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
            UnsafeMutablePointer<Int>?
        ) -> Int32

    private static func encode(
        _ image: Image, as format: String, _ encoder: Encoder, _ setting: Int32
    ) throws(ImageError) -> [UInt8] {
        let table = try table()
        var shape = shape(image.width, image.height, image.channels, image.component)
        var memory: UnsafeMutableRawPointer?
        var count = 0
        let status = image.bytes.withUnsafeBytes {
            encoder(&shape, $0.baseAddress, setting, &memory, &count)
        }
        defer { table.release(memory) }
        guard status == Int32(PI_DONE.rawValue), let memory else {
            throw .malformed(
                "an image of \(image.width) x \(image.height) cannot be made a \(format): \(lastError(table))")
        }
        return Array(UnsafeRawBufferPointer(start: memory, count: count))
    }

    private static func shape(_ width: Int, _ height: Int, _ channels: Int, _ component: Image.Component) -> pi_shape {
        pi_shape(
            width: Int64(width), height: Int64(height), channels: Int32(channels), sample_bytes: Int32(component.size))
    }
}
