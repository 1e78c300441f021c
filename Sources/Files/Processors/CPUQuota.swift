/// CPU quotas of Linux control groups, v1 and v2, in processors.
///
/// A process is in one group of each hierarchy, and a quota of any group above it holds too. Containers see their own group
/// as the top of the hierarchy, or, without a namespace, a part of the hierarchy mounted under the path of the whole.
enum CPUQuota {
    /// The minimum quota of this process's groups and of all groups above them; nil where there is none.
    /// - Parameter read: the text of a file; nil where it cannot be read.
    static func minimum(read: (String) -> String?) -> Double? {
        // Systems other than Linux have neither file.
        guard let groups = read("/proc/self/cgroup"), let mounts = read("/proc/self/mountinfo") else { return nil }
        return folders(groups: groups, mounts: mounts).compactMap { folder in
            switch folder.version {
            case .v1:
                read(folder.path + "/cpu.cfs_quota_us").flatMap {
                    quotaV1($0, period: read(folder.path + "/cpu.cfs_period_us"))
                }
            case .v2: read(folder.path + "/cpu.max").flatMap(quotaV2)
            }
        }.min()
    }

    enum Version { case v1, v2 }

    /// A group as a folder of a mounted hierarchy.
    struct Folder: Equatable {
        let path: String
        let version: Version
    }

    /// The folders of the process's CPU groups and of all groups above them, as far as they are mounted.
    /// - Parameters:
    ///   - groups: of `/proc/self/cgroup`: lines of "NUMBER:CONTROLLERS:PATH"; v2 has number 0 and no controllers.
    ///   - mounts: of `/proc/self/mountinfo`.
    static func folders(groups: String, mounts: String) -> [Folder] {
        var folders: [Folder] = []
        let hierarchies = mounts.split(separator: "\n").compactMap { Hierarchy(mount: $0) }
        for line in groups.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let version: Version
            if fields[0] == "0", fields[1].isEmpty {
                version = .v2
            } else if fields[1].split(separator: ",").contains("cpu") {
                version = .v1
            } else {
                continue
            }
            for hierarchy in hierarchies where hierarchy.version == version {
                folders += hierarchy.folders(of: String(fields[2])).map { Folder(path: $0, version: version) }
            }
        }
        return folders
    }

    /// "150000" and "100000" microseconds: 1.5. A quota of -1 is none.
    static func quotaV1(_ quota: String, period: String?) -> Double? { ratio(quota.word(0), period?.word(0)) }

    /// "150000 100000": 1.5. "max 100000" is none.
    static func quotaV2(_ text: String) -> Double? { ratio(text.word(0), text.word(1)) }

    /// The kernel's period is 100 ms where none is named.
    private static func ratio(_ quota: String?, _ period: String?) -> Double? {
        guard let quota = quota.flatMap({ Double($0) }), quota > 0, quota.isFinite else { return nil }
        let period = period.flatMap { Double($0) } ?? 100_000
        return period > 0 ? quota / period : nil
    }
}

/// A mounted hierarchy of control groups with the CPU controller.
private struct Hierarchy {
    let version: CPUQuota.Version
    /// The group that is mounted, and where.
    private let root: String, place: String

    /// - Parameter mount: a line of mountinfo: "41 31 0:38 ROOT PLACE OPTIONS [FIELDS] - TYPE SOURCE OPTIONS".
    init?(mount: Substring) {
        let fields = mount.split(separator: " ")
        guard let end = fields.firstIndex(of: "-"), end >= 6, fields.count > end + 3 else { return nil }
        switch fields[end + 1] {
        case "cgroup2": version = .v2
        case "cgroup" where fields[end + 3].split(separator: ",").contains("cpu"): version = .v1
        default: return nil
        }
        (root, place) = (Self.unescaped(fields[3]), Self.unescaped(fields[4]))
    }

    /// The folder of a group, then those above it up to the mounted one. A group outside of what is mounted is that of a
    /// container without a namespace: its own group is the mounted one.
    func folders(of group: String) -> [String] {
        var names: [Substring] = []
        if root == "/" || group == root || group.hasPrefix(root + "/") {
            names = group.dropFirst(root == "/" ? 0 : root.count).split(separator: "/")
        }
        if names.contains("..") { names = [] }
        return (0...names.count).reversed().map { ([Substring(place)] + names.prefix($0)).joined(separator: "/") }
    }

    /// Blanks and backslashes are written as octal numbers: "\040".
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let code = UInt8(String(rest.prefix(3)) ?? "", radix: 8) {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The word at an index, words being divided by white space.
    fileprivate func word(_ index: Int) -> String? {
        let words = split(whereSeparator: \.isWhitespace)
        return index < words.count ? String(words[index]) : nil
    }
}
