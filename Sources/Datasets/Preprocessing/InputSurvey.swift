import Files
import Imaging

/// What the files of a data set say of their samples: what a network's input has to be.
public struct InputSurvey: Equatable, Sendable {
    /// How many images have which type of samples.
    public let components: [Image.Component: Int]
    /// How many images have how many channels, alpha left out.
    public let channels: [Int: Int]
    /// The channels' names where all images have the same ones, alpha left out; empty where they have none.
    public let names: [String]
    /// Whether images name their channels differently.
    public let namesDiffer: Bool

    /// Reads the headers. Files that cannot be read count as nothing: loading names them.
    public init(of pairs: [Pair], threads: Int = Processors.current.count) {
        let found = parallelMap(pairs, threads: threads) { pair -> Facts? in
            // An unreadable header is no error here.
            (try? pair.header()).map { Facts(pair, $0) }
        }
        self.init(found.compactMap(\.self))
    }

    /// Of one image.
    struct Facts: Hashable, Sendable {
        let component: Image.Component
        let channels: Int
        let names: [String]

        init(component: Image.Component, channels: Int, names: [String] = []) {
            (self.component, self.channels, self.names) = (component, channels, names)
        }

        init(_ pair: Pair, _ header: ImageHeader) {
            component = header.component
            let isJoined = pair.images.count > 1
            channels =
                isJoined ? pair.images.count : max(header.hasAlpha ? header.channels - 1 : header.channels, 1)
            let own = header.channelNames.isEmpty ? pair.channelNames : header.channelNames
            let all = isJoined ? pair.images.count : header.channels
            names = own.count == all ? Array(ChannelNames.kept(own).prefix(channels)) : []
        }
    }

    init(_ images: [Facts]) {
        components = Dictionary(images.map { ($0.component, 1) }, uniquingKeysWith: +)
        channels = Dictionary(images.map { ($0.channels, 1) }, uniquingKeysWith: +)
        let all = Set(images.map { $0.names.map { $0.lowercased() } })
        names = all.count == 1 ? images.first?.names ?? [] : []
        namesDiffer = all.count > 1
    }

    /// How many images were looked at.
    public var count: Int { components.values.reduce(0, +) }

    /// Channels of the network's input: as many as most images have, but three for grey as for RGB images.
    /// - Parameter selection: the channels that are picked; then as many as these.
    public func networkChannels(_ selection: [String]) -> Int {
        let most = channels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 3
        let count = selection.isEmpty ? most : selection.count
        return count == 1 ? 3 : count
    }

    /// The names of the picked channels; empty where the images have none.
    public func names(_ selection: [String]) -> [String] {
        guard !selection.isEmpty else { return names }
        let picked = selection.compactMap { wanted -> String? in
            if let name = names.first(where: { ChannelNames.areEqual($0, wanted) }) { return name }
            return Int(wanted).flatMap { names.indices.contains($0) ? names[$0] : nil }
                ?? (Int(wanted) == nil ? wanted : nil)
        }
        return picked.count == selection.count && !names.isEmpty ? picked : []
    }

    /// The rule of `auto`, and why: the full scale where all images have 8 bits, else percentiles.
    public var intensity: (rule: Intensity, reason: String) {
        let deep = components.filter { $0.key != .uint8 }
        guard !deep.isEmpty else {
            return (.fullScale, count == 1 ? "the image has 8 bits" : "all \(count) images have 8 bits")
        }
        let types = deep.keys.map(\.rawValue).sorted().joined(separator: ", ")
        return (.percentile, "\(deep.values.reduce(0, +)) of \(count) images have samples of \(types)")
    }
}
