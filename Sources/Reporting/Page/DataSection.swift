import Datasets

/// The data of a run's page: images by set and subset, and the files that were left out.
struct DataSection {
    struct SetRow {
        let set: String, isSynthetic: Bool
        /// Training, validation, test, all, left out.
        let counts: [String]
    }

    let sets: [SetRow]
    /// Masks without foreground by subset; nil where there are none.
    let emptyMasks: String?
    /// How many findings the inspection of the data had; nil where there was none.
    let findings: String?
    let leftOut: [ReportInput.LeftOut]
    /// "3 files were left out".
    let leftOutCount: String

    init(_ input: ReportInput) {
        sets = (input.split.map(\.key.set) + input.leftOut.map(\.set)).unique.map { set in
            let subsets = input.split.filter { $0.key.set == set }.map(\.subset)
            let counts = Subset.used.map { subset in subsets.count { $0 == subset } } + [subsets.count]
            let absent = input.leftOut.count { $0.set == set }
            return SetRow(
                set: set, isSynthetic: input.syntheticSets.contains(set), counts: (counts + [absent]).map(String.init))
        }
        emptyMasks = input.emptyMasks.flatMap { masks in
            func images(_ subset: Subset) -> Int { input.split.count { $0.subset == subset } }
            return MetricTexts.emptyReferences(masks, of: (images(.train), images(.validation), images(.test)))
        }?(input.language)
        findings = input.findings.map { InspectionTexts.counts($0)(input.language) }
        leftOut = input.leftOut
        leftOutCount = Words.leftOut(input.leftOut.count, input.language)
    }
}
