import Foundation
import Subprocess

/// The characters that the fonts of this machine have, as fontconfig lists them.
///
/// gnuplot's PNG files are drawn with these fonts (by Pango). Where no font has a character, Pango draws a box of its own,
/// which gnuplot 5.4 makes so large that it covers the whole picture: such a character must not reach gnuplot.
public enum FontCoverage: Sendable, Equatable {
    /// Code points that at least one font has.
    case known(RangeSet<UInt32>)
    /// fontconfig could not be asked, and why.
    case unknown(reason: String)

    /// - Parameter list: a line for each font: its format, a colon and its code points in hexadecimal,
    ///   "TrueType:20-7e a0-17f 2026". Pango draws TrueType and CFF fonts alone; others do not count.
    public init(list: String) {
        var known = RangeSet<UInt32>()
        // Many fonts of a family have the same characters.
        for line in Set(list.split(separator: "\n")) {
            guard let colon = line.firstIndex(of: ":"), ["TrueType", "CFF"].contains(line[..<colon]) else { continue }
            for part in line[line.index(after: colon)...].split(separator: " ") {
                let ends = part.split(separator: "-").compactMap { UInt32($0, radix: 16) }
                guard let first = ends.first, let last = ends.last, first <= last, last <= 0x10FFFF else { continue }
                known.insert(contentsOf: first..<last + 1)
            }
        }
        self = .known(known)
    }

    /// Asks `fc-list`, which comes with fontconfig. A process is awaited: call it before or after computing with tensors.
    /// - Parameter path: folders to look for it, joined by colons; by default the environment's `PATH`.
    public static func ofThisMachine(
        path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) async -> FontCoverage {
        guard let program = Gnuplot.executable("fc-list", path: path) else {
            return .unknown(reason: "fc-list is not installed (Debian, Ubuntu: apt-get install fontconfig)")
        }
        do {
            let result = try await Subprocess.run(
                .path(.init(program.path)), arguments: ["--format", "%{fontformat}:%{charset}\n"],
                input: .none, output: .string(limit: 1 << 28), error: .discarded)
            guard result.terminationStatus.isSuccess else {
                return .unknown(reason: "\(program.path) failed: \(result.terminationStatus)")
            }
            return FontCoverage(list: result.standardOutput)
        } catch {
            return .unknown(reason: "\(program.path) could not be started: \(error)")
        }
    }

    /// A text with "□" in place of each character that no font has; as it is where fontconfig could not be asked.
    func drawable(_ text: String) -> String {
        guard case .known(let known) = self else { return text }
        let box = ["□", "?", ""].first { $0.unicodeScalars.allSatisfy { known.contains($0.value) } } ?? ""
        return String(
            Self.composed(text).map { $0.isDrawable(with: known) ? String($0) : box }.joined())
    }

    /// The characters of some texts that no font has, each once, in the order of their code points; none where
    /// fontconfig could not be asked.
    func missing(in texts: [String]) -> [Character] {
        guard case .known(let known) = self else { return [] }
        var missing: Set<Character> = []
        for text in texts {
            for character in Self.composed(text) where !character.isDrawable(with: known) { missing.insert(character) }
        }
        return missing.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    /// Letter and mark as one code point where there is one: fonts have "é", and seldom the accent alone.
    private static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
}

extension Character {
    /// Whether all that is seen of it is in a set of code points.
    fileprivate func isDrawable(with known: RangeSet<UInt32>) -> Bool {
        unicodeScalars.allSatisfy { scalar in
            known.contains(scalar.value) || scalar.properties.isWhitespace
                || scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .control
        }
    }
}
