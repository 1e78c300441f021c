import ArgumentParser
import Datasets
import Foundation
import Phantoms

/// `pleura phantom OUT`
struct PhantomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phantom",
        abstract: "Draw synthetic chest films with exact masks into OUT/images and OUT/masks.")

    @Argument(help: "The folder to make.") var out: String
    @Option(help: "How many films.") var count = 160
    @Option(help: "Height and width in pixels, \(ChestPhantom.sizes.lowerBound) to \(ChestPhantom.sizes.upperBound).")
    var size = 256
    @Option(help: "The same seed draws the same films.") var seed: UInt64 = 0

    func validate() throws {
        guard PhantomWriter.counts.contains(count) else {
            throw ValidationError("--count is \(count); at least 1 is wanted.")
        }
        guard ChestPhantom.sizes.contains(size) else {
            throw ValidationError(
                "--size is \(size); it is \(ChestPhantom.sizes.lowerBound) to \(ChestPhantom.sizes.upperBound).")
        }
    }

    func run() throws {
        try Self.write(count: count, size: size, seed: seed, to: out, Interruption())
        say("\(count) synthetic films of \(size) x \(size) pixels, with masks, are in \(out)")
    }

    /// Draws; an interruption leaves nothing.
    static func write(count: Int, size: Int, seed: UInt64, to folder: String, _ interruption: Interruption) throws {
        do throws(PhantomError) {
            try PhantomWriter.write(
                count: count, size: size, seed: seed, to: URL(filePath: folder),
                isInterrupted: { interruption.signal != nil })
        } catch {
            if error == .interrupted { try interruption.check() }
            throw error
        }
    }
}
