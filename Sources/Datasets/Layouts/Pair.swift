import Foundation
import Imaging

/// One image and its truth, as files.
public struct Pair: Hashable, Sendable {
    /// The image file; of several that hold a channel each, in the order of the channels.
    public let images: [URL]
    /// Where the mask comes from; several are one mask, joined (left and right lung, a file an object).
    public let masks: [MaskSource]
    /// The name of the data set that it belongs to, unique among the sets of a training.
    public let set: String
    /// The image's path relative to the set's root, parts divided by '/'.
    public let name: String
    /// Whom the image shows, so that one patient's images stay in one subset; a name of the image itself where no patient
    /// is known.
    public var group: String
    /// The set whose draw places the group: `set`, or another one that holds an image of the same group (`Twins`).
    public var home: String
    /// The subset that the set's makers gave the image; nil: it is drawn.
    public var subset: Subset?
    /// Millimetres between pixel centres along x and y as the data set's description states them, which go before those
    /// of the image's file; nil: those of the file count.
    public var spacing: [Double]?
    /// The channels' names as the data set's description states them, where the image's file does not.
    public var channelNames: [String] = []
    /// What a description says of the image besides: `site` or `sex`, for example.
    public var columns: [String: String]

    /// - Parameters:
    ///   - images: at least one.
    ///   - masks: at least one.
    ///   - name: relative to the set's root, parts divided by '/'.
    public init(
        images: [URL], masks: [MaskSource], set: String, name: String, group: String, subset: Subset? = nil,
        spacing: [Double]? = nil, columns: [String: String] = [:]
    ) {
        (self.images, self.masks, self.set, self.name) = (images, masks, set, name)
        (self.group, home, self.subset, self.spacing, self.columns) = (group, set, subset, spacing, columns)
    }

    /// One image file with files of masks.
    public init(image: URL, masks: [URL], set: String, name: String, group: String) {
        self.init(images: [image], masks: masks.map(MaskSource.file), set: set, name: name, group: group)
    }

    /// What a split and a fingerprint know the image by.
    public var key: ImageKey { ImageKey(set: set, name: name) }

    /// The group wherever it is: the set whose draw places it, and its name.
    public var patient: ImageKey { ImageKey(set: home, name: group) }

    /// The image file, of several the first.
    public var image: URL { images.first ?? URL(filePath: name) }

    /// The files that the mask is read from, each once.
    public var maskFiles: [URL] {
        var seen: Swift.Set<URL> = []
        return masks.map(\.file).filter { seen.insert($0).inserted }
    }

    /// The same pair in a set of another name.
    func renamed(set: String) -> Pair {
        var pair = Pair(
            images: images, masks: masks, set: set, name: name, group: group, subset: subset, spacing: spacing,
            columns: columns)
        if home != self.set { pair.home = home }
        pair.channelNames = channelNames
        return pair
    }
}

/// An image's identity, whatever the machine and the folder: its set and its name in the set.
public struct ImageKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The data set's name, unique among the sets of a training.
    public let set: String
    /// The image's path relative to the set's root, parts divided by '/'.
    public let name: String

    /// A key from the names that files such as `split.csv` hold.
    public init(set: String, name: String) {
        (self.set, self.name) = (set, name)
    }

    /// By set, then by name, both in the order of their UTF-8 bytes.
    public static func < (a: ImageKey, b: ImageKey) -> Bool {
        a.set == b.set ? a.name.precedesByBytes(b.name) : a.set.precedesByBytes(b.set)
    }

    /// "SET/NAME".
    public var description: String { "\(set)/\(name)" }
}

extension String {
    /// The order of the UTF-8 bytes, which is the same on every machine and in every language.
    func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
