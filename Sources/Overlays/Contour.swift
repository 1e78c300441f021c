/// The line along the inner edge of a mask.
enum Contour {
    /// Width of the line in pixels: 1 up to 599 pixels on the longer side, then one more for every 400.
    static func thickness(width: Int, height: Int) -> Int { max(1, (max(width, height) + 200) / 400) }

    /// Foreground pixels at most `thickness` steps (along x and y) from the background. What lies outside the image is
    /// background, so that the contour of a mask that touches the edge is closed.
    /// - Parameters:
    ///   - mask: whether each pixel is foreground, row by row.
    /// - Returns: whether the line covers a pixel, in the mask's order.
    static func inside(of mask: [Bool], width: Int, height: Int, thickness: Int) -> [Bool] {
        // City-block distance to the background in two passes (Rosenfeld and Pfaltz 1966), capped above the thickness.
        let cap = thickness + 1
        var distance = mask.map { $0 ? cap : 0 }
        for y in 0..<height {
            for x in 0..<width where distance[y * width + x] != 0 {
                let i = y * width + x
                let before = min(x == 0 ? 0 : distance[i - 1], y == 0 ? 0 : distance[i - width])
                distance[i] = min(distance[i], before + 1)
            }
        }
        for y in (0..<height).reversed() {
            for x in (0..<width).reversed() where distance[y * width + x] != 0 {
                let i = y * width + x
                let after = min(
                    x == width - 1 ? 0 : distance[i + 1], y == height - 1 ? 0 : distance[i + width])
                distance[i] = min(distance[i], after + 1)
            }
        }
        return distance.map { (1...thickness).contains($0) }
    }
}
