import Foundation

/// Files that tests read. All of them lie in the repository, but for the real films.
public enum Fixtures {
    /// The folder Tests of this checkout.
    public static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// A golden file of SMP's numbers, by name: "losses.json".
    public static func golden(_ name: String) -> URL { tests.appending(path: "Golden/\(name)") }

    /// `../shared/data` beside the checkout, where it exists. Tests on real films skip where it is nil.
    public static let realData: URL? = {
        let folder = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}
