extension Image {
    /// The image as one grey channel of the same component: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded.
    ///
    /// Grey that was saved as RGB comes back exactly. Alpha is dropped, not multiplied in. A grey image is returned as
    /// it is.
    /// - Throws: `ImageError.malformed` for more channels than red, green and blue, and for colours of another type than
    ///   unsigned 8 or 16 bits.
    public var luminance: Image {
        get throws(ImageError) {
            switch colourChannels {
            case 1 where channels == 1: return self
            case 1: return try firstChannel
            case 3 where component.isUnsignedUpTo16Bits:
                // In thousandths; the sum of the weights is 1000, so R = G = B gives that value.
                return try mapped { (299 * $0[0] + 587 * $0[1] + 114 * $0[2] + 500) / 1000 }
            default:
                throw .malformed(
                    "has \(colourChannels) channels of \(component); a grey image is made of one channel, or of red, "
                        + "green and blue in 8 or 16 bits")
            }
        }
    }

    private var firstChannel: Image {
        get throws(ImageError) {
            let size = component.size
            var first: [UInt8] = []
            first.reserveCapacity(bytes.count / channels)
            for start in stride(from: 0, to: bytes.count, by: channels * size) { first += bytes[start..<start + size] }
            return try Image(
                width: width, height: height, component: component, bytes: first, spacing: spacing, page: page)
        }
    }

    /// One sample for each pixel, made of the pixel's samples.
    private func mapped(_ grey: (ArraySlice<Int>) -> Int) throws(ImageError) -> Image {
        var pixel = ArraySlice(repeating: 0, count: channels)
        let size = component.size
        let stride = channels * size
        let pixels = bytes.withUnsafeBytes { from in
            [UInt8](unsafeUninitializedCapacity: from.count / channels) { to, count in
                let to = UnsafeMutableRawBufferPointer(to)
                for start in Swift.stride(from: 0, to: from.count, by: stride) {
                    for channel in 0..<channels {
                        let at = start + channel * size
                        pixel[channel] =
                            size == 1 ? Int(from[at]) : Int(from.loadUnaligned(fromByteOffset: at, as: UInt16.self))
                    }
                    let value = grey(pixel)
                    if size == 1 {
                        to[count] = UInt8(truncatingIfNeeded: value)
                    } else {
                        to.storeBytes(of: UInt16(truncatingIfNeeded: value), toByteOffset: count, as: UInt16.self)
                    }
                    count += size
                }
            }
        }
        return try Image(
            width: width, height: height, component: component, bytes: pixels, spacing: spacing, page: page)
    }
}
