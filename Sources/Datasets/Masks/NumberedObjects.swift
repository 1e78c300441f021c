/// The areas of equal value in a mask: whether its values look like the numbers of objects.
struct NumberedObjects {
    /// Different values above 0.
    let values: Int
    /// Connected areas (by sides and corners) of one value above 0.
    let areas: Int
    /// Their mean size in pixels.
    let meanArea: Double

    /// - Parameter isBackground: of each value, whether it is none of an object.
    init(_ mask: MaskValues, isBackground: [Bool]) {
        let (width, places) = (mask.width, mask.places)
        var labels = AreaLabels()
        var above = [Int32](repeating: -1, count: width)
        var here = above
        var pixels = 0
        for start in stride(from: 0, to: places.count, by: max(width, 1)) {
            for x in 0..<width {
                let value = places[start + x]
                guard !isBackground[Int(value)] else {
                    here[x] = -1
                    continue
                }
                pixels += 1
                here[x] = -1
                if x > 0, places[start + x - 1] == value { here[x] = here[x - 1] }
                guard start > 0 else {
                    if here[x] < 0 { here[x] = labels.make() }
                    continue
                }
                for column in max(x - 1, 0)...min(x + 1, width - 1) where places[start - width + column] == value {
                    here[x] = here[x] < 0 ? above[column] : labels.join(here[x], above[column])
                }
                if here[x] < 0 { here[x] = labels.make() }
            }
            swap(&above, &here)
        }
        areas = labels.count
        values = mask.values.indices.count { !isBackground[$0] }
        meanArea = areas > 0 ? Double(pixels) / Double(areas) : 0
    }

    /// Each number is one area, of several pixels: objects, not the steps of smoothed edges, whose values lie scattered
    /// in single pixels.
    var looksNumbered: Bool { values >= 2 && 4 * areas <= 5 * values && meanArea >= 4 }
}

/// Areas that are found row by row and turn out to be one (union and find).
private struct AreaLabels {
    private var roots: [Int32] = []
    private(set) var count = 0

    mutating func make() -> Int32 {
        let label = Int32(roots.count)
        roots.append(label)
        count += 1
        return label
    }

    /// - Returns: the label of both.
    mutating func join(_ a: Int32, _ b: Int32) -> Int32 {
        let (a, b) = (root(a), root(b))
        guard a != b else { return a }
        roots[Int(max(a, b))] = min(a, b)
        count -= 1
        return min(a, b)
    }

    private mutating func root(_ label: Int32) -> Int32 {
        var label = label
        while roots[Int(label)] != label {
            roots[Int(label)] = roots[Int(roots[Int(label)])]
            label = roots[Int(label)]
        }
        return label
    }
}
