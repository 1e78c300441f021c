import Imaging

/// Makes pictures smaller for the page: each new pixel is the mean of the area that it covers.
enum AreaAveraging {
    /// - Parameters:
    ///   - image: 8 bits a channel.
    ///   - longest: the most pixels a side, at least 1. A smaller image stays as it is.
    /// - Throws: `ImageError.malformed` where the image is not of 8 bits.
    static func shrink(_ image: Image, longest: Int) throws(ImageError) -> Image {
        guard max(image.width, image.height) > longest else { return image }
        guard image.component == .uint8 else { throw .malformed("pictures for the page have 8 bits a channel") }
        let (width, height) = size(image.width, image.height, longest: longest)
        let channels = image.channels
        let (columns, rows) = (shares(from: image.width, to: width), shares(from: image.height, to: height))
        var bytes = [UInt8](repeating: 0, count: width * height * channels)
        for y in 0..<height {
            // One row of the new image, at the old width: the mean over the rows that it covers.
            var line = [Float](repeating: 0, count: image.width * channels)
            for (offset, share) in rows[y].weights.enumerated() {
                let start = (rows[y].first + offset) * image.width * channels
                for i in line.indices { line[i] += share * Float(image.bytes[start + i]) }
            }
            for x in 0..<width {
                for channel in 0..<channels {
                    var sum: Float = 0
                    for (offset, share) in columns[x].weights.enumerated() {
                        sum += share * line[(columns[x].first + offset) * channels + channel]
                    }
                    bytes[(y * width + x) * channels + channel] = UInt8(max(0, min(255, sum.rounded())))
                }
            }
        }
        return try Image(width: width, height: height, channels: channels, bytes: bytes)
    }

    /// The size of a picture of `longest` pixels a side at most, with the sides' proportion kept.
    static func size(_ width: Int, _ height: Int, longest: Int) -> (width: Int, height: Int) {
        let side = max(width, height)
        func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * Double(longest) / Double(side)).rounded())) }
        return side > longest ? (scaled(width), scaled(height)) : (width, height)
    }

    /// For each new pixel along one axis: the first old pixel that it covers, and the share of each, which sum to 1.
    private static func shares(from old: Int, to new: Int) -> [(first: Int, weights: [Float])] {
        let step = Double(old) / Double(new)
        return (0..<new).map { i in
            let (start, end) = (Double(i) * step, min(Double(i + 1) * step, Double(old)))
            let first = Int(start)
            let last = max(first, min(old, Int(end.rounded(.up))) - 1)
            let weights = (first...last).map { pixel in
                Float(max(0, min(end, Double(pixel + 1)) - max(start, Double(pixel))) / step)
            }
            return (first, weights)
        }
    }
}
