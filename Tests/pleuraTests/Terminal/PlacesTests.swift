import Foundation
import TestSupport
import Testing

/// Folders without permission, names that are not UTF-8: told in Pleura's words, and nothing is written elsewhere.
struct PlacesTests {
    /// Words of Foundation's and of the system's that no user should read.
    private static let foreign = [
        "NSCocoaErrorDomain", "Error Domain", "operation could not be completed", "NSPOSIX", "file://", "You don",
    ]

    /// Runs the command as nobody where the tests run as root, whom no permission stops.
    private static let asNobody = #"exec setpriv --reuid 65534 --regid 65534 --clear-groups -- "$@""#

    private static func run(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws
        -> Command
    {
        try Command(arguments, in: folder, environment: environment, shell: getuid() == 0 ? asNobody : nil)
    }

    /// A folder that everybody may write to, with data, a run and a folder that nobody may write to.
    private static func withPlaces(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 6, size: 32, to: folder.appending(path: "discs"))
            for (name, mode) in [("closed", 0o000), ("readonly", 0o555)] {
                let place = folder.appending(path: name)
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.path)
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
            defer {
                // So that the folder can be removed.
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "closed").path)
            }
            try body(folder)
        }
    }

    private static var canBeNobody: Bool {
        // Without setpriv, or with a program that others may not reach, there is nothing to try.
        let version = try? withTemporaryFolder { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
            return try run(["phantom", "--help"], in: folder).exitCode
        }
        return version == 0
    }

    private static let training = ["--weights", "none", "--size", "32", "--epochs", "1", "--batch-size", "2"]

    @Test(.enabled(if: canBeNobody, "the program cannot be run as nobody here"), .timeLimit(.minutes(5)))
    func foldersWithoutPermissionAreNamed() throws {
        try Self.withPlaces { folder in
            let run = try Self.run(["train", "discs", "--out", "run"] + Self.training, in: folder)
            try #require(run.exitCode == 0, "\(run.errors)")
            let cases: [([String], String)] = [
                (["train", "discs", "--out", "readonly/run"] + Self.training, "readonly/run"),
                (["train", "closed", "--out", "other"] + Self.training, "closed: the folder cannot be read"),
                (["train", "closed/x", "--out", "other"] + Self.training, "closed/x: the folder cannot be read"),
                (["evaluate", "run", "discs", "--out", "readonly/e"], "readonly/e cannot be"),
                (["predict", "run", "discs", "--out", "readonly/p"], "readonly/p cannot be"),
                (["predict", "run", "closed/a.png", "--out", "p"], "closed/a.png: the folder cannot be read"),
                (["predict", "closed/model.pth", "discs", "--out", "p"], "closed/model.pth: cannot be read"),
                (["phantom", "readonly/films", "--count", "1"], "readonly/films cannot be"),
                (["phantom", "discs/images/disc-00.png/x", "--count", "1"], "a part of the path is a file"),
                (["weights", "add", "resnet18", "closed/file.pth"], "closed/file.pth cannot be read"),
            ]
            for (arguments, words) in cases {
                let command = try Self.run(arguments, in: folder, environment: ["HOME": folder.path])
                #expect(command.exitCode == 1, "\(arguments): \(command)")
                #expect(command.errors.contains(words), "\(arguments): \(command.errors)")
                let reasons = ["permission", "check who may", "a part of the path is a file"]
                #expect(reasons.contains(where: command.errors.contains), "\(arguments): \(command.errors)")
                for word in Self.foreign { #expect(!command.errors.contains(word), "\(arguments): \(command.errors)") }
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "readonly").path)
            #expect(left.isEmpty, "\(left)")
        }
    }

    @Test func aTemporaryFolderThatDoesNotExistIsDoneWithout() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 6, size: 32, to: folder.appending(path: "discs"))
            let run = try Command(
                ["train", "discs", "--out", "run"] + Self.training, in: folder,
                environment: ["TMPDIR": folder.appending(path: "none").path])
            #expect(run.exitCode == 0 && !run.errors.contains("could not be started"), "\(run.errors)")
        }
    }

    @Test func argumentsThatAreNotUTF8AreNamedEscaped() throws {
        try withTemporaryFolder { folder in
            let command = try Command(
                ["phantom"], in: folder, shell: #"exec "$@" "$(printf 'caf\351')" --count 1 --size 64"#)
            #expect(command.exitCode == 2)
            #expect(command.errors.contains(#"the argument caf\xe9 is not UTF-8"#), "\(command.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix("err-") }
            #expect(left.isEmpty, "\(left)")
        }
    }

    @Test(.enabled(if: NotUTF8.isPossible, "file systems here take UTF-8 alone"))
    func aWorkingFolderThatIsNotUTF8IsRefused() throws {
        try withTemporaryFolder { folder in
            let enter = #"mkdir "$(printf 'caf\351')" && cd "$(printf 'caf\351')""#
            let command = try Command(["phantom", "films", "--count", "1", "--size", "64"], in: folder, shell: enter)
            #expect(command.exitCode == 1)
            #expect(command.errors.contains(#"/caf\xe9 is not UTF-8"#), "\(command.errors)")
            let help = try Command(["phantom", "--help"], in: folder, shell: enter.replacing("mkdir", with: "test -d"))
            #expect(help.exitCode == 0)
            // Swift writes to "caf\u{FFFD}" where nobody stops it.
            let listing = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            #expect(!listing.contains { $0.contains("films") }, "\(listing)")
            let home = try Command(
                ["weights", "list"], in: folder, shell: #"HF_HOME="$(printf '/tmp/caf\351')"; export HF_HOME"#)
            #expect(home.exitCode == 1 && home.errors.contains(#"HF_HOME is /tmp/caf\xe9, which is not UTF-8"#))
        }
    }

    @Test(.enabled(if: NotUTF8.isPossible, "file systems here take UTF-8 alone"))
    func filesWhoseNamesAreNotUTF8AreNamedByEveryCommand() throws {
        try withTemporaryFolder { folder in
            let discs = folder.appending(path: "discs")
            try DiscData.write(count: 6, size: 32, to: discs)
            let run = try Command(["train", "discs", "--out", "run"] + Self.training, in: folder)
            try #require(run.exitCode == 0, "\(run.errors)")
            try NotUTF8.file("caf\u{E9}.png", in: discs.appending(path: "images"))
            for arguments in [
                ["train", "discs", "--out", "other"] + Self.training, ["evaluate", "run", "discs", "--out", "e"],
                ["predict", "run", "discs", "--out", "p"],
            ] {
                let command = try Command(arguments, in: folder)
                #expect(command.exitCode == 1, "\(command)")
                #expect(
                    command.errors.contains(#"discs/images/caf\xe9.png: has a name that is not UTF-8"#),
                    "\(command.errors)")
            }
        }
    }

    /// Masks keep the names of their images, also where these are as long as a name can be.
    @Test func longNamesInChineseLoseNothing() throws {
        try withTemporaryFolder { folder in
            let discs = folder.appending(path: "discs")
            try DiscData.write(count: 6, size: 32, to: discs)
            let name = String(repeating: "肺", count: 83) + "ab"
            for place in ["images", "masks"] {
                try FileManager.default.moveItem(
                    at: discs.appending(path: "\(place)/disc-00.png"), to: discs.appending(path: "\(place)/\(name).png")
                )
            }
            let run = try Command(["train", "discs", "--out", "run"] + Self.training, in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            let evaluation = try Command(["evaluate", "run", "discs", "--out", "e", "--overlay"], in: folder)
            #expect(evaluation.exitCode == 0, "\(evaluation.errors)")
            let prediction = try Command(
                ["predict", "run", "discs", "--out", "p", "--overlay", "--probabilities"], in: folder)
            #expect(prediction.exitCode == 0, "\(prediction.errors)")
            for place in ["p", "p/overlays", "p/probabilities", "e/overlays/discs"] {
                let file = folder.appending(path: "\(place)/\(name).png")
                #expect(FileManager.default.fileExists(atPath: file.path), "\(place)")
            }
        }
    }
}
