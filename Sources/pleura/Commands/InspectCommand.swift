import ArgumentParser
import Datasets
import Files
import Foundation
import Reporting
import Training

/// `pleura inspect DATA...`
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what is in folders of images and masks, and what is wrong with them.",
        discussion: """
            Reads every file once. A table of each set goes to standard output, then the findings, each with every file \
            that it is about: errors (training refuses the data), warnings (the result may not mean what it seems to) \
            and notes. DIR gets inspection.json and inspection.html, one file with a picture of each image beside its \
            mask's outline.

            Exit codes: 0 training would take the data, 1 it would not, 2 wrong usage, 130 and 143 interrupted.
            """)

    @Argument(help: "Folders of images and masks, as train takes them.") var data: [String]
    @Option(help: "A folder to make, with inspection.json and inspection.html.") var out: String?
    @Flag(help: "Print JSON to standard output instead of the table.") var json = false
    @Option(help: "A split.csv: are all images in it, and do equal or nearly equal images lie in one subset?")
    var split: String?
    @OptionGroup var rules: DataOptions
    @OptionGroup var classes: ClassOptions
    @Option(help: "Threads to decode with. Default: one for each processor that may be used.") var threads: Int?
    @OptionGroup var text: TextOptions

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads is \(threads); 1 to 1024 are wanted.")
        }
    }

    func run() throws {
        if let out { try OutputFolder.requireFree(URL(filePath: out)) }
        let inspection = try inspected()
        if json {
            say(try inspection.json())
        } else {
            for line in InspectionTable(inspection).lines { say(line) }
        }
        if let out {
            let folder = try OutputFolder(URL(filePath: out))
            try folder.filling { try InspectionReport.write(inspection, to: folder.url, text.language) }
            tell("written: \(folder.url.path)")
        }
        if !inspection.isTrainable { throw ExitCode(1) }
    }

    private func inspected() throws -> Inspection {
        let inventory = try self.rules.data(data).inventory()
        var rules = InspectionRules()
        rules.isStrict = self.rules.strict ?? false
        rules.split = try split.map { try Split(file: URL(filePath: $0)) }
        let threads = threads ?? Processors.current.count
        let interruption = Interruption()
        let bar = ProgressBar()
        defer { bar.clear() }
        let classes = try classes.resolved()
        let measured: MeasuredPairs
        do throws(DatasetError) {
            measured = try MeasuredPairs(
                of: inventory.pairs, classes: classes, truth: self.rules.masks.truth, threads: threads,
                progress: { bar.show("reading", $0, of: $1) }, isInterrupted: { interruption.signal != nil })
        } catch {
            if case .interrupted = error { try interruption.check() }
            throw error
        }
        return try Inspection(of: inventory, measured, rules: rules, threads: threads)
    }
}

extension ClassOptions {
    /// What masks tell apart, without a recipe.
    /// - Throws: As `apply(to:)`.
    func resolved() throws -> Classes {
        var recipe = Recipe()
        try apply(to: &recipe)
        return try recipe.classes()
    }
}
