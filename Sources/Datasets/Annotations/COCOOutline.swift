/// A polygon as pycocotools draws it (Lin and others 2014): the outline is walked at five times the resolution; where it
/// passes the middle of a column of pixels, what lies below is turned from inside to outside or back.
enum COCOOutline {
    private static let scale = 5.0

    static func pixels(_ polygon: [Shape.Point], _ size: PixelSize) -> [Bool] {
        let (height, width) = (size.height, size.width)
        // Turns by their places, column by column; the last place is behind the image.
        var turns = [Bool](repeating: false, count: width * height + 1)
        let walk = outline(polygon)
        for (before, here) in zip(walk, walk.dropFirst()) where here.x != before.x {
            let step = here.x < before.x ? here.x : here.x - 1
            let column = (Double(step) + 0.5) / scale - 0.5
            guard column == column.rounded(.down), column >= 0, column <= Double(width - 1) else { continue }
            let row = (Double(min(here.y, before.y)) + 0.5) / scale - 0.5
            let place = Int(column) * height + Int(min(max(row, 0), Double(height)).rounded(.up))
            turns[place].toggle()
        }
        var result = [Bool](repeating: false, count: width * height)
        var isInside = false
        for place in 0..<width * height {
            if turns[place] { isInside.toggle() }
            if isInside { result[place % height * width + place / height] = true }
        }
        return result
    }

    /// Every point of the outline on the finer grid, in order.
    private static func outline(_ polygon: [Shape.Point]) -> [(x: Int, y: Int)] {
        let corners = polygon.map { (x: Int(scale * $0.x + 0.5), y: Int(scale * $0.y + 0.5)) }
        guard let first = corners.first else { return [] }
        var points: [(x: Int, y: Int)] = []
        for (a, b) in zip(corners, corners.dropFirst() + [first]) {
            let (dx, dy) = (abs(b.x - a.x), abs(b.y - a.y))
            let isFlat = dx >= dy
            // Along the longer axis from its lower end, whichever way the outline goes, so that both ways round are alike.
            let isTurned = isFlat ? a.x > b.x : a.y > b.y
            let (start, end) = isTurned ? (b, a) : (a, b)
            let length = isFlat ? dx : dy
            let slope = length == 0 ? 0 : Double(isFlat ? end.y - start.y : end.x - start.x) / Double(length)
            for step in 0...length {
                let t = isTurned ? length - step : step
                let across = Double(isFlat ? start.y : start.x) + slope * Double(t) + 0.5
                points.append(isFlat ? (start.x + t, Int(across)) : (Int(across), start.y + t))
            }
        }
        return points
    }
}
