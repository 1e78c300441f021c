import Datasets
import Evaluation
import Files
import Foundation
import Training

/// A study: every run of a plan on one split, each a process of its own.
///
/// A finished run is never repeated; what was interrupted goes on from its checkpoint.
public struct Study: Sendable {
    /// What is trained.
    public let plan: StudyPlan
    /// Where its files are.
    public let folder: StudyFolder
    /// How far it is.
    public let progress: StudyProgress
    let process: TrainingProcess
    let records = RunRecords()
    /// Runs that train at once, and the threads of each where its arm has none of its own.
    let jobs: Int, threads: Int
    private let lock: StudyLock

    /// Begins a study, or goes on with the one in the folder if the plan continues it.
    /// - Parameters:
    ///   - plan: its arms' data are read for the split.
    ///   - program: `pleura`.
    ///   - arguments: of every run besides its recipe.
    ///   - jobs: runs that train at once, at least 1.
    ///   - processors: shared by those runs; nil: all that this process may use.
    ///   - tell: hears what the data of a new study are and how they are split.
    /// - Throws: `StudyError`, and what is wrong with data or split; no new folder is left then.
    public init(
        _ plan: StudyPlan, in folder: StudyFolder, program: URL, arguments: [String] = [], jobs: Int = 1,
        processors: Int? = nil, tell: (String) -> Void = { _ in }
    ) throws {
        let plan = plan.withAbsolutePaths
        try plan.check()
        let lock = try StudyLock(folder)
        do {
            let whole = lock.isNew ? plan : try plan.continuing(StudyPlan(file: folder.plan), in: folder.url)
            if lock.isNew { try Self.begin(plan, in: folder, tell) }
            // Written last: with it, the folder is a study.
            try AtomicFile.write(whole.yaml, to: folder.plan)
            self.init(whole, folder, lock, TrainingProcess(program: program, arguments: arguments), jobs, processors)
        } catch {
            lock.undo()
            throw error
        }
    }

    /// Goes on with the study in a folder as it is.
    /// - Parameters: as above.
    /// - Throws: `StudyError`.
    public init(
        resuming folder: StudyFolder, program: URL, arguments: [String] = [], jobs: Int = 1, processors: Int? = nil
    ) throws {
        guard FileManager.default.fileExists(atPath: folder.plan.path) else {
            throw StudyError.unreadable(file: folder.plan.path, reason: "there is no such file")
        }
        let lock = try StudyLock(folder)
        let plan = try StudyPlan(file: folder.plan)
        try plan.check()
        self.init(plan, folder, lock, TrainingProcess(program: program, arguments: arguments), jobs, processors)
    }

    private init(
        _ plan: StudyPlan, _ folder: StudyFolder, _ lock: StudyLock, _ process: TrainingProcess, _ jobs: Int,
        _ processors: Int?
    ) {
        (self.plan, self.folder, self.lock, self.process) = (plan, folder, lock, process)
        self.jobs = max(jobs, 1)
        threads = ThreadShare.threads(jobs: jobs, processors: processors ?? ThreadShare.allowedProcessors)
        progress = StudyProgress(jobs: self.jobs)
    }

    /// The first files of a new study.
    private static func begin(_ plan: StudyPlan, in folder: StudyFolder, _ tell: (String) -> Void) throws {
        guard let data = plan.arms.first?.recipe.data else { return }
        let pairs = try Run.inventory(of: data, tell).pairs
        let threads = plan.arms.map(\.recipe.threads).max() ?? 1
        let splits = try plan.splits(of: pairs) { pairs throws(DatasetError) in
            tell("reading \(pairs.count) images: equal ones stay in one subset")
            let twins = try Twins(of: pairs, threads: threads)
            if let line = twins.line(of: pairs) { tell(line) }
            return twins.joined(pairs)
        }
        for (fold, split) in splits { try split.write(to: folder.split(fold: fold)) }
        for directory in [folder.runs, folder.recipes, folder.logs] {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        }
    }

    /// Searches the learning rates of the arms that are tuned, then trains every run of the plan.
    /// - Returns: the runs of the plan, all finished.
    /// - Throws: `StudyError.interrupted`; `StudyError.failed` once all others are done. A new study that fails before
    ///   any run has done an epoch leaves no folder.
    public func run(_ watch: StudyWatch = StudyWatch()) async throws -> [StudyRun] {
        // Keeps the lock until the last run has ended.
        defer { withExtendedLifetime(lock) {} }
        let (progress, outer) = (progress, watch)
        let watch = StudyWatch(isInterrupted: outer.isInterrupted) { event in
            progress.hear(event)
            outer.report(event)
        }
        do {
            let runs = plan.runs(rates: try await rates(watch)) { folder.split(fold: $0) }
            progress.add(runs, in: folder.runs)
            let unfinished = try await train(runs, in: folder.runs, watch).filter { $0.outcome != .finished }
            guard unfinished.isEmpty else { throw StudyError.failed(unfinished, study: folder.url.path) }
            return runs
        } catch StudyError.interrupted(let study) {
            throw StudyError.interrupted(study: study)
        } catch {
            guard lock.isNew, (try? hasDoneAnything) == false else { throw error }  // unreadable: it is kept
            lock.undo()
            guard case StudyError.failed(let runs, _) = error else { throw error }
            throw StudyError.failed(runs, study: nil)
        }
    }

    /// The finished runs of the plan, whatever else is not there yet.
    public func finished() throws -> [StudyRun] {
        let rates = Dictionary(
            try TuningTable(ifThere: folder.tuningTable).chosen.map { ($0.arm, $0.rate) }, uniquingKeysWith: { $1 })
        return plan.runs(rates: rates) { folder.split(fold: $0) }.filter { folder.run($0.name).isFinished }
    }

    /// Whether a run has left a folder, or a learning rate is known to diverge.
    private var hasDoneAnything: Bool {
        get throws {
            for place in [folder.runs, folder.tuning] where FileManager.default.fileExists(atPath: place.path) {
                for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
                    let item = place.appending(path: name)
                    guard name.hasSuffix(StudyFolder.recordSuffix) else { return true }
                    if place == folder.tuning, try RunRecord(ifThere: item)?.outcome == .diverged { return true }
                }
            }
            return false
        }
    }
}
