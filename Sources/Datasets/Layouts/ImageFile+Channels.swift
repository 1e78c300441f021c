import Foundation
import Imaging

extension ImageFile {
    /// The same images, files of one image's channels brought together: `x_0000`, `x_0001` ... in one folder, as nnU-Net
    /// names them, where the network takes as many channels, or where they are picked from them.
    /// - Parameter preprocessing: of the network.
    public static func joined(_ files: [ImageFile], for preprocessing: Preprocessing) -> [ImageFile] {
        let rule = StemRule(hasChannels: true)
        var groups: [String: [(number: Int, file: ImageFile)]] = [:]
        func key(_ file: ImageFile) -> (key: String, stem: String, number: Int)? {
            let stem = file.url.lastPathComponent.stem
            guard let channel = rule.channel(stem) else { return nil }
            return (
                file.url.deletingLastPathComponent().appending(path: channel.stem).path, channel.stem, channel.number
            )
        }
        for file in files {
            if let own = key(file) { groups[own.key, default: []].append((own.number, file)) }
        }
        var names = Set(files.filter { key($0) == nil }.map { $0.name.lowercased() })
        return files.compactMap { file in
            guard let own = key(file), let group = groups[own.key] else { return file }
            let sorted = group.sorted { $0.number < $1.number }
            let isWhole =
                sorted.count > 1 && sorted.map(\.number) == Array(0..<sorted.count)
                && (sorted.count == preprocessing.channels || !preprocessing.selection.isEmpty)
            guard isWhole else { return file }
            guard own.number == 0 else { return nil }
            let name = names.insert(own.stem.lowercased()).inserted ? own.stem : file.name
            return ImageFile(channels: sorted.map(\.file.url), name: name)
        }
    }

    /// The image with all its channels.
    /// - Parameter names: of the network's channels, for files that hold a channel each.
    /// - Throws: `ImageError`.
    public func decode(_ names: [String] = []) throws(ImageError) -> Image {
        guard channels.count > 1 else { return try Codec.decode(url) }
        return try ChannelNames.given(names, to: Pair.joined(channels).image)
    }
}
