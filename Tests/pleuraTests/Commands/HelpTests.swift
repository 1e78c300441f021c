import Foundation
import TestSupport
import Testing
import Training

/// The help of every command, as wholes: `Help/COMMAND.txt`.
struct HelpTests {
    private static let commands = [
        "pleura", "pleura demo", "pleura train", "pleura evaluate", "pleura predict", "pleura study", "pleura report",
        "pleura inspect",
        "pleura phantom", "pleura models", "pleura weights", "pleura weights list", "pleura weights pull",
        "pleura weights add", "pleura weights path",
    ]
    private static let snapshots = Snapshots("pleuraTests/Help")

    /// What `--experimental-dump-help` says of a command.
    private struct Dump: Decodable {
        struct Name: Decodable { let name: String }
        struct Argument: Decodable {
            let abstract: String?
            let preferredName: Name?
        }
        struct Command: Decodable {
            let commandName: String
            let arguments: [Argument]?
            let subcommands: [Command]?

            /// The names of this command and of those below it.
            func names(under parent: String = "") -> [String] {
                [parent + commandName] + (subcommands ?? []).flatMap { $0.names(under: parent + commandName + " ") }
            }
        }
        let command: Command

        init(_ words: [String]) throws {
            let run = try withTemporaryFolder { try pleuraTests.Command(words + ["--experimental-dump-help"], in: $0) }
            self = try JSONDecoder().decode(Dump.self, from: Data(run.output.utf8))
        }
    }

    private static func fileName(_ command: String) -> String { command.replacing(" ", with: "-") }

    @Test(arguments: commands) func helpIsAsRecorded(_ command: String) throws {
        try withTemporaryFolder { folder in
            let words = command.split(separator: " ").dropFirst().map(String.init)
            let help = try Command(words + ["--help"], in: folder, environment: ["COLUMNS": "100"])
            #expect(help.exitCode == 0 && help.errors.isEmpty, "\(help)")
            try Self.snapshots.expectEqual(help.output, Self.fileName(command))
        }
    }

    @Test func everyCommandIsRecorded() throws {
        let names = try Dump([]).command.names().filter { !$0.contains(" help") }
        #expect(names.sorted() == Self.commands.sorted())
        #expect(try Self.snapshots.names() == Set(Self.commands.map(Self.fileName)))
    }

    /// The key of the recipe that each flag sets, where the help states a default.
    private static let keys = [
        "arch": "model.architecture", "encoder": "model.encoder", "weights": "model.weights",
        "channels": "model.channels", "depth": "model.depth", "attention": "model.attention",
        "upsampling": "model.upsampling", "classes": "model.classes", "loss": "training.loss",
        "epochs": "training.epochs", "batch-size": "training.batch_size", "size": "preprocessing.size",
        "fit": "preprocessing.fit", "intensity": "preprocessing.intensity", "optimizer": "training.optimizer.name",
        "lr": "training.optimizer.learning_rate",
        "momentum": "training.optimizer.momentum", "nesterov": "training.optimizer.nesterov",
        "weight-decay": "training.optimizer.weight_decay", "schedule": "training.schedule",
        "augment": "augmentation.preset", "seed": "training.seed", "split-seed": "split.seed", "test": "split.test",
        "validation": "split.validation", "layout": "data.layout", "strict": "data.strict",
        "foreground": "data.foreground", "ignore": "data.ignore", "invert-mask": "data.invert_mask",
        "orientation": "data.orientation", "resize-masks": "data.resize_masks",
        "precision": "training.precision", "device": "device",
    ]
    /// Flags whose default the recipe does not hold as it is: its `null` stands for something, or the machine decides.
    private static let others: Set = [
        "channel", "out", "decoder-widths", "class-names", "group-by", "mask-suffix", "threads",
    ]

    @Test func defaultsInTheHelpAreThoseOfTheRecipe() throws {
        let defaults = Self.values(of: try Recipe().yaml)
        var found: Set<String> = []
        for argument in try #require(Dump(["train"]).command.arguments) {
            guard let match = argument.abstract?.firstMatch(of: /Default: (.*)\.$/) else { continue }
            let name = try #require(argument.preferredName?.name)
            // --no-X has the help of --X.
            if Self.others.contains(name) || name.hasPrefix("no-") { continue }
            let key = try #require(Self.keys[name], "--\(name) states a default; which key of the recipe is it?")
            let (stated, value) = (String(match.1), try #require(defaults[key], "\(key)"))
            if let number = Double(value) {
                #expect(Double(stated) == number, "--\(name)")
            } else {
                #expect(stated == Self.words[value] ?? value, "--\(name)")
            }
            found.insert(name)
        }
        #expect(found == Set(Self.keys.keys))
    }

    /// What flags call some values of YAML.
    private static let words = ["false": "no", "true": "yes", "null": "none", "[256, 256]": "256"]

    /// The values of a recipe by their paths: "training.epochs".
    private static func values(of yaml: String) -> [String: String] {
        var (path, result) = ([Substring](), [String: String]())
        for line in yaml.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            path = path.prefix(line.prefix { $0 == " " }.count / 2) + [parts[0].drop { $0 == " " }]
            if parts.count > 1 { result[path.joined(separator: ".")] = String(parts[1].drop { $0 == " " }) }
        }
        return result
    }
}
