extension Orientation {
    /// The orientation whose turn takes back the turn of this one.
    public var inverse: Orientation {
        switch self {
        case .needsClockwiseTurn: .needsCounterclockwiseTurn
        case .needsCounterclockwiseTurn: .needsClockwiseTurn
        default: self
        }
    }

    /// Stored pixels laid upright.
    /// - Parameters:
    ///   - bytes: row by row, `width` x `height` pixels of `size` bytes each; other counts come back as they are.
    /// - Returns: row by row; `width` and `height` are exchanged where the orientation swaps axes.
    public func turned(_ bytes: [UInt8], width: Int, height: Int, size: Int) -> [UInt8] {
        guard width > 0, height > 0, size > 0, bytes.count == width * height * size else { return bytes }
        return apply(to: bytes, width: width, height: height, size: size)
    }
}

extension Image {
    /// The image with its stored rows and columns laid upright.
    public func turned(by orientation: Orientation) throws(ImageError) -> Image {
        if orientation == .upright { return self }
        let size = channels * component.size
        let sides = orientation.swapsAxes ? (height, width) : (width, height)
        let spacing = spacing.map { orientation.swapsAxes ? Array($0.reversed()) : $0 }
        return try Image(
            width: sides.0, height: sides.1, channels: channels, component: component,
            bytes: orientation.turned(bytes, width: width, height: height, size: size), spacing: spacing,
            hasAlpha: hasAlpha, channelNames: channelNames, page: page)
    }
}
