import ArgumentParser
import Experiments
import Foundation
import Reporting
import Training

/// `pleura study DATA...`
struct StudyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "Train several models on the same split and compare them, with statistics.",
        usage: """
            pleura study DATA... --out STUDY [--arch unet,unetplusplus] [--optimizer adam,sgd] [any flag of train]
            pleura study DATA... --out STUDY --preset experiment
            pleura study DATA... --out STUDY --grid FILE
            pleura study --resume STUDY
            """,
        discussion: """
            Every flag of train may have several values, separated by commas: each combination is an arm. A value may carry \
            settings of its own: --optimizer adam,sgd:lr=0.05:momentum=0.9. Each training is a process of its own. \
            Interrupted, the same command, or --resume, goes on; a finished training is never repeated. More seeds and \
            more arms may be added to a study that is there.

            STUDY gets study.yaml, split.csv, runs/NAME (run folders), comparison.csv, comparison.json, figures/ and \
            report.html.
            """)

    @Argument(parsing: .allUnrecognized, help: "Folders of images and masks, and flags of train.")
    var rest: [String] = []
    @Option(help: "The study's folder.") var out: String?
    @Option(help: "Go on with the study of this folder; nothing else is named then but --jobs, --language and --latex.")
    var resume: String?
    @Option(help: "experiment: U-Net and U-Net++ with Adam and SGD at batch 32, and U-Net with Adam at batch 64.")
    var preset: String?
    @Option(help: "A YAML of settings to vary: grid: {model.encoder: [resnet18, resnet34]}.") var grid: String?
    @Option(help: "Trainings of each arm, which differ in --seed alone. A claim about an architecture needs 3.")
    var seeds = 1
    @Option(help: "Test every image once, in so many folds, by patient and set; 0: one split.") var folds = 0
    @Option(help: "Trainings at once; above 1 their seconds are not comparable.") var jobs = 1
    @Flag(
        help: "Search each arm's learning rate first, on a tenth of the training images; the test images stay unread.")
    var tune = false
    @Flag(help: "Write the result tables for a paper too: figures/results.tex, for LaTeX with booktabs.") var latex =
        false
    @OptionGroup var text: TextOptions
    @Option(help: "Two arms are equivalent where their difference of Dice lies within this.") var margin = 0.01

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs is \(jobs); 1 to 64 are wanted.") }
        if resume != nil {
            guard rest.isEmpty, out == nil, preset == nil, grid == nil, !tune else {
                throw ValidationError("--resume takes nothing but --jobs: the study knows its own.")
            }
        } else if out == nil {
            throw ValidationError("name the study's folder with --out.")
        }
        if preset != nil, grid != nil { throw ValidationError("--preset and --grid are two plans; name one.") }
    }

    func run() async throws {
        let folder = StudyFolder(URL(filePath: resume ?? out ?? ""))
        let plan: StudyPlan
        if resume != nil {
            guard FileManager.default.fileExists(atPath: folder.plan.path) else {
                throw StudyError.unreadable(file: folder.plan.path, reason: "there is no such file")
            }
            plan = try StudyPlan(file: folder.plan)
        } else {
            plan = try planned()
        }
        for encoder in Set(plan.arms.filter { $0.recipe.model.weights == Recipe.imageNet }.map(\.recipe.model.encoder))
        {
            _ = try await Weights.pull(Weights.encoder(encoder))
        }
        if Gnuplot.find() == nil { tell("note: \(Gnuplot.missing)") }
        let study = try Study(
            plan, in: folder, program: Self.program, arguments: ["--language", text.language.rawValue], jobs: jobs)
        try await train(study)
    }

    /// This program, for the trainings.
    private static var program: URL {
        Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    }

    private func train(_ study: Study) async throws {
        let interruption = Interruption()
        let status = TerminalLine()
        defer { status.clear() }
        let show: @Sendable (StudyEvent) -> Void = { event in
            status.clear()
            switch event {
            case .began(let run): tell("\(run): training")
            case .line(let run, let text): say("\(run): \(text)")
            case .ended(_, .finished), .ended(_, .failed): tell("\(study.progress.table)\n\(study.progress.line)")
            case .ended(let run, .interrupted): tell("\(run): stopped")
            }
            status.draw(isLast: true) { study.progress.line }
        }
        do {
            _ = try await study.run(isInterrupted: { interruption.signal != nil }, report: show)
        } catch let error as StudyError {
            switch error {
            case .interrupted: throw Stopped(signal: interruption.signal ?? SIGINT, message: "\(error)")
            case .failed:
                // What there is can be compared.
                status.clear()
                if try !study.finished().isEmpty { try await write(study) }
                throw error
            default: throw error
            }
        }
        status.clear()
        try await write(study)
    }

    /// Compares what is finished and says what may be concluded.
    private func write(_ study: Study) async throws {
        let maker = try StudyReportMaker(StudyResults(study), language: text.language)
        let bar = ProgressBar()
        let notes = try await maker.write(latex: latex) { bar.show("pictures", $0, of: $1) }
        bar.clear()
        for note in notes { tell("note: \(note)") }
        for line in maker.conclusions { say(line) }
        say("report: \(study.folder.report.path)")
    }

    // MARK: - The plan

    private func planned() throws -> StudyPlan {
        let arguments = (preset == nil ? [] : ["--recipe", "plain"]) + rest
        let flags = try FlagGrid(arguments)
        if tune, flags.flags.contains("--lr") {
            throw ValidationError("--tune searches the learning rate; leave out --lr.")
        }
        let plan: StudyPlan
        if let preset {
            guard StudyPlan.presets.contains(preset) else {
                throw ValidationError("--preset is \(preset); there is: \(StudyPlan.presets.joined(separator: ", ")).")
            }
            let own: Set = [
                "--arch", "--optimizer", "--lr", "--momentum", "--nesterov", "--weight-decay", "--batch-size",
            ]
            if let flag = flags.flags.intersection(own).sorted().first {
                throw ValidationError("--preset \(preset) has its own \(flag); leave it out.")
            }
            plan = .experiment(
                try Self.only(flags, of: "--preset \(preset)"), isTuned: tune, seeds: seeds, margin: margin)
        } else if let grid {
            var arms = try StudyGrid(file: URL(filePath: grid), over: Self.only(flags, of: "--grid")).arms
            for i in arms.indices { Self.tune(&arms[i], tune, own: []) }
            plan = StudyPlan(arms: arms, seeds: seeds, folds: folds, margin: margin)
        } else {
            let arms = try flags.combinations.map { combination in
                let recipe = try Self.recipe(combination.arguments)
                var arm = Arm(
                    name: combination.name.isEmpty ? recipe.model.architecture : combination.name, recipe: recipe)
                Self.tune(&arm, tune && !combination.own.contains("--lr"), own: flags.flags.union(combination.own))
                return arm
            }
            plan = StudyPlan(arms: arms, seeds: seeds, folds: folds, margin: margin)
        }
        guard preset == nil || folds == 0 else {
            throw ValidationError("--preset \(preset ?? "") has one split; leave out --folds.")
        }
        do { try plan.check() } catch let error as StudyError { throw ValidationError("\(error)") }
        return plan
    }

    /// SGD is searched with Nesterov's momentum of 0.9, unless a momentum is given.
    private static func tune(_ arm: inout Arm, _ isTuned: Bool, own flags: Set<String>) {
        arm.isTuned = isTuned
        let optimiser = arm.recipe.training.optimizer
        guard isTuned, optimiser.name == .sgd, optimiser.momentum == 0, !flags.contains("--momentum") else { return }
        (arm.recipe.training.optimizer.momentum, arm.recipe.training.optimizer.nesterov) = (0.9, true)
    }

    private static func only(_ flags: FlagGrid, of what: String) throws -> Recipe {
        guard let one = flags.combinations.first, flags.combinations.count == 1 else {
            throw ValidationError("\(what) says what is varied; the flags beside it have one value each.")
        }
        return try recipe(one.arguments)
    }

    /// The recipe that `pleura train` would take from these arguments.
    private static func recipe(_ arguments: [String]) throws -> Recipe {
        let train: Train
        do { train = try Train.parse(arguments) } catch {
            throw ValidationError(Train.message(for: error))
        }
        guard train.out == nil, train.resume == nil, !train.force else {
            throw ValidationError("study takes no --force.")
        }
        var recipe = try train.settings.resolved()
        if !train.data.isEmpty { recipe.data.sources = train.data }
        guard !recipe.data.sources.isEmpty else {
            throw ValidationError("no data are named; name at least one folder of images and masks.")
        }
        return recipe
    }
}
