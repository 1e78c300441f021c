import Files
import Foundation

extension Layout {
    /// A layout's folders, found on disk.
    struct Place {
        let layout: Layout
        let found: [FoundPart]
    }

    /// One part of it: folders relative to the root.
    struct FoundPart {
        let part: Part
        let images: String
        let masks: [String]
    }

    /// Finds the folders of the chosen layout, or of the one that fits.
    static func place(in tree: PictureTree, _ rules: DataRules) throws(DatasetError) -> Place {
        let candidates: [Layout]
        switch rules.layout {
        case .auto: candidates = all.filter { !$0.parts.isEmpty }
        case .layout(let layout): candidates = [layout]
        }
        for rank in Swift.Set(candidates.map(\.rank)).sorted() {
            let places = candidates.filter { $0.rank == rank }.compactMap { $0.place(in: tree, rules) }
            if places.count > 1 {
                let names = places.map(\.layout.name)
                throw .layout(
                    folder: tree.root.path,
                    reason: "fits the layouts \(names.joined(separator: " and ")); say which with --layout")
            }
            if let place = places.first { return place }
        }
        throw .layout(folder: tree.root.path, reason: try explanation(of: tree, candidates, rules))
    }

    /// The parts that are there; nil where none is.
    func place(in tree: PictureTree, _ rules: DataRules) -> Place? {
        if let marker {
            guard FileManager.default.fileExists(atPath: tree.root.appending(path: marker).path) else { return nil }
        }
        let found = parts.flatMap { part in
            switch part.arrangement {
            case .apart: apart(part, tree)
            case .together: together(part, tree, rules)
            case .folderEach: folderEach(part, tree)
            case .annotated: annotated(part, tree)
            }
        }
        return found.isEmpty ? nil : Place(layout: self, found: found)
    }

    private func apart(_ part: Part, _ tree: PictureTree) -> [FoundPart] {
        func first(of patterns: [String], butNot taken: [String] = []) -> String? {
            let there = patterns.flatMap(tree.folders(matching:)).filter { !taken.contains($0) }
            // A folder that holds nothing may stand beside the right one.
            return there.first { !tree.files(tree.pictures + tree.notes, in: $0).isEmpty } ?? there.first
        }
        guard let images = first(of: part.images) else { return [] }
        var masks: [String] = []
        for patterns in part.masks {
            guard let folder = first(of: patterns, butNot: [images] + masks) else { return [] }
            masks.append(folder)
        }
        return [FoundPart(part: part, images: images, masks: masks)]
    }

    private func together(_ part: Part, _ tree: PictureTree, _ rules: DataRules) -> [FoundPart] {
        part.images.flatMap(tree.folders(matching:)).filter { folder in
            let files = tree.files(tree.pictures, in: folder)
            return !Pairing.suffixed(files, stems.with(suffix: rules.maskSuffix)).isEmpty
        }.map { FoundPart(part: part, images: $0, masks: [$0]) }
    }

    /// The whole tree, where a file of annotations is of at least one picture.
    private func annotated(_ part: Part, _ tree: PictureTree) -> [FoundPart] {
        guard !tree.notes.isEmpty else { return [] }
        guard let annotations = try? Annotations(tree), !annotations.isEmpty,  // damaged, it makes no layout
            tree.pictures.contains(where: { annotations.mask(of: $0, stem: $0.stemPath, folders: []) != nil })
        else { return [] }
        return [FoundPart(part: part, images: "", masks: [])]
    }

    /// Folders with one image each, and at least one mask.
    private func folderEach(_ part: Part, _ tree: PictureTree) -> [FoundPart] {
        let counts = Dictionary(grouping: tree.pictures, by: \.folder).mapValues(\.count)
        var found: [FoundPart] = []
        for (images, masks) in zip(part.images, part.masks.flatMap { $0 }) {
            let tail = "/" + (masks.split(separator: "/").last.map(String.init) ?? "")
            for folder in tree.folders(matching: images) {
                guard let parent = folder.split(separator: "/").dropLast().joined(separator: "/") as String?,
                    let own = tree.folders(matching: parent + tail).first, own != folder
                else { continue }
                guard counts[folder] == 1 else { return [] }
                found.append(FoundPart(part: part, images: folder, masks: [own]))
            }
        }
        // One such folder is a set of another layout.
        return found.count > 1 ? found : []
    }

    /// Why no layout fits: what was looked for, what is there, and, above several sets, their names.
    private static func explanation(
        of tree: PictureTree, _ candidates: [Layout], _ rules: DataRules
    ) throws(DatasetError) -> String {
        let wanted = candidates.map { "\($0.summary) (\($0.name))" }.joined(separator: ", or ")
        if tree.folders[""]?.isEmpty != false, tree.pictures.isEmpty {
            return "is empty; a data set holds \(wanted)"
        }
        var sets: [String] = []
        for name in tree.folders[""] ?? [] {
            let inside = try PictureTree(tree.root.appending(path: name))
            if candidates.contains(where: { $0.rank < 2 && $0.place(in: inside, rules) != nil }) {
                sets.append(inside.root.path)
            }
        }
        if !sets.isEmpty {
            return "is not a data set itself but holds \(sets.count == 1 ? "one" : "\(sets.count)"); name "
                + "\(sets.count == 1 ? "it" : "them"): \(sets.joined(separator: " "))"
        }
        return "no data set was found: looked for \(wanted); found \(tree.contents(of: "")). Other folders and names "
            + "can be listed in a table: image,mask"
    }
}

extension StemRule {
    /// The same with what masks were said to add.
    func with(suffix: String?) -> StemRule {
        var rule = self
        rule.suffix = suffix ?? self.suffix
        return rule
    }
}
