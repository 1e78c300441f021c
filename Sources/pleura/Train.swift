import ArgumentParser
import Datasets
import Evaluation
import Foundation
import Hub
import Reporting
import Training

/// `pleura train DATA...`
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on one or several folders of images and masks.",
        discussion: """
            A folder holds images/ and masks/ with the same file names, or is laid out as the Shenzhen or the \
            Montgomery set; several are joined. A line an epoch goes to standard output. The run folder gets recipe, \
            split, history, checkpoints, the model, the test's figures and a report.

            A flag overrides the recipe's setting; what neither names has the default.
            """)

    @Argument(help: "Folders of images and masks.") var data: [String] = []
    @Option(help: "The run folder, which must not exist. Default: the next free runs/ARCH-ENCODER-N.") var out: String?
    @Option(help: "Go on with the run of this folder; no data are named then.") var resume: String?
    @Flag(help: "With --resume: go on although data, threads or device have changed.") var force = false
    @OptionGroup var settings: RecipeOptions
    @OptionGroup var text: TextOptions

    func validate() throws {
        if resume == nil {
            if force { throw ValidationError("--force goes with --resume.") }
        } else {
            guard data.isEmpty, out == nil else {
                throw ValidationError("--resume takes no data and no --out: the run knows its own.")
            }
            if let flag = settings.changing.first {
                throw ValidationError("--resume takes no \(flag): the run goes on as it began.")
            }
        }
    }

    func run() async throws { try await run(Interruption()) }

    /// Trains or goes on; the interruption is the command's only one.
    func run(_ interruption: Interruption) async throws {
        let reading = ProgressBar()
        let loading = { (done: Int, total: Int) in reading.show("reading", done, of: total) }
        let run: Run
        if let resume {
            let folder = RunFolder(URL(filePath: resume))
            if folder.isFinished {
                if !FileManager.default.fileExists(atPath: folder.report.path) {
                    try await ReportCommand.write(folder, text.language)
                }
                say("\(folder.url.path) is finished; its report is \(folder.report.path)")
                return
            }
            run = try Run(
                resuming: folder, threads: settings.threads, device: settings.device, force: force, tell: tell,
                loading: loading)
        } else {
            var recipe = try settings.resolved()
            if !data.isEmpty { recipe.data.sources = data }
            guard !recipe.data.sources.isEmpty else {
                throw ValidationError("no data are named; name at least one folder of images and masks.")
            }
            let folder =
                out.map { RunFolder(URL(filePath: $0)) }
                ?? .next("\(recipe.model.architecture)-\(recipe.model.encoder)")
            var pretrained: WeightsStore.Location?
            // A folder that exists is refused below.
            if recipe.model.weights == Recipe.imageNet, !folder.exists {
                try Run.requireData(of: recipe)
                // Fetched before anything computes; a missing network shows at once.
                pretrained = try await Weights.pull(Weights.encoder(recipe.model.encoder))
            }
            run = try Run(beginning: recipe, in: folder, pretrained: pretrained, tell: tell, loading: loading)
        }
        reading.clear()
        try train(run, interruption)
        try await ReportCommand.write(run.folder, text.language)
    }

    private func train(_ run: Run, _ interruption: Interruption) throws {
        tell(
            "training on \(run.split.count(.train)) images, validating on \(run.split.count(.validation)), testing on "
                + "\(run.split.count(.test)); run folder: \(run.folder.url.path)")
        let epochs = run.recipe.training.epochs
        let bar = ProgressBar()
        let results: [ImageResult]
        do {
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
            results = try run.train(isInterrupted: { interruption.signal != nil }, tell: tell, report: show)
        } catch TrainingError.interrupted(let run, let epoch) {
            bar.clear()
            throw Stopped(
                signal: interruption.signal ?? SIGINT, message: "\(TrainingError.interrupted(run: run, epoch: epoch))")
        }
        let classes = try run.recipe.classes()
        let summary = EvaluationSummary(
            results, metricSize: .original, threshold: 0.5, precision: .fp32, classes: classes)
        for line in summary.lines(classes, title: "Test ") { say(line) }
    }
}
