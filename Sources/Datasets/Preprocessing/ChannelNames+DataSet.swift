import Foundation
import Imaging

extension ChannelNames {
    /// The names of channels in the `dataset.json` of a set of nnU-Net, by their indices.
    private struct Description: Decodable {
        let names: [String: String]?
        /// As version 1 of nnU-Net calls them.
        let modality: [String: String]?

        enum CodingKeys: String, CodingKey {
            case names = "channel_names"
            case modality
        }
    }

    /// The pairs with the names that the set's `dataset.json` gives to their channels. A file of another shape is not one
    /// of nnU-Net: it names nothing.
    static func described(in root: URL, _ pairs: [Pair]) -> [Pair] {
        let file = root.appending(path: "dataset.json")
        guard let data = try? Data(contentsOf: file),  // most sets have none
            let description = try? JSONDecoder().decode(Description.self, from: data),  // another program's file
            let names = description.names ?? description.modality, !names.isEmpty
        else { return pairs }
        let ordered = (0..<names.count).map { names["\($0)"] ?? "" }
        return pairs.map { pair in
            var pair = pair
            pair.channelNames = ordered
            return pair
        }
    }

    /// The image with names for its channels, where it has none of its own and there is one for each.
    static func given(_ names: [String], to image: Image) throws(ImageError) -> Image {
        guard image.channelNames.isEmpty, !kept(names).isEmpty, names.count == image.channels else { return image }
        return try Image(
            width: image.width, height: image.height, channels: image.channels, component: image.component,
            bytes: image.bytes, spacing: image.spacing, hasAlpha: image.hasAlpha, channelNames: names, page: image.page)
    }
}
