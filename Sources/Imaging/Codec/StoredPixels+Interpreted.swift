extension StoredPixels {
    /// The image as every viewer shows it: colours instead of a palette's indices and of CMYK, black at zero, fewer than
    /// 8 bits spread to 0...255, rescaled, upright. Deeper samples are not scaled. What `Codec.decode` gives.
    ///
    /// - Throws: `ImageError.malformed` for an index beyond the palette.
    public func interpreted() throws(ImageError) -> Image {
        var image = self.image
        switch photometric {
        case .palette: image = try coloured()
        case .cmyk: image = try printed()
        case .whiteIsZero: image = try spread(turnedOver())
        case .blackIsZero, .rgb: image = try spread(image)
        }
        if !transparentColour.isEmpty { image = try withAlpha(image) }
        if let rescale { image = try rescale.applied(to: image, bits: significantBits) }
        return try image.turned(by: orientation)
    }

    private func image(
        _ channels: Int, _ bytes: [UInt8], alpha: Bool, component: Image.Component? = nil
    ) throws(ImageError) -> Image {
        try Image(
            width: image.width, height: image.height, channels: channels, component: component ?? image.component,
            bytes: bytes, spacing: image.spacing, hasAlpha: alpha,
            channelNames: channels == image.channels ? image.channelNames : [], page: image.page)
    }

    private func coloured() throws(ImageError) -> Image {
        let (channels, component, hasAlpha) = InterpretedShape.palette(palette)
        if let highest = image.bytes.max(), Int(highest) >= palette.count {
            throw .malformed("its palette has \(palette.count) colours, a pixel has the index \(highest)")
        }
        let colours = palette.map { [$0.red, $0.green, $0.blue, $0.alpha] }
        let bytes = [UInt8](unsafeUninitializedCapacity: image.bytes.count * channels) { to, count in
            for index in image.bytes {
                let colour = colours[Int(index)]
                for channel in 0..<channels {
                    to[count] = colour[channel]
                    count += 1
                }
            }
        }
        return try self.image(channels, bytes, alpha: hasAlpha, component: component)
    }

    /// CMYK without a colour profile: each colour is what cyan, magenta or yellow and black leave of the light.
    private func printed() throws(ImageError) -> Image {
        guard image.component.isUnsignedUpTo16Bits else {
            throw .malformed("it is CMYK of \(image.component); save it as RGB")
        }
        let (samples, channels, full) = (image.samples, image.channels, image.component.fullScale)
        var colours: [Double] = []
        colours.reserveCapacity(samples.count / channels * (channels - 1))
        for first in stride(from: 0, to: samples.count, by: channels) {
            let light = full - Int(samples[first + 3])
            for ink in 0..<3 { colours.append(Double(((full - Int(samples[first + ink])) * light + full / 2) / full)) }
            for extra in 4..<max(channels, 4) { colours.append(Double(samples[first + extra])) }
        }
        return try image(channels - 1, image.component.bytes(of: colours), alpha: image.hasAlpha)
    }

    /// White that is zero becomes the largest value of the stored bits; alpha stays.
    private func turnedOver() throws(ImageError) -> Image {
        if image.component.isFloat { return image }
        let size = image.component.size
        let isSigned = [.int8, .int16, .int32].contains(image.component)
        let mask = isSigned ? UInt64.max : (UInt64(1) << UInt64(min(significantBits, 32))) - 1
        let turned = (0..<size).map { UInt8(truncatingIfNeeded: mask >> UInt64(8 * $0)) }  // from the lowest byte on
        let masks = (1.littleEndian == 1 ? turned : turned.reversed())
        let colours = image.colourChannels * size
        let pixel = image.channels * size
        var bytes = image.bytes
        bytes.withUnsafeMutableBufferPointer { bytes in
            for first in stride(from: 0, to: bytes.count, by: pixel) {
                for at in 0..<colours { bytes[first + at] ^= masks[at % size] }
            }
        }
        return try image(image.channels, bytes, alpha: image.hasAlpha)
    }

    /// Fewer than 8 bits spread to 0...255.
    private func spread(_ image: Image) throws(ImageError) -> Image {
        guard image.component == .uint8, significantBits < 8, format != .dicom else { return image }
        let full = 1 << significantBits - 1
        let values = (0..<256).map { UInt8(min((min($0, full) * 255 + full / 2) / full, 255)) }
        return try self.image(image.channels, image.bytes.map { values[Int($0)] }, alpha: image.hasAlpha)
    }

    /// A channel of alpha behind the others: 0 where a pixel has the transparent colour. In the image's own full scale.
    private func withAlpha(_ interpreted: Image) throws(ImageError) -> Image {
        let (stored, channels) = (image.samples, image.channels)
        let full = interpreted.component.fullScale
        let samples = interpreted.samples
        var result: [Double] = []
        result.reserveCapacity(stored.count / channels * (channels + 1))
        for first in stride(from: 0, to: stored.count, by: channels) {
            for channel in 0..<channels { result.append(Double(samples[first + channel])) }
            let isTransparent = stored[first..<first + channels].elementsEqual(transparentColour)
            result.append(isTransparent ? 0 : Double(full))
        }
        return try image(channels + 1, interpreted.component.bytes(of: result), alpha: true)
    }
}
