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

    /// The pages of a file, and the text beside them.
    static func inspect(_ file: [UInt8], _ format: pi_format) throws(FileFault) -> (pages: [pi_page], text: String) {
        let table = try tableForFile()
        var pages: UnsafeMutablePointer<pi_page>?
        var count = 0
        var characters: UnsafeMutablePointer<CChar>?
        let status = file.withUnsafeBytes {
            table.inspect(Int32(format.rawValue), $0.baseAddress, $0.count, &pages, &count, &characters)
        }
        defer {
            table.release(pages)
            table.release(characters)
        }
        try check(status, table)
        let found = Array(UnsafeBufferPointer(start: pages, count: count))
        guard !found.isEmpty else { throw .damaged("it holds no picture") }
        return (found, characters.map { String(cString: $0) } ?? "")
    }

    /// The samples of a page as they are stored.
    static func decode(
        _ file: [UInt8], _ format: pi_format, _ page: pi_page
    ) throws(FileFault) -> [UInt8] {
        let table = try tableForFile()
        let length = Int(page.width) * Int(page.height) * Int(page.channels) * Image.Component(page.component).size
        var status: Int32 = 0
        let samples = [UInt8](unsafeUninitializedCapacity: length) { samples, count in
            status = withUnsafePointer(to: page) { page in
                file.withUnsafeBytes { file in
                    table.decode(
                        Int32(format.rawValue), file.baseAddress, file.count, page, samples.baseAddress,
                        length)
                }
            }
            count = status == Int32(PI_DONE.rawValue) ? length : 0
        }
        try check(status, table)
        return samples
    }

    /// The colours of a page's palette.
    static func palette(
        _ file: [UInt8], _ format: pi_format, _ page: pi_page
    ) throws(FileFault) -> [StoredPixels.Colour] {
        let table = try tableForFile()
        var colours = [UInt8](repeating: 0, count: 1024)
        var count: Int32 = 0
        let status = withUnsafePointer(to: page) { page in
            file.withUnsafeBytes {
                table.palette(Int32(format.rawValue), $0.baseAddress, $0.count, page, &colours, &count)
            }
        }
        try check(status, table)
        return (0..<min(Int(count), 256)).map {
            .init(
                red: colours[4 * $0], green: colours[4 * $0 + 1], blue: colours[4 * $0 + 2], alpha: colours[4 * $0 + 3])
        }
    }

    /// The content of a gzip or zlib stream, its checksums checked.
    static func unpack(_ bytes: some Collection<UInt8>, limit: Int) throws(FileFault) -> [UInt8] {
        let table = try tableForFile()
        var memory: UnsafeMutableRawPointer?
        var count = 0
        let status = Array(bytes).withUnsafeBytes { table.unpack($0.baseAddress, $0.count, limit, &memory, &count) }
        defer { table.release(memory) }
        try check(status, table)
        return Array(UnsafeRawBufferPointer(start: memory, count: count))
    }

    private static func tableForFile() throws(FileFault) -> pleura_itk_table {
        do throws(ImageError) { return try table() } catch { throw .other(error) }
    }

    private static func check(_ status: Int32, _ table: pleura_itk_table) throws(FileFault) {
        let reason = lastError(table)
        switch UInt32(bitPattern: status) {
        case PI_DONE.rawValue: return
        case PI_DAMAGED.rawValue: throw .damaged(reason)
        case PI_UNSUPPORTED.rawValue: throw .unsupported(reason)
        default: throw .other(.malformed(reason))
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
        var shape = pi_shape(
            width: Int64(image.width), height: Int64(image.height), channels: Int32(image.channels),
            sample_bytes: Int32(image.component.size))
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
}
