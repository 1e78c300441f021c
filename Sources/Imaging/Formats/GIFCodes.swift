/// The codes of a GIF picture: LZW of variable length (GIF89a specification, appendix F).
struct GIFCodes {
    private let data: [UInt8]
    private let codeSize: Int

    /// - Parameter codeSize: bits of an index, 2 to 8.
    init(_ data: [UInt8], codeSize: Int) { (self.data, self.codeSize) = (data, codeSize) }

    /// - Throws: `FileFault.damaged` where the codes do not give `count` indices, or are none.
    func indices(count: Int) throws(FileFault) -> [UInt8] {
        // A code stands for at most 4096 indices.
        guard count <= data.count * 8 / 3 * 4096 else { throw .damaged("its data cannot hold its pixels") }
        let (clear, end) = (1 << codeSize, 1 << codeSize + 1)
        var (prefix, suffix) = ([Int](repeating: 0, count: 4096), [UInt8](repeating: 0, count: 4096))
        for code in 0..<clear { suffix[code] = UInt8(code) }
        var indices: [UInt8] = []
        indices.reserveCapacity(count)
        var (next, width, previous, first) = (end + 1, codeSize + 1, -1, UInt8(0))
        var (held, have, at) = (0, 0, 0)
        var text: [UInt8] = []
        while indices.count < count {
            while have < width {
                guard at < data.count else { throw .damaged("its data end after \(indices.count) of \(count) pixels") }
                held |= Int(data[at]) << have
                (have, at) = (have + 8, at + 1)
            }
            let code = held & (1 << width - 1)
            (held, have) = (held >> width, have - width)
            if code == clear {
                (next, width, previous) = (end + 1, codeSize + 1, -1)
                continue
            }
            guard code != end else { throw .damaged("its data end after \(indices.count) of \(count) pixels") }
            guard code < next || (code == next && previous >= 0) else { throw .damaged("its data hold a wrong code") }
            // Back along the prefixes; the code that is just being made begins and ends as the one before.
            text.removeAll(keepingCapacity: true)
            var part = code
            if code == next {
                text.append(first)
                part = previous
            }
            while part >= clear {
                text.append(suffix[part])
                part = prefix[part]
            }
            first = suffix[part]
            text.append(first)
            indices += text.reversed()
            if previous >= 0, next < 4096 {
                (prefix[next], suffix[next]) = (previous, first)
                next += 1
                if next == 1 << width, width < 12 { width += 1 }
            }
            previous = code
        }
        guard indices.count == count else { throw .damaged("its data hold more than its \(count) pixels") }
        return indices
    }
}
