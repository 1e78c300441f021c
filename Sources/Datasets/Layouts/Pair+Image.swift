import Foundation
import Imaging

extension Pair {
    /// Reads the image, channel by channel where it has several files, with the spacing that its description states.
    /// - Throws: `ImageError`; `.unsupported` for channel files that are no image together, naming the file.
    public func decode() throws(ImageError) -> Image { try decodeTagged().image }

    /// The same, and the orientation tag by which it was laid upright, of several files the first one's.
    /// - Throws: As `decode`.
    func decodeTagged() throws(ImageError) -> (image: Image, tag: Orientation) {
        var (image, tag) = try images.count > 1 ? Self.joined(images) : Codec.decodeTagged(self.image)
        image = try ChannelNames.given(channelNames, to: image)
        if let spacing { image.spacing = spacing }
        return (image, tag)
    }

    /// The shape of the image's file, of several channels' files of the first, without its pixels.
    /// - Throws: `ImageError`.
    public func header() throws(ImageError) -> ImageHeader { try Codec.header(of: image) }

    /// Files of a channel each as one image, in their order, with the first one's orientation tag.
    /// - Parameter images: at least one.
    static func joined(_ images: [URL]) throws(ImageError) -> (image: Image, tag: Orientation) {
        guard (1...Image.mostChannels).contains(images.count) else {
            throw .unsupported(
                file: images.first?.path ?? "",
                reason: "it has \(images.count) channel files; an image has at most \(Image.mostChannels) channels")
        }
        var channels: [Image] = []
        var tags: [Orientation] = []
        for file in images {
            let (channel, tag) = try Codec.decodeTagged(file)
            func wrong(_ found: String) -> ImageError {
                .unsupported(
                    file: file.path, reason: "a channel's file is grey and like the first channel's, not \(found)")
            }
            guard channel.channels == 1 else { throw wrong("of \(channel.channels) channels") }
            let first = channels.first ?? channel
            guard channel.width == first.width, channel.height == first.height, channel.component == first.component
            else { throw wrong("\(channel.width) x \(channel.height) pixels of \(channel.component)") }
            channels.append(channel)
            tags.append(tag)
        }
        let (first, size) = (channels[0], channels[0].component.size)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.bytes.count * channels.count)
        for start in stride(from: 0, to: first.bytes.count, by: size) {
            for channel in channels { bytes += channel.bytes[start..<start + size] }
        }
        let image = try Image(
            width: first.width, height: first.height, channels: channels.count, component: first.component,
            bytes: bytes, spacing: first.spacing, hasAlpha: false)
        return (image, tags[0])
    }
}
