import Foundation

/// Images and masks of one set, brought together by their stems.
struct Pairing {
    private(set) var pairs: [Pair] = []
    private(set) var imagesWithoutMask: [String] = []
    private(set) var masksWithoutImage: [String] = []

    private let place: Layout.Place
    private let root: URL

    /// - Parameter set: the set's name, which every pair carries.
    init(_ place: Layout.Place, root: URL, set: String) throws(DatasetError) {
        self.place = place
        self.root = root
        let images = try Folder(place.images)
        let maskFolders = try place.masks.map { url throws(DatasetError) in try Folder(url) }
        let badNames = ([images] + maskFolders).flatMap(\.badNames)
        guard badNames.isEmpty else { throw .badFiles(badNames) }
        guard !images.images.isEmpty else {
            throw .layout(
                folder: place.images.path, reason: "holds no PNG, JPEG or TIFF image; found \(images.contents)")
        }
        let byStem = try Self.byStem(images)
        var masks: [[String: String]] = []
        for folder in maskFolders { masks.append(try matched(folder, to: byStem)) }
        for file in images.images {
            let stem = file.stem
            let name = relative(images.url, file)
            let found = masks.indices.filter { masks[$0][stem] != nil }
            guard found.count == masks.count else {
                imagesWithoutMask.append(name + note(missing: masks.indices.filter { masks[$0][stem] == nil }))
                continue
            }
            let files = masks.indices.compactMap { i in masks[i][stem].map { place.masks[i].appending(path: $0) } }
            pairs.append(
                Pair(image: images.url.appending(path: file), masks: files, set: set, name: name, group: stem))
        }
    }

    /// File names by stem. Two images of one stem would claim the same mask.
    private static func byStem(_ folder: Folder) throws(DatasetError) -> [String: String] {
        var result: [String: String] = [:]
        for file in folder.images {
            if let other = result.updateValue(file, forKey: file.stem) {
                throw .layout(
                    folder: folder.url.path,
                    reason: "\(other) and \(file) have the same name but for the extension; keep one of them")
            }
        }
        return result
    }

    /// The mask of each image's stem; a mask's stem is the image's, or adds `_mask`. The rest has no image.
    private mutating func matched(
        _ folder: Folder, to images: [String: String]
    ) throws(DatasetError) -> [String: String] {
        var result: [String: String] = [:]
        for file in folder.images {
            let stem = file.stem
            var image: String?
            if images[stem] != nil {
                image = stem
            } else if stem.lowercased().hasSuffix("_mask"), images[String(stem.dropLast(5))] != nil {
                image = String(stem.dropLast(5))
            }
            guard let image else {
                masksWithoutImage.append(relative(folder.url, file))
                continue
            }
            if let other = result.updateValue(file, forKey: image) {
                throw .layout(
                    folder: folder.url.path,
                    reason: "\(other) and \(file) are both masks of \(images[image] ?? image); keep one of them")
            }
        }
        return result
    }

    /// Which of several masks is missing; nothing where a set has one mask for each image.
    private func note(missing: [Int]) -> String {
        guard place.masks.count > 1, missing.count < place.masks.count else { return "" }
        return " (no \(missing.map { place.layout.maskFolders[$0] }.joined(separator: ", ")))"
    }

    private func relative(_ folder: URL, _ file: String) -> String {
        let depth = root.pathComponents.count
        return (folder.pathComponents.dropFirst(depth) + [file]).joined(separator: "/")
    }
}
