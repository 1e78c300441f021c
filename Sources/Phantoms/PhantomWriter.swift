import Dispatch
import Files
import Foundation
import Imaging
import Synchronization

/// Fills a folder with phantoms, laid out as a data set that can be trained on.
public enum PhantomWriter {
    /// How many films one folder can get.
    public static let counts = 1...1_000_000

    /// The name of a film and of its mask, from index 0: `phantom-0001.png`.
    public static func name(index: Int) -> String {
        let number = String(index + 1)
        return "phantom-" + String(repeating: "0", count: max(4 - number.count, 0)) + number + ".png"
    }

    /// Draws `count` films into `folder/images` and their masks (0/255) under the same names into `folder/masks`, with a
    /// `README.txt` that says that they are synthetic.
    ///
    /// The work is spread over the processor's cores; the files do not depend on how. All is written into a folder
    /// aside, which takes its name when it is whole: after an error, `folder` is as it was.
    ///
    /// - Parameters:
    ///   - count: how many films, one of `counts`.
    ///   - size: pixels a side, one of `ChestPhantom.sizes`.
    ///   - seed: equal seeds give equal films.
    ///   - folder: a new or empty folder; folders above it are made where they are missing.
    ///   - isInterrupted: asked before each film, from any thread; the writing then ends with `PhantomError.interrupted`.
    ///   - progress: called with the number of films done after each film, from any thread, one call at a time.
    /// - Throws: `PhantomError`.
    public static func write(
        count: Int, size: Int, seed: UInt64, to folder: URL, isInterrupted: @Sendable () -> Bool = { false },
        progress: (@Sendable (Int) -> Void)? = nil
    ) throws(PhantomError) {
        guard counts.contains(count) else { throw PhantomError.count(count) }
        guard ChestPhantom.sizes.contains(size) else { throw PhantomError.size(size) }
        let target = folder.standardizedFileURL.resolvingSymlinksInPath()
        guard OutputFolder.isFree(target) else { throw PhantomError.exists(folder: folder.path) }

        let aside = target.deletingLastPathComponent().appending(
            path: ".\(NameBytes.prefix(target.lastPathComponent, bytes: 90)).\(UUID().uuidString).partial",
            directoryHint: .isDirectory)
        var isDone = false
        defer { if !isDone { try? FileManager.default.removeItem(at: aside) } }  // the first error is the one to report
        do throws(FileError) {
            for part in ["images", "masks"] { try AtomicFile.makeFolder(aside.appending(path: part)) }
        } catch { throw PhantomError.unwritable(folder: folder.path, reason: error.reason) }
        try drawAll(count: count, size: size, seed: seed, to: aside, isInterrupted, progress)
        do throws(FileError) {
            try AtomicFile.write(
                readme(count: count, size: size, seed: seed), to: aside.appending(path: "README.txt"))
        } catch { throw PhantomError.unwritable(folder: folder.path, reason: error.reason) }
        // rename replaces an empty folder and refuses one that others filled meanwhile.
        guard rename(aside.path, target.path) == 0 else {
            throw PhantomError.unwritable(folder: folder.path, reason: FileError.reason(errno))
        }
        isDone = true
    }

    private static func drawAll(
        count: Int, size: Int, seed: UInt64, to folder: URL, _ isInterrupted: @Sendable () -> Bool,
        _ progress: (@Sendable (Int) -> Void)?
    ) throws(PhantomError) {
        let state = Mutex((done: 0, failure: ImageError?.none))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            if isInterrupted() || state.withLock({ $0.failure != nil }) { return }
            do throws(ImageError) {
                let phantom = try ChestPhantom(size: size, seed: seed, index: index)
                try Codec.write(phantom.film, to: folder.appending(path: "images/\(name(index: index))"))
                try Codec.write(phantom.mask, to: folder.appending(path: "masks/\(name(index: index))"))
                state.withLock {
                    $0.done += 1
                    progress?($0.done)
                }
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw PhantomError.image(failure) }
        if state.withLock({ $0.done }) < count { throw PhantomError.interrupted }
    }

    private static func readme(count: Int, size: Int, seed: UInt64) -> String {
        """
        Synthetic chest films
        =====================

        These \(count) films show nobody: a program drew them (pleura phantom --count \(count) --size \(size) --seed \(seed)).
        images/ holds the films, masks/ the exact masks of the lungs (255 lung, 0 elsewhere) under the same names.
        They serve to try out software. They are no patients' pictures, and of no use for diagnosis or for
        claims about real films.

        """
    }
}
