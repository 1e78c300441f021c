import Foundation

/// The sentence in a data set's `README.txt` that marks its images as synthetic: drawn by `pleura phantom`. They are
/// labelled as such wherever they are shown.
public enum SyntheticMark {
    /// Part of the text that `PhantomWriter` writes.
    static let sentence = "a program drew them (pleura phantom"

    /// Whether a data set's folder was written by `pleura phantom`.
    /// - Parameter folder: the set's root, which holds `images/` and `masks/`.
    public static func isPresent(in folder: URL) -> Bool {
        let note = try? String(contentsOf: folder.appending(path: "README.txt"), encoding: .utf8)  // none: real
        return note?.contains(sentence) == true
    }
}
