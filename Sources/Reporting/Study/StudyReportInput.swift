import Overlays

/// All that a study's report shows: several training runs side by side on the same split.
public struct StudyReportInput: Sendable {
    /// One of the arms that are compared, over all its seeds and folds.
    public struct Arm: Sendable {
        /// What it is called everywhere in the report.
        public var name: String
        /// The settings in which the arms differ: the recipe's key and this arm's value.
        public var settings: [Setting]
        /// Whether its learning rate was searched; nil where the study searched none.
        public var isTuned: Bool?
        /// Finished runs.
        public var runs: Int
        /// Numbers of the network; nil where unknown.
        public var parameters: Int?
        /// Training pass of an epoch, in the mean; nil where unknown or not comparable.
        public var secondsPerEpoch: Double?
        /// The most memory that a run's process took, in bytes; nil where unknown.
        public var peakMemory: Int?
        /// Reports of its runs, relative to the study's folder: "runs/unet-adam-1/report.html".
        public var reports: [String]

        /// - Parameter settings: those in which arms differ.
        public init(
            name: String, settings: [Setting], isTuned: Bool? = nil, runs: Int = 1, parameters: Int? = nil,
            secondsPerEpoch: Double? = nil, peakMemory: Int? = nil, reports: [String] = []
        ) {
            (self.name, self.settings, self.isTuned, self.runs) = (name, settings, isTuned, runs)
            (self.parameters, self.secondsPerEpoch, self.peakMemory) = (parameters, secondsPerEpoch, peakMemory)
            self.reports = reports
        }
    }

    /// A field of a table.
    public enum Cell: Sendable, Equatable {
        /// A text, in the report's language.
        case text(String)
        /// A number with so many decimals, written as the language does; nil is a dash.
        case number(Double?, digits: Int)
        /// A mean with so many decimals, and the number of values that it is of: 3.25 (69); nil is a dash.
        case mean(Double?, digits: Int, of: Int)
        /// A number with its interval: 0.9512 [0.9448, 0.9570].
        case interval(Double, low: Double, high: Double, digits: Int)
        /// The p of a test, with three decimals and never as 0; nil is a dash.
        case p(Double?)
    }

    /// Results, comparisons, or another author's numbers beside ours.
    public struct Table: Sendable {
        /// Stands above it.
        public var caption: String
        /// The heading of each column.
        public var columns: [String]
        /// Each as long as `columns`; the first field names the row.
        public var rows: [[Cell]]
        /// What is said below it; may be empty.
        public var note: String

        /// - Parameter rows: each as long as `columns`.
        public init(caption: String, columns: [String], rows: [[Cell]], note: String = "") {
            (self.caption, self.columns, self.rows, self.note) = (caption, columns, rows, note)
        }
    }

    /// A chart that was drawn already (`Chart.render`).
    public struct DrawnChart: Sendable {
        /// Its `<svg>` element, trusted as it is, and what is written below it.
        public var svg: String, caption: String

        /// - Parameter svg: one element `<svg>`, as `Chart.Files.svg` has it.
        public init(svg: String, caption: String) { (self.svg, self.caption) = (svg, caption) }
    }

    /// A test image with what each arm made of it.
    public struct TestImage: Sendable {
        /// Which image.
        public var id: ScoredImage.ID
        /// The patient; may be empty.
        public var group: String
        /// In the order of the arms, the mean over an arm's seeds; nil where an arm has none.
        public var dice: [Double?]

        /// - Parameter dice: in the order of the arms.
        public init(id: ScoredImage.ID, group: String = "", dice: [Double?]) {
            (self.id, self.group, self.dice) = (id, group, dice)
        }
    }

    /// The images on which two arms differ most.
    public struct Difference: Sendable {
        /// Places of the two arms.
        public var first: Int, second: Int
        /// The largest difference first.
        public var images: [ScoredImage.ID]

        /// - Parameters:
        ///   - first: the place of an arm, from 0.
        ///   - second: of another.
        ///   - images: the largest difference first.
        public init(_ first: Int, _ second: Int, images: [ScoredImage.ID]) {
            (self.first, self.second, self.images) = (first, second, images)
        }
    }

    /// The language of the report's texts and numbers.
    public var language = Language.english
    /// The name of the study.
    public var title: String
    /// What was compared, in a sentence or two.
    public var lead: String
    /// In the order in which they are shown.
    public var arms: [Arm]
    /// What may be concluded, a sentence each.
    public var verdict: [String] = []
    /// Results with their intervals, comparisons, other authors' numbers; in the order in which they are shown.
    public var tables: [Table] = []
    /// In the order in which they are shown.
    public var charts: [DrawnChart] = []
    /// A row each in the per-image table.
    public var images: [TestImage] = []
    /// Of the images of ``selection`` and of ``differences``, with a prediction for each arm, in their order; nil where an
    /// arm has none. Reduce them (`ShownImages`) where they are many.
    public var pictures: [ScoredImage.ID: SegmentedImage] = [:]
    /// Pairs of arms with the images on which they differ most.
    public var differences: [Difference] = []
    /// Sets whose images were drawn by a program.
    public var syntheticSets: Set<String> = []
    /// What the reader must know besides: unfinished runs, absent curves, how many seeds.
    public var notes: [String] = []
    /// What pictures are drawn by where not all are shown.
    public var pictureSeed: UInt64 = 0

    /// What a study's report needs at least; the rest is set afterwards.
    public init(title: String, lead: String, arms: [Arm]) {
        (self.title, self.lead, self.arms) = (title, lead, arms)
    }

    /// The images that the report shows as pictures, by their mean Dice over the arms.
    public var selection: PictureSelection {
        PictureSelection(
            of: images.map { image in
                ScoredImage(id: image.id, dice: ScoreSummary(image.dice.compactMap(\.self))?.mean)
            }, seed: pictureSeed)
    }

    /// For each pair of arms the images with the largest difference of Dice, the largest first; ties by set and name.
    /// - Parameters:
    ///   - pairs: places of arms.
    ///   - count: the most images a pair.
    public func largestDifferences(between pairs: [(Int, Int)], count: Int = 5) -> [Difference] {
        pairs.map { first, second in
            let gaps = images.compactMap { image -> (id: ScoredImage.ID, gap: Double)? in
                guard image.dice.indices.contains(first), image.dice.indices.contains(second),
                    let a = image.dice[first], let b = image.dice[second]
                else { return nil }
                return (image.id, abs(a - b))
            }
            let sorted = gaps.sorted { $0.gap != $1.gap ? $0.gap > $1.gap : $0.id < $1.id }
            return Difference(first, second, images: sorted.prefix(count).map(\.id))
        }
    }
}
