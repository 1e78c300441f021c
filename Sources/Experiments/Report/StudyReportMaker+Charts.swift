import Evaluation
import Foundation
import Reporting
import Training

extension StudyReportMaker {
    /// Every chart that the results allow, in the order of the page.
    var charts: [Chart] {
        let arms = results.arms
        var charts = CurveSubset.allCases.flatMap { subset in
            CurveMeasure.allCases.map { measure in
                Chart.curves(
                    arms.map { curve($0.arm, $0.runs, measure, subset) }, measure: measure, subset: subset,
                    name: "\(subset.rawValue)-\(measure.rawValue)", language: language)
            }
        }
        charts += optimiserCharts
        charts.append(
            Chart.diceHistograms(
                arms.map { ScoreGroup(run: $0.arm.name, values: scored($0.arm).compactMap(\.dice)) }, language: language
            ))
        charts.append(
            Chart.boxes(
                arms.flatMap { arm, _ in
                    Dictionary(grouping: scored(arm), by: \.id.set).sorted { $0.key < $1.key }.map { set, images in
                        ScoreGroup(run: arm.name, set: set, values: images.compactMap(\.dice))
                    }
                }, language: language))
        charts += mainPairs.prefix(6).map { pair in
            Chart.scatter(
                ScorePair.list(firstSeed(pair.first), firstSeed(pair.second)), first: pair.first, second: pair.second,
                name: "dice-\(pair.first)-against-\(pair.second)", language: language)
        }
        // Of several classes a row is a class of an image, and the chart's points are images.
        charts += arms.filter { $0.arm.recipe.model.classes == 1 }.map { arm, runs in
            Chart.areas(
                runs[0].test.compactMap { AreaPair($0) }, run: arm.name, name: "areas-\(arm.name)", language: language)
        }
        charts.append(searchChart)
        return charts.compactMap(\.self)
    }

    /// An arm's images, each once.
    private func scored(_ arm: Arm) -> [ScoredImage] { ScoredImage.list(of: rows(of: arm.name)) }

    /// Of the first seed, all folds.
    private func firstSeed(_ arm: String) -> [TestRow] {
        results.runs.filter { $0.run.arm == arm && $0.run.seed == 0 }.flatMap(\.test)
    }

    private func curve(
        _ arm: Arm, _ runs: [StudyResults.Run], _ measure: CurveMeasure, _ subset: CurveSubset
    ) -> ArmCurve {
        ArmCurve(name: arm.name, histories: runs.map(\.history), measure: measure, subset: subset)
    }

    /// Optimisers over each other: for each network the arms that share everything but the optimiser, where it is not
    /// all arms.
    private var optimiserCharts: [Chart?] {
        let arms = results.arms
        var families: [(key: Recipe, members: [(arm: Arm, runs: [StudyResults.Run])])] = []
        for entry in arms {
            var recipe = entry.arm.recipe
            recipe.training.optimizer = Recipe.Optimiser()
            if let place = families.firstIndex(where: { $0.key == recipe }) {
                families[place].members.append(entry)
            } else {
                families.append((recipe, [entry]))
            }
        }
        return families.filter { $0.members.count > 1 && $0.members.count < arms.count }.flatMap { family in
            CurveMeasure.allCases.map { measure in
                Chart.curves(
                    family.members.map { curve($0.arm, $0.runs, measure, .training) }, measure: measure,
                    subset: .training,
                    name: "optimisers-\(family.members[0].arm.name)-\(measure.rawValue)", language: language)
            }
        }
    }

    private var searchChart: Chart? {
        let table = results.tuning
        guard !table.rows.isEmpty else { return nil }
        return Chart.search(
            table.rows.map(\.arm).unique.map { name in
                let rows = table.rows.filter { $0.arm == name }
                let optimiser = results.plan.arms.first { $0.name == name }?.recipe.training.optimizer.name
                return SearchArm(
                    name: name,
                    points: rows.map { row in
                        SearchArm.Point(
                            learningRate: row.rate, dice: row.dice,
                            isExtension: optimiser.map { !LearningRateSearch.isInGrid(row.rate, of: $0) } ?? false)
                    }, chosen: rows.first(where: \.isChosen)?.rate)
            }, language: language)
    }
}
