import Foundation

/// One data set: a folder, its layout, and what was found in it. No file has been opened yet.
public struct DataSet: Equatable, Sendable {
    /// The folder's name, made unique among the sets of a training.
    public let name: String
    /// The folder, absolute.
    public let root: URL
    /// The layout that was found, or that was asked for.
    public let layout: Layout
    /// Images with their masks, in the byte order of their names.
    public let pairs: [Pair]
    /// Images that have no mask (or not every part of it, which is then said in brackets), relative to the root.
    public let imagesWithoutMask: [String]
    /// Masks that have no image, relative to the root.
    public let masksWithoutImage: [String]

    /// Looks at a folder.
    /// - Throws: `DatasetError.layout` where the folder is no data set, or no image has a mask.
    public init(_ folder: URL, name: String? = nil, layout choice: LayoutChoice = .auto) throws(DatasetError) {
        let root = folder.standardizedFileURL
        let place = try Layout.place(in: root, choice: choice)
        let name = name ?? root.lastPathComponent
        let pairing = try Pairing(place, root: root, set: name)
        guard !pairing.pairs.isEmpty else {
            let (images, masks) = (pairing.imagesWithoutMask, pairing.masksWithoutImage)
            throw .layout(
                folder: root.path,
                reason: "no image has a mask: \(images.count) images (\(images.shortList)), "
                    + "\(masks.count) masks (\(masks.shortList)). A mask has its image's name, or adds _mask to it")
        }
        (self.name, self.root, layout) = (name, root, place.layout)
        (pairs, imagesWithoutMask) = (pairing.pairs, pairing.imagesWithoutMask)
        masksWithoutImage = pairing.masksWithoutImage
    }

    /// The same set under another name.
    func renamed(_ name: String) -> DataSet {
        DataSet(
            name: name, root: root, layout: layout,
            pairs: pairs.map { $0.renamed(set: name) },
            imagesWithoutMask: imagesWithoutMask, masksWithoutImage: masksWithoutImage)
    }

    private init(
        name: String, root: URL, layout: Layout, pairs: [Pair], imagesWithoutMask: [String], masksWithoutImage: [String]
    ) {
        (self.name, self.root, self.layout, self.pairs) = (name, root, layout, pairs)
        (self.imagesWithoutMask, self.masksWithoutImage) = (imagesWithoutMask, masksWithoutImage)
    }
}

/// The data sets of one training, joined: which files there are, before any is opened.
public struct Inventory: Equatable, Sendable {
    /// In the order that they were named in.
    public let sets: [DataSet]

    /// Looks at folders. Equal names are told apart by the folder above (`a-lungs`, `b-lungs`), or by a number.
    /// - Throws: `DatasetError.layout` for a folder that is no data set, `.sameFolder` for one that is named twice.
    public init(_ folders: [URL], layout: LayoutChoice = .auto) throws(DatasetError) {
        guard !folders.isEmpty else { throw .split("no data set is named; name at least one folder") }
        let roots = folders.map { $0.resolvingSymlinksInPath().standardizedFileURL }
        for (i, root) in roots.enumerated() where roots[..<i].contains(where: { $0.path == root.path }) {
            throw .sameFolder(folders[i].path)
        }
        let names = Self.uniqueNames(folders.map(\.standardizedFileURL))
        var sets: [DataSet] = []
        for (folder, name) in zip(folders, names) {
            sets.append(try DataSet(folder, name: name, layout: layout))
        }
        self.sets = sets
    }

    init(sets: [DataSet]) { self.sets = sets }

    /// All pairs: set by set, each in the byte order of its names. An image's place in this list is its index.
    public var pairs: [Pair] { sets.flatMap(\.pairs) }

    /// A line for each set that leaves files out; nothing where everything has its partner. `names` of each kind are
    /// spelt out, the rest is counted.
    public func warnings(names limit: Int = 8) -> [String] {
        sets.flatMap { set in
            [
                Self.warning(set, set.imagesWithoutMask, "image", "without a mask", limit),
                Self.warning(set, set.masksWithoutImage, "mask", "without an image", limit),
            ].compactMap { $0 }
        }
    }

    /// Under `--strict`: every image has a mask and every mask an image.
    /// - Throws: `DatasetError.unpaired` with every file that has no partner.
    public func requireComplete() throws(DatasetError) {
        let lines = sets.flatMap { set in
            set.imagesWithoutMask.map { "\(set.name)/\($0) has no mask" }
                + set.masksWithoutImage.map { "\(set.name)/\($0) has no image" }
        }
        if !lines.isEmpty { throw .unpaired(lines) }
    }

    private static func warning(
        _ set: DataSet, _ files: [String], _ kind: String, _ lack: String, _ limit: Int
    ) -> String? {
        guard !files.isEmpty else { return nil }
        let named = files.prefix(limit).joined(separator: ", ")
        let more = files.count > limit ? " and \(files.count - limit) more" : ""
        return "\(set.name): \(files.count) \(kind)\(files.count == 1 ? "" : "s") \(lack) left out: \(named)\(more)"
    }

    private static func uniqueNames(_ folders: [URL]) -> [String] {
        let plain = folders.map(\.lastPathComponent)
        let longer = folders.map { $0.pathComponents.suffix(2).filter { $0 != "/" }.joined(separator: "-") }
        var used: Set<String> = []
        return folders.indices.map { i in
            let name = plain.filter { $0 == plain[i] }.count == 1 ? plain[i] : longer[i]
            var candidate = name
            var number = 2
            while !used.insert(candidate).inserted {
                candidate = "\(name)-\(number)"
                number += 1
            }
            return candidate
        }
    }
}
