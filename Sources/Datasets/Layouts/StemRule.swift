/// How the stem of a mask's file follows from its image's.
///
/// A mask has its image's stem; or adds a word to it (`x_mask`, `x-seg`, `x_mask_2`), or carries one before it
/// (`mask_x`). Images may carry a word of their own, which is then left out (`image_x` and `mask_x`).
struct StemRule: Hashable, Sendable {
    /// Words that images carry beyond what their mask's name holds.
    var imageWords = ["image", "img", "sat", "rgb"]
    /// Words that masks add.
    var maskWords = [
        "mask", "masks", "segmentation", "segmentations", "seg", "label", "labels", "gt", "groundtruth", "annotation",
        "manual1", "target",
    ]
    /// Whether an image has a file for each channel, `x_0000`, `x_0001`; the mask's stem is `x`.
    var hasChannels = false
    /// What masks add, if it was said: then nothing else will do.
    var suffix: String?

    /// An image's stem as a mask's name may tell it, and the number of the part where the image has several masks.
    struct Reading: Hashable {
        let stem: String
        let part: Int?
    }

    private static let dividers: [Character] = ["_", "-", " ", "."]

    /// The images that a mask's stem may belong to, the likeliest first.
    func readings(ofMask stem: String) -> [Reading] {
        if let suffix { return Self.without(suffix: suffix, stem) }
        var found = [Reading(stem: stem, part: nil)]
        for word in maskWords { found += Self.without(word, stem) }
        return found
    }

    /// The stem without an image's own word; nil where it carries none.
    func withoutImageWord(_ stem: String) -> String? {
        for word in imageWords {
            if let reading = Self.without(word, stem).first(where: { $0.part == nil }) { return reading.stem }
        }
        return nil
    }

    /// Without a word behind, also before a number, and without it in front.
    private static func without(_ word: String, _ stem: String) -> [Reading] {
        var found = dividers.flatMap { without(suffix: "\($0)\(word)", stem) }
        if stem.lowercased().hasPrefix(word), let divider = stem.dropFirst(word.count).first, dividers.contains(divider)
        {
            found.append(Reading(stem: String(stem.dropFirst(word.count + 1)), part: nil))
        }
        return found
    }

    private static func without(suffix: String, _ stem: String) -> [Reading] {
        let (lower, suffix) = (stem.lowercased(), suffix.lowercased())
        var found: [Reading] = []
        if lower.hasSuffix(suffix), stem.count > suffix.count {
            found.append(Reading(stem: String(stem.dropLast(suffix.count)), part: nil))
        }
        let digits = stem.reversed().prefix { $0.isASCII && $0.isNumber }.count
        guard digits > 0, digits < 10 else { return found }
        var rest = stem.dropLast(digits)
        if let last = rest.last, dividers.contains(last) { rest = rest.dropLast() }
        if rest.lowercased().hasSuffix(suffix), rest.count > suffix.count {
            found.append(Reading(stem: String(rest.dropLast(suffix.count)), part: Int(stem.suffix(digits))))
        }
        return found
    }

    /// The stem of an image's channel file without its number, and the number: `x_0001`, or nil for another name.
    func channel(_ stem: String) -> (stem: String, number: Int)? {
        let digits = stem.suffix(4)
        guard hasChannels, stem.count > 5, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            stem.dropLast(4).last == "_", let number = Int(digits)
        else { return nil }
        return (String(stem.dropLast(5)), number)
    }
}
