/// The areas of equal value in a mask: whether its values look like the numbers of objects.
struct NumberedObjects {
    /// Different values above 0.
    let values: Int
    /// Connected areas (by sides) of one value above 0.
    let areas: Int
    /// Their mean size in pixels.
    let meanArea: Double

    /// - Parameter isBackground: of each value, whether it is none of an object.
    init(_ mask: MaskValues, isBackground: [Bool]) {
        let (width, places) = (mask.width, mask.places)
        var roots: [Int32] = []
        var above = [Int32](repeating: -1, count: width)
        func root(_ i: Int32) -> Int32 {
            var i = i
            while roots[Int(i)] != i {
                roots[Int(i)] = roots[Int(roots[Int(i)])]
                i = roots[Int(i)]
            }
            return i
        }
        var (joined, pixels) = (0, 0)
        for start in stride(from: 0, to: places.count, by: max(width, 1)) {
            for x in 0..<width {
                let value = places[start + x]
                guard !isBackground[Int(value)] else {
                    above[x] = -1
                    continue
                }
                pixels += 1
                let up = start > 0 && places[start + x - width] == value ? root(above[x]) : -1
                let left = x > 0 && places[start + x - 1] == value ? root(above[x - 1]) : -1
                switch (up >= 0, left >= 0) {
                case (true, true):
                    if up != left {
                        roots[Int(max(up, left))] = min(up, left)
                        joined += 1
                    }
                    above[x] = min(up, left)
                case (true, false): above[x] = up
                case (false, true): above[x] = left
                case (false, false):
                    above[x] = Int32(roots.count)
                    roots.append(above[x])
                }
            }
        }
        areas = roots.count - joined
        values = mask.values.indices.count { !isBackground[$0] }
        meanArea = areas > 0 ? Double(pixels) / Double(areas) : 0
    }

    /// Each number is one area, of several pixels: objects, not the steps of smoothed edges, whose values lie scattered
    /// in single pixels.
    var looksNumbered: Bool { values >= 2 && 4 * areas <= 5 * values && meanArea >= 4 }
}
