import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pleura

struct FlagGridTests {
    private func names(_ arguments: String...) throws -> [String] { try FlagGrid(arguments).combinations.map(\.name) }

    @Test func everyCombinationOfValuesIsAnArm() throws {
        let grid = try FlagGrid(["films", "--arch", "unet,unetplusplus", "--epochs=5,10", "--size", "64"])
        #expect(
            grid.combinations.map(\.name) == [
                "unet-epochs5", "unet-epochs10", "unetplusplus-epochs5", "unetplusplus-epochs10",
            ])
        #expect(
            grid.combinations[1].arguments == ["films", "--arch", "unet", "--epochs", "10", "--size", "64"])
        #expect(grid.flags == ["--arch", "--epochs", "--size"])
        #expect(try names("films") == [""])
    }

    @Test func aValueMayHaveSettingsOfItsOwn() throws {
        let grid = try FlagGrid(["--optimizer", "adam,sgd:lr=0.05:momentum=0.9:nesterov", "films"])
        #expect(grid.combinations.map(\.name) == ["adam", "sgd-lr0.05-momentum0.9-nesterov"])
        #expect(
            grid.combinations[1].arguments == [
                "--optimizer", "sgd", "--lr", "0.05", "--momentum", "0.9", "--nesterov", "films",
            ])
        #expect(grid.combinations.map(\.own) == [[], ["--lr", "--momentum", "--nesterov"]])
    }

    /// The comma of a window divides no values.
    @Test func intensitiesAndChannelsAreAxes() throws {
        let grid = try FlagGrid(["--intensity", "full-scale,window:40,400,percentile", "--channels", "1,3"])
        #expect(grid.combinations.count == 6)
        #expect(grid.combinations[2].arguments == ["--intensity", "window:40,400", "--channels", "1"])
        #expect(grid.combinations[0].name == "full-scale-channels1" && Set(grid.combinations.map(\.name)).count == 6)
        #expect(try FlagGrid(["--channel", "DAPI,GFP"]).combinations.map(\.arguments) == [["--channel", "DAPI,GFP"]])
    }

    @Test func aSwitchTakesNoValue() throws {
        let grid = try FlagGrid(["--nesterov", "films", "--no-strict", "others"])
        #expect(grid.combinations.map(\.arguments) == [["--nesterov", "films", "--no-strict", "others"]])
    }

    @Test func aCommaInAFlagOfOneValueIsAPartOfIt() throws {
        let grid = try FlagGrid([
            "--decoder-widths", "64,32,16", "--class-names", "background,lung:left", "--split", "a,b",
        ])
        #expect(grid.combinations.count == 1)
        #expect(
            grid.combinations[0].arguments[1] == "64,32,16"
                && grid.combinations[0].arguments[3] == "background,lung:left")
    }

    @Test func pathsAreNamedByTheirLastPart() throws {
        #expect(try names("--weights", "/models/one.safetensors,none") == ["one.safetensors", "none"])
        #expect(throws: ValidationError.self) { _ = try FlagGrid(["--arch", ","]) }
    }

    /// A flag that is added to `train` and not here would be taken to have a value, whatever it is.
    @Test func theTableHoldsTheParsersFlags() throws {
        try withTemporaryFolder { folder in
            let command = try Command(["train", "--experimental-dump-help"], in: folder)
            let dump = try JSONDecoder().decode(Dump.self, from: Data(command.output.utf8))
            let parsed = dump.command.arguments.flatMap { argument in
                (argument.names ?? []).filter { $0.kind == "long" }.map { ("--" + $0.name, argument.kind == "flag") }
            }
            // The run folder, resuming and languages are the study's own.
            let others: Set = ["--out", "--resume", "--force", "--data", "--language", "--help", "--version"]
            let wanted = Dictionary(
                parsed.filter { !others.contains($0.0) }, uniquingKeysWith: { first, _ in first })
            #expect(Dictionary(TrainFlag.all.map { ($0.name, $0.isSwitch) }, uniquingKeysWith: { $1 }) == wanted)
            #expect(Set(TrainFlag.all.map(\.name)).count == TrainFlag.all.count)
            #expect(TrainFlag.all.allSatisfy { !$0.isSwitch || !$0.mayVary })
        }
    }

    private struct Dump: Decodable {
        struct Command: Decodable { let arguments: [Argument] }
        struct Argument: Decodable {
            let kind: String
            let names: [Name]?
        }
        struct Name: Decodable { let kind: String, name: String }
        let command: Command
    }

    @Test func helpNamesTheFlagsOfTrain() throws {
        try withTemporaryFolder { folder in
            let help = try Command(["study", "--help"], in: folder)
            let words = Set(help.output.split { $0.isWhitespace || $0 == "." }.map(String.init))
            #expect(help.exitCode == 0)
            for flag in TrainFlag.all { #expect(words.contains(flag.name), "\(flag.name)") }
        }
    }
}
