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
            A flag of train may have several values, separated by commas: each combination is an arm. A value may have \
            settings of its own: --optimizer adam,sgd:lr=0.05:momentum=0.9. Each training run is a process of its own. \
            After an interruption the same command, or --resume, goes on; a finished run is never repeated. More seeds \
            and arms may be added to an existing study.

            Flags of train with one value or several: \(names { $0.mayVary }).
            Flags of train with one value: \(names { !$0.mayVary && !$0.isSwitch }).
            Flags of train without a value: \(names(\.isSwitch)).
            `pleura train --help` explains them.

            STUDY gets study.yaml, split.csv, runs/NAME (run folders), comparison.csv, comparison.json, figures/ and \
            report.html.
            """)

    private static func names(_ isIncluded: (TrainFlag) -> Bool) -> String {
        TrainFlag.all.filter(isIncluded).map(\.name).joined(separator: " ")
    }

    @Argument(parsing: .allUnrecognized, help: "Folders of images and masks, and flags of train.")
    var rest: [String] = []
    @Option(help: "The study's folder.") var out: String?
    @Option(help: "Go on with the study in this folder; only --jobs, --language and --latex may be given with it.")
    var resume: String?
    @Option(help: "experiment: U-Net and U-Net++ with Adam and SGD at batch 32, and U-Net with Adam at batch 64.")
    var preset: String?
    @Option(help: "A YAML of settings to vary: grid: {model.encoder: [resnet18, resnet34]}.") var grid: String?
    @Option(help: "Runs of each arm, which differ in --seed alone. A claim about an architecture needs 3.")
    var seeds = 1
    @Option(
        help: """
            Test every image once, in so many folds, drawn within each set; 0: one split. With --split FILE the images of \
            a group of the file stay in one fold; without it each image is a group of its own.
            """)
    var folds = 0
    @Option(
        help: """
            Training runs at once. They share the processors, unless --threads is given; above 1 their seconds are not \
            comparable.
            """)
    var jobs = 1
    @Flag(
        help: """
            Search each arm's learning rate first, by the validation images (with --validation 0: by a tenth of the \
            training images); the test images stay unread.
            """)
    var tune = false
    @Flag(help: "Write the result tables for a paper too: figures/results.tex, for LaTeX with booktabs.") var latex =
        false
    @OptionGroup var text: TextOptions
    @Option(help: "Two arms are equivalent if their difference of mean Dice, with its interval, is below this.")
    var margin = 0.01

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs is \(jobs); 1 to 64 are wanted.") }
        if resume != nil {
            let isPlanned = !rest.isEmpty || out != nil || preset != nil || grid != nil || tune
            guard !isPlanned, seeds == 1, folds == 0, margin == 0.01 else {
                throw ValidationError(
                    "--resume takes nothing but --jobs, --language and --latex: the study knows its own. More seeds and "
                        + "arms are added by its whole command, with --out.")
            }
        } else if out == nil {
            throw ValidationError("name the study's folder with --out.")
        }
        if preset != nil, grid != nil { throw ValidationError("--preset and --grid are two plans; name one.") }
    }

    func run() async throws {
        let arguments = ["--language", text.language.rawValue]
        let study: Study
        if let resume {
            study = try Study(
                resuming: StudyFolder(URL(filePath: resume)), program: Self.program, arguments: arguments, jobs: jobs)
            try await Self.pullWeights(study.plan)
        } else {
            let plan = try planned()
            // Fetched before a folder is made; a missing network shows at once.
            try await Self.pullWeights(plan)
            study = try Study(
                plan, in: StudyFolder(URL(filePath: out ?? "")), program: Self.program, arguments: arguments,
                jobs: jobs,
                tell: tell)
        }
        if Gnuplot.find() == nil { tell("note: \(Gnuplot.missing)") }
        try await train(study)
    }

    private static func pullWeights(_ plan: StudyPlan) async throws {
        for encoder in Set(plan.arms.filter { $0.recipe.model.weights == Recipe.imageNet }.map(\.recipe.model.encoder))
        {
            _ = try await WeightsCommand.pull(WeightsCommand.encoder(encoder))
        }
    }

    /// This program, for the runs.
    private static var program: URL {
        Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    }

    private func train(_ study: Study) async throws {
        let interruption = Interruption()
        let status = TerminalLine()
        defer { status.clear() }
        let report: @Sendable (StudyEvent) -> Void = { event in
            status.clear()
            Self.show(event, study.progress)
            status.draw(isLast: true) { study.progress.line }
        }
        let watch = StudyWatch(isInterrupted: { interruption.signal != nil }, report: report)
        do {
            _ = try await study.run(watch)
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

    private static func show(_ event: StudyEvent, _ progress: StudyProgress) {
        switch event {
        case .waiting(let run): tell("\(run): another process still trains in its folder; waiting for its end")
        case .began(let run): tell("\(run): training")
        case .line(let run, let text): say("\(run): \(text)")
        case .ended(let run, .interrupted): tell("\(run): stopped")
        case .ended: tell("\(progress.table)\n\(progress.line)")
        }
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

    /// Wrong usage shows before any file of the data is read.
    private func planned() throws -> StudyPlan {
        _ = try planned(takesClasses: false)
        return try planned(takesClasses: true)
    }

    /// - Parameter takesClasses: whether classes that the data's own files name are taken over.
    private func planned(takesClasses: Bool) throws -> StudyPlan {
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
            let (recipe, hasOwnThreads) = try Self.only(flags, takesClasses, of: "--preset \(preset)")
            plan = .experiment(recipe, isTuned: tune, hasOwnThreads: hasOwnThreads, seeds: seeds, margin: margin)
        } else if let grid {
            let (recipe, hasOwnThreads) = try Self.only(flags, takesClasses, of: "--grid")
            var arms = try StudyGrid(file: URL(filePath: grid), over: recipe).arms
            for i in arms.indices {
                Self.tune(&arms[i], tune, own: [])
                arms[i].hasOwnThreads = arms[i].hasOwnThreads || hasOwnThreads
            }
            plan = StudyPlan(arms: arms, seeds: seeds, folds: folds, margin: margin)
        } else {
            let arms = try flags.combinations.map { combination in
                let (recipe, hasOwnThreads) = try Self.recipe(combination.arguments, takesClasses)
                var arm = Arm(
                    name: combination.name.isEmpty ? recipe.model.architecture : combination.name,
                    hasOwnThreads: hasOwnThreads, recipe: recipe)
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

    private static func only(
        _ flags: FlagGrid, _ takesClasses: Bool, of what: String
    ) throws -> (recipe: Recipe, hasOwnThreads: Bool) {
        guard let one = flags.combinations.first, flags.combinations.count == 1 else {
            throw ValidationError("\(what) says what is varied; the flags beside it have one value each.")
        }
        return try recipe(one.arguments, takesClasses)
    }

    /// The recipe that `pleura train` would take from these arguments, and whether it gives the number of threads.
    private static func recipe(
        _ arguments: [String], _ takesClasses: Bool
    ) throws -> (recipe: Recipe, hasOwnThreads: Bool) {
        let train: TrainCommand
        do { train = try TrainCommand.parse(arguments) } catch {
            throw ValidationError(TrainCommand.message(for: error))
        }
        guard train.out == nil, train.resume == nil, !train.force, train.moved.isEmpty else {
            throw ValidationError("study takes no --force.")
        }
        var recipe = try train.settings.resolved()
        if !train.data.isEmpty { recipe.data.sources = train.data }
        guard !recipe.data.sources.isEmpty else {
            throw ValidationError("no data are named; name at least one folder of images and masks.")
        }
        if takesClasses, train.settings.mayTakeClasses { _ = try recipe.takeClasses(of: recipe.data.inventory()) }
        return (recipe, try train.settings.givesThreads)
    }
}

extension RecipeOptions {
    /// Whether the number of threads is given: by its flag, or in the recipe's file.
    fileprivate var givesThreads: Bool {
        get throws {
            guard threads == nil else { return true }
            guard let recipe, Recipe.presets[recipe] == nil else { return false }
            let text = try String(contentsOf: URL(filePath: recipe), encoding: .utf8)
            return try Setting.list(of: text, file: recipe).contains { $0.path == "threads" }
        }
    }
}
