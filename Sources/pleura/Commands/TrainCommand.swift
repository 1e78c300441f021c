import ArgumentParser
import Datasets
import Evaluation
import Foundation
import Hub
import Reporting
import Training

/// `pleura train DATA...`
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on one or several folders of images and masks.",
        discussion: """
            A folder holds images/ and masks/ with the same file names, or is laid out as the Shenzhen or the \
            Montgomery set; several are joined. A line an epoch goes to standard output. The run folder gets recipe, \
            split, history, checkpoints, the model, the test's metrics and a report.

            A flag overrides the recipe's setting; what neither names has the default.

            --resume goes on with a run that was stopped or killed, and ends with the same weights as an unbroken run. With \
            --epochs N it extends a run, finished or not, unless its schedule depends on the number of epochs. What the \
            result depends on (data, recipe, threads, device, libtorch, processor) must be as it was.

            Exit codes: 0 done, 1 bad files or data, 2 wrong usage, 3 the training diverged (its loss is infinite or NaN), \
            130 and 143 interrupted.
            """)

    @Argument(help: "Folders of images and masks.") var data: [String] = []
    @Option(help: "The run folder, which must not exist. Default: the next free runs/ARCH-ENCODER-N.") var out: String?
    @Option(help: "Resume the run in this folder; do not name data.") var resume: String?
    @Option(
        name: .customLong("data"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "With --resume: where the data are now, if they were moved or renamed.", valueName: "folder"))
    var moved: [String] = []
    @Flag(
        help: "With --resume: go on although data, recipe, threads, device, libtorch or processor have changed.")
    var force = false
    @OptionGroup var settings: RecipeOptions
    @OptionGroup var text: TextOptions

    func validate() throws {
        if resume == nil {
            if force { throw ValidationError("--force goes with --resume.") }
            if !moved.isEmpty { throw ValidationError("--data goes with --resume; name the data without it.") }
        } else {
            guard data.isEmpty, out == nil else {
                throw ValidationError(
                    "--resume takes no data and no --out: the run knows its own. Where data are now says --data.")
            }
            if let flag = settings.changing.first {
                throw ValidationError("--resume takes no \(flag): the run goes on as it began.")
            }
        }
    }

    func run() async throws { try await run(Interruption()) }

    /// Trains or resumes; the interruption is the command's only one.
    func run(_ interruption: Interruption) async throws {
        do {
            let run: Run
            if let resume {
                let folder = RunFolder(URL(filePath: resume))
                if try isDone(folder) { return try await report(finished: folder) }
                run = try resumed(folder, interruption)
            } else {
                run = try await begun(interruption)
            }
            try train(run, interruption)
            try await ReportCommand.write(run.folder, text.language)
        } catch let error as TrainingError {
            switch error {
            case .interrupted, .interruptedReading:
                throw Stopped(signal: interruption.signal ?? SIGINT, message: "\(error)")
            case .noMoreEpochs: throw ValidationError("\(error)")
            default: throw error
            }
        }
    }

    private func begun(_ interruption: Interruption) async throws -> Run {
        var recipe = try settings.resolved()
        if !data.isEmpty { recipe.data.sources = data }
        guard !recipe.data.sources.isEmpty else {
            throw ValidationError("no data are named; name at least one folder of images and masks.")
        }
        if settings.mayTakeClasses, let line = try recipe.takeClasses(of: recipe.data.inventory()) { tell(line) }
        let new =
            try out.map { try NewRunFolder.make(RunFolder(URL(filePath: $0))) }
            ?? .next("\(recipe.model.architecture)-\(recipe.model.encoder)")
        var pretrained: WeightsStore.Location?
        do {
            if recipe.model.weights == Recipe.imageNet {
                try Run.requireData(of: recipe)
                // Fetched before anything computes; a missing network shows at once.
                let encoder = try WeightsCommand.encoder(recipe.model.encoder)
                pretrained = try await interruption.cancelling { try await WeightsCommand.pull(encoder) }
            }
        } catch {
            new.discard()
            throw error
        }
        let bar = ProgressBar()
        defer { bar.clear() }
        return try Run(
            beginning: recipe, in: new, pretrained: pretrained, isInterrupted: { interruption.signal != nil },
            tell: tell, loading: { bar.show("reading", $0, of: $1) })
    }

    private func resumed(_ folder: RunFolder, _ interruption: Interruption) throws -> Run {
        var options = ResumeOptions()
        options.data = moved.map { URL(filePath: $0) }
        (options.epochs, options.threads, options.device) = (settings.epochs, settings.threads, settings.device)
        options.force = force
        let bar = ProgressBar()
        defer { bar.clear() }
        return try Run(
            resuming: folder, options, isInterrupted: { interruption.signal != nil }, tell: tell,
            loading: { bar.show("reading", $0, of: $1) })
    }

    /// Whether the run is finished and no other epochs are asked for.
    private func isDone(_ folder: RunFolder) throws -> Bool {
        guard folder.isFinished else { return false }
        return try settings.epochs == nil || settings.epochs == Recipe(file: folder.recipe).training.epochs
    }

    private func report(finished folder: RunFolder) async throws {
        if !moved.isEmpty { try Run.set(data: moved.map { URL(filePath: $0) }, of: folder, force: force, tell: tell) }
        if !moved.isEmpty || !FileManager.default.fileExists(atPath: folder.report.path) {
            try await ReportCommand.write(folder, text.language)
        }
        say("\(folder.url.path) is finished; its report is \(folder.report.path)")
    }

    private func train(_ run: Run, _ interruption: Interruption) throws {
        tell(
            "training on \(run.split.count(.train)) images, validating on \(run.split.count(.validation)), testing on "
                + "\(run.split.count(.test)); run folder: \(run.folder.url.path)")
        let epochs = run.recipe.training.epochs
        let bar = ProgressBar()
        func show(_ event: TrainingEvent) {
            switch event {
            case .images(let epoch, let done, let total, let seconds):
                let rate = Double(done) / max(seconds, 1e-3)
                let left = Double(total - done + (epochs - epoch) * total) / max(rate, 1e-9)
                bar.show("epoch \(epoch)/\(epochs)", done, of: total, rate: rate, rest: left)
            case .epoch(let figures):
                bar.clear()
                say(figures.line(of: epochs))
            }
        }
        defer { bar.clear() }
        let summary = try run.train(isInterrupted: { interruption.signal != nil }, tell: tell, report: show).summary
        let classes = try run.recipe.classes()
        for line in summary.lines(classes, title: "Test ") { say(line) }
    }
}
