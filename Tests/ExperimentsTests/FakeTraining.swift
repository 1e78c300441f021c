import Foundation
import TestSupport
import Training

@testable import Experiments

/// A study's folder, data of discs, and a shell script in the place of `pleura`.
struct FakeTraining {
    /// Removed when the test is over.
    let folder: URL
    /// Not there yet.
    let study: StudyFolder
    /// The script; it knows the run folder as `$run`, the recipe of a fresh run as `$recipe`, `folder` as `$here`.
    let program: URL

    /// - Parameter script: what the script does after reading its arguments.
    private init(_ script: String, in folder: URL) throws {
        self.folder = folder
        study = StudyFolder(folder.appending(path: "study"))
        program = folder.appending(path: "pleura")
        let text = """
            here='\(folder.path)'
            for word; do
                case $last in --out | --resume) run=$word ;; --recipe) recipe=$word ;; esac
                last=$word
            done
            finish() { mkdir -p "$run/test" && : >"$run/test/summary.json"; }
            \(script)
            """
        // Written by a process of its own: a script that this process has open for writing cannot be started.
        let writer = try Process.run(
            URL(filePath: "/bin/sh"),
            arguments: [
                "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$0\" && chmod +x \"$0\"", program.path, text,
            ])
        writer.waitUntilExit()
        try DiscData.write(count: 10, size: 24, to: folder.appending(path: "discs"))
    }

    /// Runs `body` with a fresh folder, which is removed afterwards.
    static func with(_ script: String = "finish", _ body: (FakeTraining) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pleura-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // in the system's own temporary folder
        try await body(FakeTraining(script, in: folder))
    }

    /// An arm on the discs.
    func arm(
        _ name: String, isTuned: Bool = false, hasOwnThreads: Bool = false, _ change: (inout Recipe) -> Void = { _ in }
    ) -> Arm {
        var recipe = Recipe()
        recipe.data.sources = [folder.appending(path: "discs").path]
        recipe.model.weights = Recipe.fresh
        recipe.training.epochs = 2
        change(&recipe)
        return Arm(name: name, isTuned: isTuned, hasOwnThreads: hasOwnThreads, recipe: recipe)
    }

    /// A study of these arms by the script.
    func begin(_ arms: [Arm], jobs: Int = 1, processors: Int? = nil) throws -> Study {
        try Study(StudyPlan(arms: arms), in: study, program: program, jobs: jobs, processors: processors)
    }

    /// The lines that the script has appended to a file of `folder`; none where it has not.
    func lines(_ name: String) -> [String] {
        let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)  // absent: no lines
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// The record of a run.
    func record(_ run: String, tuning: Bool = false) throws -> RunRecord? {
        try RunRecord(ifThere: study.record(of: run, in: tuning ? study.tuning : study.runs))
    }
}
