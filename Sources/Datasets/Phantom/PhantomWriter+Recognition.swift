import Foundation

extension PhantomWriter {
    /// Whether a data set's folder was drawn by `pleura phantom`: its films are then labelled wherever they are shown.
    public static func isMadeUp(_ folder: URL) -> Bool {
        // A folder without the note, or with one that cannot be read, is taken for real films.
        guard let note = try? String(contentsOf: folder.appending(path: "README.txt"), encoding: .utf8) else {
            return false
        }
        return note.contains("a program drew them (pleura phantom")
    }
}
