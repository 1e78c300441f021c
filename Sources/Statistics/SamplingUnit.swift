import Files

/// What is taken to be independent: what intervals and tests count.
public enum SamplingUnit: String, Codable, Sendable {
    /// Each image by itself: no groups are known, so an image's group is empty or its own name. Images that are alike count
    /// as one.
    case image
    /// A patient or another group, which may have several images.
    case group

    init(_ scores: [ImageScore]) {
        let own = Set(scores.flatMap { score in Self.ownNames(score).map { [score.set, $0] } })
        let isOfImages = scores.allSatisfy { score in
            if score.group.isEmpty || Self.ownNames(score).contains(score.group) { return true }
            // Joined from images that are alike, and called after the first of them, which is tested with the others.
            return JoinedGroup.first(of: score.group).map { own.contains([$0.set, $0.group]) } ?? false
        }
        self = isOfImages ? .image : .group
    }

    /// What an image's group is called that is the image's alone: its path in the set, its file's name without
    /// extension.
    private static func ownNames(_ score: ImageScore) -> [String] {
        let name = score.image.split(separator: "/").last.map(String.init) ?? score.image
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return [score.image, name] }
        return [score.image, String(name[..<dot])]
    }
}
