import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Models
import Overlays
import Reporting
import Torch
import Training

/// The pictures of a study: every shown image with what each arm's first training made of it, read and predicted again.
///
/// Computes on the calling thread.
struct StudyPictures {
    private let results: StudyResults
    private let language: Language

    init(_ results: StudyResults, language: Language) { (self.results, self.language) = (results, language) }

    /// Each image that the page shows, with its reference and the arms' predictions.
    func pictures(
        of input: StudyReportInput, progress: (Int, Int) throws -> Void
    ) throws -> [ScoredImage.ID: SegmentedImage] {
        let wanted = input.selection.ids.union(input.differences.flatMap(\.images))
        guard let data = results.plan.arms.first?.recipe.data else { return [:] }
        let pairs = try data.inventory().pairs
        let runs = results.runs.filter { $0.run.seed == 0 }
        var pictures: [ScoredImage.ID: SegmentedImage] = [:]
        let total = wanted.count * input.arms.count
        var done = 0
        for (place, arm) in input.arms.enumerated() {
            for entry in runs where entry.run.arm == arm.name {
                let tested = Set(entry.test.map { ScoredImage.ID(set: $0.set, image: $0.image) })
                let model = try ModelFile(opening: results.folder.run(entry.run.name).url)
                let run = results.folder.run(entry.run.name)
                let readings = try DataSummary(reading: run.data)
                    .readings(model.classes, Recipe(file: run.recipe).truth)
                let shown = ShownImages(
                    pairs, of: wanted.intersection(tested), readings: readings, joinsClasses: true)
                let own = try shown.pictures(
                    by: Predictor(model.network, preprocessing: model.preprocessing, device: .cpu),
                    threshold: model.threshold, batchSize: 8
                ) { part, _ in try progress(done + part, total) }
                done += own.count
                for (id, picture) in own {
                    let none = [Image?](repeating: nil, count: input.arms.count)
                    var known =
                        pictures[id]
                        ?? SegmentedImage(image: picture.image, reference: picture.reference, predictions: none)
                    known.predictions[place] = picture.predictions.first ?? nil
                    pictures[id] = known
                }
            }
        }
        return pictures
    }

    /// `figures/difference-A-against-B.png`: the images on which two arms differ most, side by side. Awaits gnuplot.
    /// - Returns: what is written on the sheets, and a note for each that could not be drawn.
    func writeSheets(
        _ input: StudyReportInput, to folder: URL, with gnuplot: Gnuplot, fonts: FontCoverage
    ) async throws -> (texts: [String], notes: [ReportNote]) {
        var (texts, notes): ([String], [ReportNote]) = ([], [])
        for difference in input.differences {
            let (first, second) = (input.arms[difference.first], input.arms[difference.second])
            let rows = try difference.images.compactMap { id -> DifferenceSheet.Row? in
                guard let picture = input.pictures[id] else { return nil }
                let dice = input.images.first { $0.id == id }?.dice
                return try DifferenceSheet.Row(
                    id, isSynthetic: input.syntheticSets.contains(id.set), of: picture,
                    first: (difference.first, dice?[difference.first] ?? nil),
                    second: (difference.second, dice?[difference.second] ?? nil), language: language)
            }
            guard !rows.isEmpty else { continue }
            let sheet = try DifferenceSheet.make(rows, first: first.name, second: second.name, language: language)
            let name = "difference-\(first.name)-against-\(second.name).png"
            notes += try await sheet.write(to: folder.appending(path: name), with: gnuplot, fonts: fonts)
            texts += sheet.words
        }
        return (texts, notes)
    }
}
