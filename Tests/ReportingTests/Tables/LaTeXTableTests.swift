import Evaluation
import Statistics
import Testing

@testable import Reporting

struct LaTeXTableTests {
    @Test func namesHoldNoCommands() {
        #expect(
            LaTeXTable.escaped("a_b & 50% \\input{x} #1 $y$ ~ ^ <z>\n")
                == "a\\_b \\& 50\\% \\textbackslash{}input\\{x\\} \\#1 \\$y\\$ \\textasciitilde{} \\textasciicircum{} "
                + "\\textless{}z\\textgreater{} ")
        #expect(LaTeXTable.escaped("−1 ± 2 – ñ") == "$-$1 $\\pm$ 2 -- ñ")
    }

    @Test func aStudysTablesAreWhole() throws {
        let arms = [("unet_adam", 0.95), ("unet++ & sgd", 0.40)].map { name, dice in
            ArmScores(
                name: name, cost: ArmCost(secondsPerEpoch: 7.25, parameters: 1, peakMemory: 1),
                runs: (0..<2).map { seed in
                    .init(
                        seed: UInt64(seed),
                        scores: (0..<20).map { i in
                            ImageScore(
                                set: i < 10 ? "A" : "B", image: "\(i)",
                                values: [.dice: dice + 0.01 * Double(seed) + 0.001 * Double(i % 3)])
                        })
                })
        }
        let comparison = try Comparison(of: arms)
        let latex = ResultTables.latex(comparison, in: .english)
        #expect(latex.components(separatedBy: "\\begin{tabular}").count == 3)
        #expect(latex.components(separatedBy: "\\bottomrule").count == 3)
        #expect(latex.contains("unet\\_adam & 2 & 0.9559 $\\pm$ 0.0071 & 0.9559 $\\pm$ 0.0071 &"))
        #expect(
            latex.contains("unet++ \\& sgd & 0.5500 & 0.5500 -- 0.5500 & p \\textless{} 0.001 & unet\\_adam better"))
        // Each row has as many cells as the table has columns.
        for table in latex.components(separatedBy: "\\begin{tabular}{").dropFirst() {
            let columns = table.prefix { $0 != "}" }.count
            let rows = table.split(separator: "\n").filter { $0.hasSuffix("\\\\") }
            #expect(rows.count > 1)
            for row in rows {
                #expect(row.replacing("\\&", with: "").count { $0 == "&" } == columns - 1, "\(row)")
            }
        }
        #expect(latex.contains("by Student's t over images; p is corrected by Holm"))
        #expect(ResultTables.latex(comparison, in: .spanish).contains("0,5500 -- 0,5500"))
    }

    @Test func aRunsTableHasALineForEachSet() throws {
        let rows = Sample.test([0.9, 0.8], set: "A") + Sample.test([0.7], set: "B_1")
        let latex = ResultTables.latex(run: "run_1", rows, in: .english, bootstrap: Bootstrap(draws: 50))
        #expect(latex.contains("Test results of run\\_1"))
        #expect(latex.contains("A & 2 & 0.8500 & "))
        #expect(latex.contains("B\\_1 & 1 & 0.7000 & -- & 0.7000 & 0.7000 & 0.5385"))
        #expect(latex.contains("All & 3 & 0.8000 & "))
        #expect(!latex.contains("HD95"))
        let empty = ResultTables.latex(run: "x", [], in: .spanish)
        #expect(empty.contains("Todos & 0 & --"))
    }

    @Test func rowsBecomeScores() throws {
        var row = Sample.test([0.9])[0]
        (row.group, row.distanceUnit, row.className) = ("p", "px", "lung")
        row.figures["hd95"] = .nan
        row.figures["assd"] = 2
        let score = ImageScore(row)
        #expect(
            score
                == ImageScore(
                    set: "films", image: "film-0.png", label: "lung", group: "p", values: [.dice: 0.9, .assd: 2],
                    distanceUnit: "px"))
    }
}
