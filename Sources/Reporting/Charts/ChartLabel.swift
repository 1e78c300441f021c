import Files
import Foundation

/// Names of the user's as texts of a chart or a picture.
enum ChartLabel {
    /// A name in one line (``OneLine``). The middle of a long name becomes "…", for names differ at their ends.
    /// - Parameter longest: the most characters, at least 3.
    static func short(_ name: String, longest: Int = 28) -> String {
        let line = OneLine.of(name)
        guard line.count > longest else { return line }
        let kept = max(2, longest - 1)
        return line.prefix(kept - kept / 2) + "…" + line.suffix(kept / 2)
    }

    /// A name as a string of a gnuplot script.
    static func quoted(_ name: String, longest: Int = 28) -> String { Gnuplot.quoted(short(name, longest: longest)) }

    /// A name as the label of a tic, where gnuplot takes "%" for a format of the tic's value.
    static func tic(_ name: String, longest: Int = 28) -> String {
        Gnuplot.quoted(short(name, longest: longest).replacingOccurrences(of: "%", with: "%%"))
    }
}
