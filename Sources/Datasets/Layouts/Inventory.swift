import Foundation

/// The data sets of one training, joined: which files there are, before any is opened.
public struct Inventory: Equatable, Sendable {
    /// In the order that they were named in.
    public let sets: [DataSet]

    /// Looks at folders and tables. Equal names are told apart by the folder above (`a-lungs`, `b-lungs`), or by a number.
    /// - Throws: `DatasetError.layout` for a folder that is no data set, `.sameFolder` for one that is named twice, and what
    ///   `DataSet` throws.
    public init(_ sources: [URL], _ rules: DataRules = DataRules()) throws(DatasetError) {
        guard !sources.isEmpty else { throw .split("no data set is named; name at least one folder") }
        let roots = sources.map { $0.resolvingSymlinksInPath().standardizedFileURL }
        for (i, root) in roots.enumerated() where roots[..<i].contains(where: { $0.path == root.path }) {
            throw .sameFolder(sources[i].path)
        }
        let names = Self.uniqueNames(sources.map(\.standardizedFileURL))
        var sets: [DataSet] = []
        for (source, name) in zip(sources, names) { sets.append(try DataSet(source, name: name, rules)) }
        self.sets = sets
        if let file = rules.groups { try GroupTable(file: file).requireUse(in: pairs) }
    }

    init(sets: [DataSet]) { self.sets = sets }

    /// All pairs: set by set, each in the byte order of its names. An image's place in this list is its index.
    public var pairs: [Pair] { sets.flatMap(\.pairs) }

    /// The same sets with the groups of these pairs, which are this inventory's own in their order.
    public func regrouped(_ pairs: [Pair]) -> Inventory {
        guard pairs.map(\.key) == self.pairs.map(\.key) else { return self }
        var rest = pairs[...]
        return Inventory(
            sets: sets.map { set in
                defer { rest = rest.dropFirst(set.pairs.count) }
                return set.regrouped(Array(rest.prefix(set.pairs.count)))
            })
    }

    /// A line for each set: how many images of how many patients it holds, and how that is known.
    public var groupLines: [String] { sets.map { "\($0.name): \($0.grouping.line(of: $0.pairs))" } }

    /// A line for each kind of file that a set leaves out, and for what else is worth knowing; nothing where everything has
    /// its partner. `limit` names of each kind are spelt out, the rest is counted.
    public func warnings(names limit: Int = 8) -> [String] {
        sets.flatMap { set in
            [
                Self.warning(set, set.imagesWithoutMask, "image", "without a mask", limit),
                Self.warning(set, set.masksWithoutImage, "mask", "without an image", limit),
                Self.warning(set, set.otherPictures, "other picture", "", limit),
            ].compactMap { $0 } + set.notes.map { "\(set.name): \($0)" }
        }
    }

    /// Under `--strict`: every image has a mask, every mask an image, and no picture lies about.
    /// - Throws: `DatasetError.unpaired` with every file that is not used.
    public func requireComplete() throws(DatasetError) {
        let lines = sets.flatMap { set in
            set.imagesWithoutMask.map { "\(set.name)/\($0) has no mask" }
                + set.masksWithoutImage.map { "\(set.name)/\($0) has no image" }
                + set.otherPictures.map { "\(set.name)/\($0) is not used" }
        }
        if !lines.isEmpty { throw .unpaired(lines) }
    }

    private static func warning(
        _ set: DataSet, _ files: [String], _ kind: String, _ lack: String, _ limit: Int
    ) -> String? {
        guard !files.isEmpty else { return nil }
        let named = files.prefix(limit).joined(separator: ", ")
        let more = files.count > limit ? " and \(files.count - limit) more" : ""
        let what = "\(files.count) \(kind)\(files.count == 1 ? "" : "s")\(lack.isEmpty ? "" : " " + lack)"
        return "\(set.name): \(what) left out: \(named)\(more)"
    }

    private static func uniqueNames(_ sources: [URL]) -> [String] {
        let plain = sources.map { Manifest.isOne($0) ? $0.lastPathComponent.stem : $0.lastPathComponent }
        let longer = zip(sources, plain).map { source, name in
            (source.pathComponents.dropLast().suffix(1).filter { $0 != "/" } + [name]).joined(separator: "-")
        }
        var used: Set<String> = []
        return sources.indices.map { i in
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
