import Files
import Foundation
import Subprocess

/// What can go wrong while gnuplot draws.
public enum GnuplotError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The program could not be started.
    case notStarted(program: String, reason: String)
    /// It ended with an error; `reason` is what it said.
    case failed(program: String, reason: String)
    /// It ended well and left no picture.
    case noPicture(program: String, file: String)

    /// The message for people: the program, and what it did or said.
    public var description: String {
        switch self {
        case .notStarted(let program, let reason): "\(program) could not be started: \(reason)"
        case .failed(let program, let reason): "\(program) failed: \(reason)"
        case .noPicture(let program, let file): "\(program) ended without an error and without \(file)"
        }
    }
}

/// The program that draws charts, and the texts of sheets.
public struct Gnuplot: Sendable {
    /// The executable file.
    public let program: URL

    /// How to install it, for people.
    static let installation = "Debian, Ubuntu: apt-get install gnuplot-nox; macOS: brew install gnuplot"

    /// One line for a machine that lacks it.
    public static let missing = ReportNote(
        "gnuplot is not installed, so there are no charts and no sheets of pictures. Install it (\(installation)), then make "
            + "the report again: pleura report RUN")

    /// Looks for `gnuplot` in the folders of a search path; nil where none of them has it. Costs nothing: look before a
    /// training starts, so that a missing gnuplot is told then and not after it.
    /// - Parameter path: folders joined by colons; by default the environment's `PATH`.
    public static func find(
        path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) -> Gnuplot? {
        executable("gnuplot", path: path).map(Gnuplot.init)
    }

    /// The first file of a name that can be run, in the folders of a search path.
    static func executable(_ name: String, path: String) -> URL? {
        for folder in path.split(separator: ":") {
            let file = URL(filePath: String(folder)).appending(path: name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                FileManager.default.isExecutableFile(atPath: file.path)
            {
                return file
            }
        }
        return nil
    }

    /// A text as a gnuplot string that cannot end early or run a command: in single quotes nothing but the quote itself
    /// means anything, and a line end becomes a space.
    ///
    /// Quotes stand in double quotes, in which they mean nothing, and "." joins the pieces: gnuplot 5.4 reads two quotes
    /// in single quotes as one quote, but not where they come first or behind other quotes.
    static func quoted(_ text: String) -> String {
        let line = String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        // By code points: a quote with a combining accent is one character.
        return line.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
            .map { "'\(String($0))'" }.joined(separator: ".\"'\".")
    }

    /// Makes a fresh temporary folder, and removes it after `body`.
    /// - Throws: what `body` throws; `.notStarted` where the folder cannot be made.
    func inFolder<R>(_ body: (URL) async throws(GnuplotError) -> R) async throws(GnuplotError) -> R {
        let folder: URL
        do throws(FileError) { folder = try TemporaryFolder.make("pleura-chart") } catch {
            throw .notStarted(program: program.path, reason: error.description)
        }
        defer { try? FileManager.default.removeItem(at: folder) }  // else the system clears it later
        return try await body(folder)
    }

    /// Runs a script that comes by standard input, in a folder, without the user's own start-up file.
    /// - Throws: `GnuplotError`.
    func run(_ script: String, in folder: URL) async throws(GnuplotError) {
        do {
            // gnuplot writes decimal commas and translated messages only where the locale asks for them.
            let result = try await Subprocess.run(
                .path(.init(program.path)), arguments: ["--default-settings", "-"],
                environment: .inherit.updating(["LC_ALL": "C.UTF-8", "GNUTERM": "dumb"]),
                workingDirectory: .some(.init(folder.path)), input: .string(script), output: .discarded,
                error: .string(limit: 1 << 20))
            guard result.terminationStatus.isSuccess else {
                let said = result.standardError.split(separator: "\n").suffix(2).joined(separator: " ")
                throw GnuplotError.failed(
                    program: program.path, reason: said.isEmpty ? "\(result.terminationStatus)" : said)
            }
        } catch let error as GnuplotError {
            throw error
        } catch {
            throw .notStarted(program: program.path, reason: "\(error)")
        }
    }
}
