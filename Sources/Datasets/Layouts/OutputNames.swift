import Files

/// What files about images are named after, without an extension of their own.
public enum OutputNames {
    /// A name for each pair, unique in its set: the image's stem; with its extension where two images have that stem; with its
    /// folders, divided by '-', where that is not enough. Cut where a file's name would be too long.
    public static func of(_ pairs: [Pair]) -> [String] {
        func counts(_ key: (Pair) -> String) -> [String: Int] {
            Dictionary(pairs.map { ($0.set + "/" + key($0).lowercased(), 1) }, uniquingKeysWith: +)
        }
        func stem(_ pair: Pair) -> String { pair.image.lastPathComponent.stem }
        func file(_ pair: Pair) -> String { pair.image.lastPathComponent }
        let (stems, files) = (counts(stem), counts(file))
        return unique(
            pairs.map { pair in
                let base =
                    stems[pair.set + "/" + stem(pair).lowercased()] == 1
                    ? stem(pair)
                    : files[pair.set + "/" + file(pair).lowercased()] == 1
                        ? file(pair) : pair.name.replacing("/", with: "-")
                return (pair.set, base)
            })
    }

    /// The names themselves, cut where a file's name would be too long, with -2, -3 ... behind those that their folder has
    /// already: names that differ in case alone are one file on macOS.
    static func unique(_ bases: [(folder: String, name: String)]) -> [String] {
        var used: Set<String> = []
        return bases.map { folder, base in
            var name = Self.name(base, "")
            var number = 2
            while !used.insert(folder + "/" + name.lowercased()).inserted {
                name = Self.name(base, "-\(number)")
                number += 1
            }
            return name
        }
    }

    /// A name with a suffix, cut where "NAME.png" would be longer than a file's name can be.
    private static func name(_ base: String, _ suffix: String) -> String {
        NameBytes.prefix(base, bytes: NameBytes.longest - suffix.utf8.count - ".png".utf8.count) + suffix
    }
}
