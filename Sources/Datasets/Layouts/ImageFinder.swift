/// Finds the image of a mask by the mask's name.
struct ImageFinder {
    private let stems: StemRule
    /// Places of images by their stems (with the folders in the images' folder), by stems without the images' own word,
    /// and by names alone.
    private let byStem: [String: [Int]], byShortStem: [String: [Int]], byName: [String: [Int]]
    private let extensions: [String]

    init(_ images: [Pairing.ImageEntry], _ stems: StemRule) {
        func places(_ key: (Pairing.ImageEntry) -> String?) -> [String: [Int]] {
            var result: [String: [Int]] = [:]
            for (place, image) in images.enumerated() {
                if let key = key(image) { result[key, default: []].append(place) }
            }
            return result
        }
        self.stems = stems
        extensions = images.map(\.file.name.fileExtension)
        byStem = places(\.stem)
        byShortStem = places { image in
            let (folder, name) = Self.split(image.stem)
            return stems.withoutImageWord(name).map { folder + $0 }
        }
        // A name that two folders hold tells nothing.
        byName = places { Self.split($0.stem).name }.filter { _, places in
            Swift.Set(places.map { images[$0].stem }).count == 1
        }
    }

    /// The images of a mask: several where they have one stem; the mask with an image's own extension is that one's.
    func images(ofMask mask: PictureTree.File, in folder: String) -> (places: [Int], part: Int?) {
        let path = mask.path(in: folder)
        let inside = String(path.dropLast(mask.name.count))
        let readings = stems.readings(ofMask: mask.name.stem)
        for (table, inside) in [(byStem, inside), (byShortStem, inside), (byName, "")] {
            for reading in readings {
                guard let places = table[inside + reading.stem] else { continue }
                let own = places.filter { extensions[$0] == mask.name.fileExtension }
                return (places.count > 1 && own.count == 1 ? own : places, reading.part)
            }
        }
        return ([], nil)
    }

    private static func split(_ stem: String) -> (folder: String, name: String) {
        guard let slash = stem.lastIndex(of: "/") else { return ("", stem) }
        return (String(stem[...slash]), String(stem[stem.index(after: slash)...]))
    }
}
