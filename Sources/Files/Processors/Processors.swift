import Foundation

/// How many of the machine's processors this process may use, and what limits the number.
///
/// `count` is the minimum of: the processors that are online; the scheduler's affinity (taskset, cpusets, SLURM); the CPU
/// quotas of Linux control groups, v1 and v2 (containers); `OMP_NUM_THREADS`; `SLURM_CPUS_PER_TASK`. The threads of an
/// operator wait for each other, so more threads than processors are slow: with one processor allowed of two, a training
/// epoch with two threads took 7 times as long as with one.
public struct Processors: Equatable, Sendable, CustomStringConvertible {
    /// What limits the number of processors.
    public enum Limit: Equatable, Sendable, CustomStringConvertible {
        /// The processors that the scheduler runs this process on.
        case affinity
        /// The CPU time of a control group, in processors: 1.5 means 150 ms of processor time in 100 ms.
        case quota(Double)
        /// An environment variable, by its name.
        case variable(String)

        /// "affinity", "a CPU quota of 1.5", "OMP_NUM_THREADS".
        public var description: String {
            switch self {
            case .affinity: "affinity"
            case .quota(let processors): "a CPU quota of \(String(format: "%.4g", processors))"
            case .variable(let name): name
            }
        }
    }

    /// Processors that this process may use: at least 1, at most `online`.
    public let count: Int
    /// Processors of the machine that are online.
    public let online: Int
    /// Why `count` is less than `online`; nil where it is not.
    public let limit: Limit?

    /// Of this process. Asked once, at the first use: an OpenMP library that binds threads to processors
    /// (`OMP_PROC_BIND`) changes the affinity as soon as it is loaded.
    public static let current: Processors = {
        func read(_ file: String) -> String? {
            try? String(contentsOfFile: file, encoding: .utf8)  // what is not there (macOS) limits nothing
        }
        return Processors(
            online: ProcessInfo.processInfo.activeProcessorCount,
            affinity: read("/proc/self/status").flatMap(affinity), quota: CPUQuota.minimum(read: read),
            environment: ProcessInfo.processInfo.environment)
    }()

    /// - Parameters:
    ///   - affinity: processors that the scheduler allows; nil where it does not say.
    ///   - quota: processors that control groups allow; nil: as many as there are. Rounded up: two threads under a quota of
    ///     1.5 run side by side and pause together when the period's time is used up, and compute more than one thread.
    ///   - environment: a variable that is not a number above 0 is ignored, as OpenMP does.
    init(online: Int, affinity: Int?, quota: Double?, environment: [String: String]) {
        // More processors than are online are allowed while one is switched off.
        let online = max(online, 1)
        var limits: [(Int, Limit)] = []
        if let affinity { limits.append((affinity, .affinity)) }
        if let quota { limits.append((Int(min(quota.rounded(.up), 1e6)), .quota(quota))) }
        for name in ["OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK"] {
            if let number = Self.number(environment[name]) { limits.append((number, .variable(name))) }
        }
        // Of equal limits the first is named.
        let smallest = limits.min { $0.0 < $1.0 }
        self.online = online
        count = max(1, min(online, smallest?.0 ?? online))
        limit = count < online ? smallest?.1 : nil
    }

    /// "2 of 2", or "1 of 2, by affinity".
    public var description: String { "\(count) of \(online)" + (limit.map { ", by \($0)" } ?? "") }

    /// What a log says of a number of threads: "1 of 2, by affinity", "1 of 2, as asked", or, where it is too many,
    /// "4, as asked, where this process may use 1 of 2 processors, by affinity".
    public func description(threads: Int) -> String {
        if threads == count { return description }
        if threads < count { return "\(threads) of \(online), as asked" }
        let reason = limit.map { ", by \($0)" } ?? ""
        return "\(threads), as asked, where this process may use \(count) of \(online) processors\(reason)"
    }

    /// The number that a variable holds; of a list, OpenMP's for nested teams, the first. Nil where there is none above 0.
    private static func number(_ text: String?) -> Int? {
        let first = text?.split(separator: ",", omittingEmptySubsequences: false).first
        guard let first, let number = Int(first.trimmingCharacters(in: .whitespaces)), number > 0 else { return nil }
        return number
    }

    /// Processors that the scheduler runs this process on, of `/proc/self/status`: "Cpus_allowed_list: 0-3,8". Nil where
    /// the text holds no such line.
    static func affinity(status: String) -> Int? {
        let label = "Cpus_allowed_list:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(label) }) else { return nil }
        var count = 0
        for range in line.dropFirst(label.count).split(separator: ",") {
            let ends = range.split(separator: "-").map { Int($0.trimmingCharacters(in: .whitespaces)) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, last >= first else { return nil }
            count += last - first + 1
        }
        return count > 0 ? count : nil
    }
}
