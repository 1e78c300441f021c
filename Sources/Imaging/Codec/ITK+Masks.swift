import CImaging

extension ITK {
    /// - Parameter spacing: two finite numbers above 0, along x and y.
    static func distances(to mask: BinaryMask, spacing: [Double]) throws(ImageError) -> [Double] {
        let table = try table()
        var status: Int32 = 0
        let distances = [Double](unsafeUninitializedCapacity: mask.pixels.count) { distances, count in
            status = mask.pixels.withUnsafeBufferPointer { pixels in
                table.distance_map(
                    Int64(mask.width), Int64(mask.height), pixels.baseAddress, spacing, distances.baseAddress)
            }
            count = status == Int32(PI_DONE.rawValue) ? mask.pixels.count : 0
        }
        try check(status, mask, table)
        return distances
    }

    /// - Parameter diagonal: whether a shared corner is enough.
    /// - Returns: a label for each pixel, and how many components there are.
    static func components(of mask: BinaryMask, diagonal: Bool) throws(ImageError) -> (labels: [UInt32], count: Int) {
        let table = try table()
        var status: Int32 = 0
        var found: UInt32 = 0
        let labels = [UInt32](unsafeUninitializedCapacity: mask.pixels.count) { labels, count in
            status = mask.pixels.withUnsafeBufferPointer { pixels in
                table.components(
                    Int64(mask.width), Int64(mask.height), pixels.baseAddress, diagonal ? 1 : 0, labels.baseAddress,
                    &found)
            }
            count = status == Int32(PI_DONE.rawValue) ? mask.pixels.count : 0
        }
        try check(status, mask, table)
        return (labels, Int(found))
    }

    private static func check(_ status: Int32, _ mask: BinaryMask, _ table: pleura_itk_table) throws(ImageError) {
        guard status != Int32(PI_DONE.rawValue) else { return }
        throw .malformed("a mask of \(mask.width) x \(mask.height) cannot be measured: \(lastError(table))")
    }
}
