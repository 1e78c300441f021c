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

    public init(image: URL, masks: [URL], set: String, name: String, group: String) {
        (self.image, self.masks, self.set, self.name, self.group) = (image, masks, set, name, group)
    }

    /// What a split and a fingerprint know the image by.
    public var key: ImageKey { ImageKey(set: set, name: name) }
}

/// An image's identity, whatever the machine and the folder: its set and its name in the set.
public struct ImageKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let set: String
    public let name: String

    public init(set: String, name: String) {
        (self.set, self.name) = (set, name)
    }

    public static func < (a: ImageKey, b: ImageKey) -> Bool {
        a.set == b.set ? a.name.precedesByBytes(b.name) : a.set.precedesByBytes(b.set)
    }

    public var description: String { "\(set)/\(name)" }
}

extension String {
    /// The order of the UTF-8 bytes, which is the same on every machine and in every language.
    func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
