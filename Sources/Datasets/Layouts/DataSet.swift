import Foundation

/// One data set: a folder or a table, its layout, and what was found in it. No picture has been opened yet.
public struct DataSet: Equatable, Sendable {
    /// The folder's or the table's name, made unique among the sets of a training.
    public let name: String
    /// The folder, absolute; of a table the one that it lies in.
    public let root: URL
    /// What was named: the folder, or the table.
    public let source: URL
    /// The layout that was found, or that was asked for.
    public let layout: Layout
    /// Images with their masks, in the byte order of their names.
    public let pairs: [Pair]
    /// How images were brought together as patients.
    public let grouping: Grouping
    /// Images that have no mask (or not every part of it, which is then said in brackets), relative to the root.
    public let imagesWithoutMask: [String]
    /// Masks that have no image, relative to the root.
    public let masksWithoutImage: [String]
    /// Other pictures under the root that are not used, relative to it.
    public let otherPictures: [String]
    /// What else is worth saying of the set, a line each.
    public let notes: [String]

    /// Looks at a folder, or reads a table of images and masks (`Manifest`).
    /// - Throws: `DatasetError.layout` where the folder is no data set, or no image has a mask; `.line` for a table or a
    ///   file of groups that is wrong.
    public init(
        _ source: URL, name: String? = nil, _ rules: DataRules = DataRules()
    ) throws(DatasetError) {
        let found =
            Manifest.isOne(source)
            ? try FoundSet(manifest: source, name: name) : try FoundSet(folder: source, name: name, rules)
        guard !found.pairs.isEmpty else {
            let (images, masks, others) = (found.imagesWithoutMask, found.masksWithoutImage, found.otherPictures)
            throw .layout(
                folder: source.standardizedFileURL.path,
                reason: "no image has a mask: \(images.count) images (\(images.shortList)), "
                    + "\(masks.count) masks (\(masks.shortList)). A mask has its image's name, or adds _mask to it; "
                    + "--mask-suffix says what else it adds"
                    + (others.isEmpty ? "" : ". Not used: \(others.shortList)"))
        }
        let (pairs, grouping) = try Grouping.applied(to: found.pairs, layout: found.layout, rules)
        self.init(found, pairs: pairs, grouping: grouping)
    }

    private init(_ found: FoundSet, pairs: [Pair], grouping: Grouping) {
        (name, root, source, layout) = (found.name, found.root, found.source, found.layout)
        (self.pairs, self.grouping, notes) = (pairs, grouping, found.notes + grouping.notes)
        (imagesWithoutMask, masksWithoutImage) = (found.imagesWithoutMask, found.masksWithoutImage)
        otherPictures = found.otherPictures
    }

    /// The same set under another name.
    func renamed(_ name: String) -> DataSet { replaced(name: name, pairs: pairs.map { $0.renamed(set: name) }) }

    /// The same set with other groups of its images.
    func regrouped(_ pairs: [Pair]) -> DataSet { replaced(name: name, pairs: pairs) }

    private func replaced(name: String, pairs: [Pair]) -> DataSet {
        var found = FoundSet(name: name, root: root, source: source, layout: layout)
        (found.imagesWithoutMask, found.masksWithoutImage) = (imagesWithoutMask, masksWithoutImage)
        (found.otherPictures, found.notes) = (otherPictures, Array(notes.dropLast(grouping.notes.count)))
        return DataSet(found, pairs: pairs, grouping: grouping)
    }
}

/// What lies in a data set's place, before images are brought together as patients.
struct FoundSet {
    var name: String
    var root: URL
    var source: URL
    var layout: Layout
    var pairs: [Pair] = []
    var imagesWithoutMask: [String] = []
    var masksWithoutImage: [String] = []
    var otherPictures: [String] = []
    var notes: [String] = []

    init(name: String, root: URL, source: URL, layout: Layout) {
        (self.name, self.root, self.source, self.layout) = (name, root, source, layout)
    }

    init(folder: URL, name: String?, _ rules: DataRules) throws(DatasetError) {
        let root = folder.standardizedFileURL
        let tree = try PictureTree(root)
        let place = try Layout.place(in: tree, rules)
        self.init(name: name ?? root.lastPathComponent, root: root, source: root, layout: place.layout)
        let pairing = try Pairing(place, tree: tree, set: self.name, rules)
        (pairs, notes) = (ChannelNames.described(in: root, pairing.pairs), pairing.notes)
        (imagesWithoutMask, masksWithoutImage) = (pairing.imagesWithoutMask, pairing.masksWithoutImage)
        addOthers(tree, place, Set(pairing.accounted.map { root.appending(path: $0).path }))
    }

    /// The pictures that nothing above names; those with a meaning of their own are only counted.
    /// - Parameter accounted: files of images that are named already.
    private mutating func addOthers(_ tree: PictureTree, _ place: Layout.Place, _ accounted: Set<String>) {
        let used = accounted.union(
            (pairs.flatMap { $0.images + $0.maskFiles }.map(\.path))
                + masksWithoutImage.map { root.appending(path: $0).path })
        var rest = (tree.pictures + tree.unread).filter { !used.contains(root.appending(path: $0.path).path) }
        for aside in place.found.flatMap(\.part.aside) {
            for folder in tree.folders(matching: aside.folder) {
                let own = Set(tree.files(rest, in: folder))
                guard !own.isEmpty else { continue }
                notes.append("\(own.count) file\(own.count == 1 ? "" : "s") in \(folder)/ (\(aside.what)) not used")
                rest.removeAll { own.contains($0) }
            }
        }
        let unread = Set(tree.unread)
        otherPictures = rest.sorted { $0.path.precedesByBytes($1.path) }.map {
            $0.path + (unread.contains($0) ? " (a format that is not read)" : "")
        }
    }
}
