import Foundation

/// One image and its truth, as files.
public struct Pair: Hashable, Sendable {
    /// The image file.
    public let image: URL
    /// The mask file, or several whose union is the mask (Montgomery: left and right lung).
    public let masks: [URL]
    /// The name of the data set that it belongs to, unique among the sets of a training.
    public let set: String
    /// The image's path relative to the set's root, parts divided by '/'.
    public let name: String
    /// Whom the image shows, so that one patient's images stay in one subset; the image's own stem where no patient
    /// is known.
    public let group: String

    /// - Parameters:
    ///   - masks: at least one.
    ///   - name: relative to the set's root, parts divided by '/'.
    public init(image: URL, masks: [URL], set: String, name: String, group: String) {
        (self.image, self.masks, self.set, self.name, self.group) = (image, masks, set, name, group)
    }

    /// What a split and a fingerprint know the image by.
    public var key: ImageKey { ImageKey(set: set, name: name) }
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
