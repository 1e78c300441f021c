/// A frame packed in runs of equal bytes (PS3.5, annex G): a plane for each byte of a pixel, the highest first.
struct DICOMRuns {
    private let data: [UInt8]

    init(_ data: [UInt8]) { self.data = data }

    func samples(_ shape: DICOMShape) throws(FileFault) -> [UInt8] {
        let size = shape.component.size
        let planes = shape.samples * size
        let reader = ByteReader(bytes: data, bigEndian: false)
        guard reader.integer(at: 0, size: 4) == planes else { throw .damaged("its runs are not of \(planes) planes") }
        let count = shape.width * shape.height
        // Two bytes stand for 128 at most.
        guard count / 64 <= data.count else { throw .damaged("its \(data.count) bytes cannot hold its pixels") }
        let starts = (0..<planes).map { reader.integer(at: 4 + 4 * $0, size: 4) ?? -1 } + [data.count]
        var result = [UInt8](repeating: 0, count: count * planes)
        for plane in 0..<planes {
            guard starts[plane] >= 64, starts[plane] <= starts[plane + 1], starts[plane + 1] <= data.count else {
                throw .damaged("its runs do not lie inside of it")
            }
            let (sample, byte) = (plane / size, plane % size)
            let place = sample * size + (1.littleEndian == 1 ? size - 1 - byte : byte)
            let unpacked = try unpack(starts[plane]..<starts[plane + 1], count: count)
            for pixel in 0..<count { result[pixel * planes + place] = unpacked[pixel] }
        }
        return result
    }

    private func unpack(_ range: Range<Int>, count: Int) throws(FileFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var at = range.lowerBound
        while result.count < count {
            guard at < range.upperBound else { throw .damaged("its runs end before its pixels do") }
            let head = Int(Int8(bitPattern: data[at]))
            at += 1
            if head >= 0 {
                guard head + 1 <= range.upperBound - at else { throw .damaged("its runs end before its pixels do") }
                result += data[at...at + head]
                at += head + 1
            } else if head > -128 {
                guard at < range.upperBound else { throw .damaged("its runs end before its pixels do") }
                result += repeatElement(data[at], count: 1 - head)
                at += 1
            }
        }
        return Array(result.prefix(count))
    }
}
