import Foundation

/// Images and masks of one set, brought together by their paths and stems.
struct Pairing {
    private(set) var pairs: [Pair] = []
    private(set) var imagesWithoutMask: [String] = []
    private(set) var masksWithoutImage: [String] = []
    /// Every file of the images without a mask.
    private(set) var accounted: [String] = []
    /// What else is worth saying: two images of one stem.
    private(set) var notes: [String] = []

    let tree: PictureTree
    let set: String
    let stems: StemRule

    /// An image, which may have a file for each channel.
    struct ImageEntry {
        let files: [PictureTree.File]
        /// The path without extension, channel and the images' folder.
        let stem: String
        var file: PictureTree.File { files[0] }
    }

    /// - Parameter set: the set's name, which every pair carries.
    init(_ place: Layout.Place, tree: PictureTree, set: String, _ rules: DataRules) throws(DatasetError) {
        (self.tree, self.set) = (tree, set)
        stems = place.layout.stems.with(suffix: rules.maskSuffix)
        for found in place.found { try add(found) }
        pairs.sort { $0.name.precedesByBytes($1.name) }
        imagesWithoutMask.sort { $0.precedesByBytes($1) }
        masksWithoutImage.sort { $0.precedesByBytes($1) }
    }

    private mutating func add(_ found: Layout.FoundPart) throws(DatasetError) {
        let bad = Swift.Set([found.images] + found.masks).flatMap { folder in
            tree.badNames.filter { $0.key == folder || $0.key.hasPrefix(folder + "/") }.flatMap(\.value)
        }
        guard bad.isEmpty else { throw .badFiles(bad.sorted { $0.file.precedesByBytes($1.file) }) }
        var files = tree.files(tree.pictures, in: found.images)
        guard !files.isEmpty else {
            throw .layout(
                folder: tree.root.appending(path: found.images).path,
                reason: "holds no image that Pleura reads; found \(tree.contents(of: found.images))")
        }
        var masks = found.masks.map { folder in tree.files(tree.pictures, in: folder) }
        if found.part.arrangement == .together {
            let own = Self.suffixed(files, stems)
            masks = [files.filter { own.contains($0) }]
            files.removeAll { own.contains($0) }
        } else {
            // A folder of masks within the images' folder is not one of images.
            let taken = Swift.Set(masks.flatMap { $0 })
            if found.masks.contains(where: { $0.hasPrefix(found.images + "/") }) {
                files.removeAll { taken.contains($0) }
            }
        }
        let images = entries(files, in: found.images)
        var parts: [[Int: [PictureTree.File]]] = []
        for (folder, masks) in zip(found.masks, masks) {
            parts.append(
                found.part.arrangement == .folderEach
                    ? [0: masks] : try matched(masks, in: folder, to: images))
        }
        let annotations = images.count == parts.first?.count ? nil : try Annotations(tree)
        let subsets = found.part.subset == nil ? Self.subsets(of: images) : nil
        for (i, image) in images.enumerated() {
            let missing = parts.indices.filter { parts[$0][i] == nil }
            if parts.isEmpty || !missing.isEmpty, found.masks.count <= 1,
                let drawn = annotations?.mask(of: image.file, stem: image.stem, folders: found.masks)
            {
                add(image, [.drawn(drawn)], found, subsets?[i])
                continue
            }
            guard missing.isEmpty, !parts.isEmpty else {
                accounted += image.files.map(\.path)
                imagesWithoutMask.append(image.file.path + note(missing: missing, found))
                continue
            }
            add(image, parts.flatMap { $0[i] ?? [] }.map { .file(url($0)) }, found, subsets?[i])
        }
    }

    private mutating func add(
        _ image: ImageEntry, _ masks: [MaskSource], _ found: Layout.FoundPart, _ subset: Subset?
    ) {
        pairs.append(
            Pair(
                images: image.files.map(url), masks: masks, set: set, name: image.file.path,
                group: image.file.name.stem,
                subset: found.part.subset ?? subset, columns: Self.columns(of: image, found)))
    }

    private func url(_ file: PictureTree.File) -> URL { tree.root.appending(path: file.path) }

    private static func columns(of image: ImageEntry, _ found: Layout.FoundPart) -> [String: String] {
        guard let column = found.part.column else { return [:] }
        return [column: found.images.split(separator: "/").last.map(String.init) ?? found.images]
    }

    /// Which of several masks is missing; nothing where a set has one mask for each image.
    private func note(missing: [Int], _ found: Layout.FoundPart) -> String {
        guard found.masks.count > 1, missing.count < found.masks.count else { return "" }
        return " (no \(missing.map { found.masks[$0] }.joined(separator: ", ")))"
    }

    // MARK: - Images

    /// The images of files, channels brought together.
    private mutating func entries(_ files: [PictureTree.File], in folder: String) -> [ImageEntry] {
        var entries: [ImageEntry] = []
        var channels: [String: [(number: Int, file: PictureTree.File)]] = [:]
        for file in files {
            let path = PictureTree.File(path: file.path(in: folder), folder: "", name: file.name).path
            let stem = String(path.dropLast(file.name.count)) + file.name.stem
            if let channel = stems.channel(stem) {
                channels[channel.stem, default: []].append((channel.number, file))
            } else {
                entries.append(ImageEntry(files: [file], stem: stem))
            }
        }
        for (stem, files) in channels {
            entries.append(ImageEntry(files: files.sorted { $0.number < $1.number }.map(\.file), stem: stem))
        }
        entries.sort { $0.file.path.precedesByBytes($1.file.path) }
        for (_, twins) in Dictionary(grouping: entries, by: \.stem) where twins.count > 1 {
            notes.append(
                "\(twins.map(\.file.path).joined(separator: " and ")) have the same name but for the extension; each is "
                    + "an image of its own")
        }
        notes.sort { $0.precedesByBytes($1) }
        return entries
    }

    private static let subsetWords: [String: Subset] = [
        "train": .train, "training": .train, "val": .validation, "valid": .validation, "validation": .validation,
        "test": .test, "testing": .test,
    ]

    /// The subsets of `images/train/`, `images/test/`; nil where not every image lies in such a folder.
    private static func subsets(of images: [ImageEntry]) -> [Subset]? {
        let words = images.map { $0.stem.split(separator: "/").dropLast().first.map { $0.lowercased() } ?? "" }
        let found = words.compactMap { subsetWords[$0] }
        return found.count == words.count && !found.isEmpty ? found : nil
    }

    // MARK: - Masks

    /// The files that carry a mask's word and whose image lies beside them.
    static func suffixed(_ files: [PictureTree.File], _ stems: StemRule) -> Swift.Set<PictureTree.File> {
        let known = Swift.Set(files.map(\.stemPath))
        return Swift.Set(
            files.filter { file in
                let folder = file.folder.isEmpty ? "" : file.folder + "/"
                return stems.readings(ofMask: file.name.stem).contains { reading in
                    reading.stem != file.name.stem && known.contains(folder + reading.stem)
                }
            })
    }

    /// The masks of each image, by its place. The rest has no image.
    private mutating func matched(
        _ masks: [PictureTree.File], in folder: String, to images: [ImageEntry]
    ) throws(DatasetError) -> [Int: [PictureTree.File]] {
        let finder = ImageFinder(images, stems)
        var found: [Int: [(part: Int?, file: PictureTree.File)]] = [:]
        for mask in masks {
            let hits = finder.images(ofMask: mask, in: folder)
            if hits.places.isEmpty { masksWithoutImage.append(mask.path) }
            for place in hits.places { found[place, default: []].append((hits.part, mask)) }
        }
        var result: [Int: [PictureTree.File]] = [:]
        for (place, files) in found { result[place] = try Self.joined(files, of: images[place], in: tree.root) }
        return result
    }

    /// The parts of one mask in their order: numbered ones, of which the first may have no number.
    private static func joined(
        _ files: [(part: Int?, file: PictureTree.File)], of image: ImageEntry, in root: URL
    ) throws(DatasetError) -> [PictureTree.File] {
        let whole = files.filter { $0.part == nil }.map(\.file)
        let own = whole.filter {
            $0.name.fileExtension == image.file.name.fileExtension && $0.name.stem == image.file.name.stem
        }
        guard whole.count <= 1 || own.count == 1 && whole.allSatisfy({ $0.name.stem == image.file.name.stem }) else {
            throw .layout(
                folder: root.path,
                reason:
                    "\(whole[0].path) and \(whole[1].path) are both masks of \(image.file.path); keep one of them, or "
                    + "say what masks add to the image's name with --mask-suffix")
        }
        let first = whole.count > 1 ? own : whole
        let parts = files.filter { $0.part != nil }.sorted { a, b in
            a.part == b.part ? a.file.path.precedesByBytes(b.file.path) : (a.part ?? 0) < (b.part ?? 0)
        }
        return first + parts.map(\.file)
    }
}
