import Evaluation
import Files
import Foundation
import Reporting
import Training
import Yams

/// One side of a comparison: a recipe, by a name.
public struct Arm: Codable, Equatable, Sendable {
    /// Unique in its study; a part of file names.
    public var name: String
    /// Whether its learning rate is searched before the comparison.
    public var isTuned: Bool
    /// Whether the number of threads was given. Otherwise the runs that train at once share the processors.
    public var hasOwnThreads: Bool
    /// Every setting but the seed and the split, which are the study's.
    public var recipe: Recipe

    enum CodingKeys: String, CodingKey {
        case name, recipe
        case isTuned = "tuned"
        case hasOwnThreads = "own_threads"
    }

    /// - Parameter name: of letters, digits, dots and hyphens.
    public init(name: String, isTuned: Bool = false, hasOwnThreads: Bool = false, recipe: Recipe) {
        (self.name, self.isTuned, self.recipe) = (name, isTuned, recipe)
        self.hasOwnThreads = hasOwnThreads
    }

    /// A file without `own_threads` is of a plan whose runs share the processors.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        isTuned = try values.decode(Bool.self, forKey: .isTuned)
        hasOwnThreads = try values.decodeIfPresent(Bool.self, forKey: .hasOwnThreads) ?? false
        recipe = try values.decode(Recipe.self, forKey: .recipe)
    }

    /// What a recipe has otherwise than this arm's, setting by setting: "training.epochs 3, now 5". The number of threads
    /// counts where it was given.
    func changes(to other: Recipe, hasOwnThreads otherOwn: Bool) throws -> [String] {
        var other = other
        if !hasOwnThreads, !otherOwn { other.threads = recipe.threads }
        return try recipe.changes(to: other)
    }
}

/// `study.yaml`: what a study trains and compares.
public struct StudyPlan: Codable, Equatable, Sendable {
    /// The version of `study.yaml`: 1.
    public var format = 1
    /// The preset that it began from, "experiment", or nil.
    public var preset: String?
    /// Runs of each arm, which differ in their seed alone; at least 1.
    public var seeds: Int
    /// Subsets that are tested in turn; 0: one split.
    public var folds: Int
    /// Two arms whose difference of mean Dice lies within this, with its whole interval, are equivalent.
    public var margin: Double
    /// At least one, by unique names. The first is what the others' settings are told apart from.
    public var arms: [Arm]

    /// Nothing is checked yet: `check()` does.
    public init(arms: [Arm], seeds: Int = 1, folds: Int = 0, margin: Double = 0.01, preset: String? = nil) {
        (self.arms, self.seeds, self.folds) = (arms, seeds, folds)
        (self.margin, self.preset) = (margin, preset)
    }

    /// Whether every value is one that a study can use.
    /// - Throws: `StudyError.plan`; `RecipeError` for an arm's recipe.
    public func check() throws {
        func require(_ holds: Bool, _ reason: @autoclosure () -> String) throws(StudyError) {
            if !holds { throw .plan(reason()) }
        }
        try require(!arms.isEmpty, "a study needs at least one arm")
        try require(seeds >= 1 && seeds <= 1000, "seeds is \(seeds); 1 to 1000 are wanted")
        try require(
            folds == 0 || folds >= 2 && folds <= 1000, "folds is \(folds); 0 (one split) or 2 to 1000 are wanted")
        try require(
            margin > 0 && margin < 1, "margin is \(margin); it lies between 0 and 1 (0.01: a hundredth of Dice)")
        try require(
            folds == 0 || !arms.contains(where: \.isTuned),
            "the learning rate cannot be searched with folds: every image is tested in one of them, so none is left to "
                + "choose by. Leave out --tune or --folds")
        var names: Set<String> = []
        for arm in arms {
            try require(
                arm.name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil,
                "an arm is named '\(arm.name)'; letters, digits, dots and hyphens are wanted, 100 at most")
            try require(names.insert(arm.name).inserted, "two arms are named \(arm.name)")
            try arm.recipe.check()
        }
        try requireOneTask()
    }

    /// All arms answer one question on the same images.
    private func requireOneTask() throws(StudyError) {
        guard let first = arms.first?.recipe else { return }
        for arm in arms {
            let recipe = arm.recipe
            for (what, same) in [
                ("data", recipe.data == first.data), ("split", recipe.split == first.split),
                ("model.classes", recipe.model.classes == first.model.classes),
            ] where !same {
                throw .plan(
                    "the arms \(arms[0].name) and \(arm.name) differ in \(what); a study compares on the same images")
            }
        }
    }

    /// The text of `study.yaml`.
    public var yaml: String { get throws { try YAMLEncoder().encode(self) } }

    /// Reads `study.yaml`.
    /// - Throws: `StudyError.unreadable`.
    public init(file: URL) throws(StudyError) {
        do {
            self = try YAMLDecoder().decode(StudyPlan.self, from: String(contentsOf: file, encoding: .utf8))
        } catch {
            throw .unreadable(
                file: file.path,
                reason: FileManager.default.fileExists(atPath: file.path)
                    ? decodingFault(error) : "there is no such file")
        }
        guard format == 1 else {
            throw .unreadable(file: file.path, reason: "its format is \(format); this version of Pleura reads 1")
        }
    }

    /// The same with absolute paths, so that it is continued from any working directory.
    var withAbsolutePaths: StudyPlan {
        func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
        var plan = self
        for i in plan.arms.indices {
            plan.arms[i].recipe.data = plan.arms[i].recipe.data.withAbsolutePaths
            plan.arms[i].recipe.split.file = plan.arms[i].recipe.split.file.map(absolute)
        }
        return plan
    }

    /// This plan laid over an earlier one: arms and seeds are added, never taken away.
    /// - Throws: as `requireContinues(_:in:)`.
    func continuing(_ old: StudyPlan, in folder: URL) throws -> StudyPlan {
        try requireContinues(old, in: folder)
        var plan = self
        plan.arms = old.arms + arms.filter { arm in !old.arms.contains { $0.name == arm.name } }
        plan.seeds = max(seeds, old.seeds)
        plan.preset = preset ?? old.preset
        return plan
    }

    /// Whether what was trained by `old` is what this plan trains: it may have more arms and more seeds.
    /// - Throws: `StudyError.changed`, naming the arm and the settings.
    func requireContinues(_ old: StudyPlan, in folder: URL) throws {
        func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(StudyError) {
            if !holds { throw .changed(study: folder.path, what: what()) }
        }
        try require(folds == old.folds, "it has \(old.folds) folds, now \(folds) are asked for")
        for known in old.arms {
            guard let now = arms.first(where: { $0.name == known.name }) else { continue }
            try require(now.isTuned == known.isTuned, "its arm \(known.name) is \(known.isTuned ? "" : "not ")tuned")
            let changes = try known.changes(to: now.recipe, hasOwnThreads: now.hasOwnThreads)
            try require(changes.isEmpty, "its arm \(known.name) has " + changes.joined(separator: "; "))
        }
        if let (a, b) = arms.first.flatMap({ new in old.arms.first.map { (new.recipe, $0.recipe) } }) {
            try require(a.data == b.data && a.split == b.split, "its data or split are others")
        }
    }
}

extension Recipe {
    /// What another recipe has otherwise, setting by setting: "training.epochs 3, now 5".
    func changes(to other: Recipe) throws -> [String] {
        let (before, after) = (
            try Setting.list(of: yaml, file: "recipe"), try Setting.list(of: other.yaml, file: "recipe")
        )
        let now = Dictionary(after.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
        return before.compactMap { setting in
            let value = now[setting.path] ?? ""
            return value == setting.value ? nil : "\(setting.path) \(setting.value), now \(value)"
        }
    }
}
