import Evaluation
import Statistics
import Testing

@testable import Reporting

struct VerdictTextTests {
    private static let key = "model.architecture"

    /// Dice and details of 40 films of two sets.
    private static func arm(
        _ name: String, seeds: Int = 1, tuned: Bool = false, settings: [String: String] = [:],
        _ values: (_ seed: Int, _ film: Int) -> [ComparedMetric: Double]
    ) -> ArmScores {
        let runs = (0..<seeds).map { seed in
            ArmScores.Run(
                seed: UInt64(seed),
                scores: (0..<40).map { i in
                    ImageScore(
                        set: i % 2 == 0 ? "Montgomery" : "Shenzhen", image: "\(i)", values: values(seed, i),
                        distanceUnit: "px")
                })
        }
        return ArmScores(name: name, settings: settings, isTuned: tuned, runs: runs)
    }

    private static func sentences(
        _ arms: [ArmScores], _ metric: ComparedMetric = .dice, _ language: Language = .english, set: String? = nil
    ) throws -> [String] {
        let comparison = try Comparison(of: arms)
        let pair = try #require(comparison.pair(arms[0].name, arms[1].name, metric, set: set))
        return VerdictText(comparison, in: language).sentences(on: pair)
    }

    private static func dice(_ shift: Double, seeds: Int = 1) -> [ArmScores] {
        [
            arm("unet", seeds: seeds) { _, i in [.dice: 0.9 + shift + 0.002 * Double(i % 5 - 2)] },
            arm("unetplusplus", seeds: seeds) { _, _ in [.dice: 0.9] },
        ]
    }

    @Test func oneSeedSpeaksOfTheModels() throws {
        let english = try Self.sentences(Self.dice(0.05))
        #expect(
            english[0]
                == "These two trained models, unet and unetplusplus: unet is better on these 40 images, by 0.0500 in mean "
                + "Dice.")
        #expect(english[1].hasPrefix("unet 0.9500, unetplusplus 0.9000; difference 0.0500, 95 % interval 0.04"))
        #expect(english[1].hasSuffix(", from 40 images."))
        #expect(english[2] == "Student's t test: p < 0.001.")
        #expect(
            english[3]
                == "For comparison only, Wilcoxon's signed-rank test without correction: p < 0.001 (normal approximation)."
        )
        #expect(english[4].contains("says nothing about architectures or optimisers"))
        let spanish = try Self.sentences(Self.dice(0.05), .dice, .spanish)
        #expect(
            spanish[0]
                == "Estos dos modelos entrenados, unet y unetplusplus: unet es mejor en estas 40 imágenes, por 0,0500 de "
                + "Dice medio.")
        #expect(spanish[1].hasPrefix("unet 0,9500, unetplusplus 0,9000; diferencia 0,0500, intervalo del 95 % de 0,04"))
        #expect(spanish[1].hasSuffix(", de 40 imágenes."))
        #expect(spanish[2] == "Prueba t de Student: p < 0,001.")
        #expect(spanish[3].contains("p < 0,001 (aproximación normal)"))
    }

    @Test func threeSeedsSpeakOfTheArms() throws {
        let sentences = try Self.sentences(Self.dice(0.05, seeds: 3))
        #expect(sentences[0].hasPrefix("unet and unetplusplus, each trained with 3 seeds: unet is better"))
        #expect(sentences.count == 3)
        #expect(sentences[1].hasSuffix(", from 40 images and 3 seeds."))
        #expect(try Self.sentences(Self.dice(0.05, seeds: 2))[0].hasPrefix("These trained models, 2 of unet and 2 of"))
    }

    @Test func nothingIsEverTheSame() throws {
        let arms: [(ArmScores, ArmScores)] = [
            (Self.dice(0)[0], Self.dice(0)[1]), (Self.dice(0.005)[0], Self.dice(0)[1]),
            (Self.arm("unet") { _, i in [.dice: 0.9 + 0.05 * Double(i % 5 - 2)] }, Self.dice(0)[1]),
        ]
        for (a, b) in arms {
            for language in Language.allCases {
                let text = try Self.sentences([a, b], .dice, language).joined(separator: " ").lowercased()
                for word in ["the same", "identical", "no difference", "iguales", "idénti", "lo mismo"] {
                    #expect(!text.contains(word), "\(text)")
                }
            }
        }
        let equivalent = try Self.sentences([arms[1].0, arms[1].1])
        #expect(equivalent[0].hasSuffix(": equivalent within 0.01 Dice on these 40 images."))
        #expect(equivalent[2] == "The difference is significant nevertheless: unet is better, by less than the margin.")
        let open = try Self.sentences([arms[2].0, arms[2].1], .dice, set: "Shenzhen")
        #expect(open[0].contains(", set Shenzhen: undecided on these 20 images (mean Dice)."))
        #expect(
            try Self.sentences([arms[2].0, arms[2].1], .dice, .spanish)[0].contains("sin decidir con estas 40 imágenes")
        )
    }

    /// Three seeds that disagree: the images alone would decide, the seeds leave it open, and one test says so.
    @Test func seedsThatDisagreeLeaveItOpen() throws {
        let a = Self.arm("a", seeds: 3) { seed, i in [.dice: 0.9 + [-0.02, 0.015, 0.05][seed] + 0.001 * Double(i % 3)] }
        let b = Self.arm("b", seeds: 3) { _, _ in [.dice: 0.9] }
        let text = try Self.sentences([a, b]).joined(separator: " ")
        #expect(text.contains("undecided on these 40 images"))
        #expect(text.contains("Student's t test: p = 0."))
        #expect(!text.contains("Wilcoxon") && !text.contains("disagree"))
    }

    /// What is significant for a pair alone, and not among all pairs.
    @Test func theCorrectionIsSaid() throws {
        let arms = "abcdefgh".map { name in
            Self.arm("\(name)") { _, i in [.dice: 0.7 + (name == "a" ? 0.024 + 0.04 * Double(i % 5 - 2) : 0)] }
        }
        let sentences = try Self.sentences(arms)
        #expect(sentences[0].contains("undecided"))
        #expect(sentences[2].hasSuffix("after Holm's correction for 28 pairs of arms."))
        #expect(sentences[3].hasPrefix("For this pair alone the interval excludes 0 (p = 0.0"))
        #expect(sentences[3].hasSuffix("); among 28 pairs that is not significant."))
        let spanish = try Self.sentences(arms, .dice, .spanish)
        #expect(spanish[2].hasSuffix("tras la corrección de Holm para 28 pares de brazos."))
        #expect(spanish[3].hasSuffix("); entre 28 pares no es significativo."))
    }

    @Test func whatIsMissingForAVerdictIsSaid() throws {
        func verdict(_ groups: [String], _ language: Language = .english) throws -> String {
            let arms = ["a", "b"].map { name in
                let scores = groups.enumerated().map {
                    ImageScore(set: "s", image: "\($0).png", group: $1, values: [.dice: 0.9])
                }
                return ArmScores(name: name, runs: [.init(seed: 0, scores: scores)])
            }
            return try Self.sentences(arms, .dice, language)[0]
        }
        #expect(
            try verdict(["0", "1", "2"])
                == "These two trained models, a and b: no verdict on mean Dice, because at least 6 images are needed; there "
                + "are 3.")
        #expect(
            try verdict(["p", "p", "p", "p", "p", "p", "p"]).hasSuffix(
                "because at least 6 patients (or groups) are needed; there is 1."))
        #expect(
            try verdict(["p", "q"], .spanish).hasSuffix("porque se necesitan al menos 6 pacientes (o grupos); hay 2."))
        #expect(try verdict(["", ""], .spanish).hasSuffix("porque se necesitan al menos 6 imágenes; hay 2."))
    }

    @Test func tuningIsSaid() throws {
        func pair(_ a: Bool, _ b: Bool) throws -> String {
            let key = "training.optimizer.name"
            let arms = [("adam", a), ("sgd", b)].map { name, tuned in
                Self.arm(name, tuned: tuned, settings: [key: name]) { _, i in
                    [.dice: (name == "adam" ? 0.9 : 0.4) + 0.001 * Double(i % 3)]
                }
            }
            return try Self.sentences(arms).joined(separator: " ")
        }
        #expect(try pair(true, false).contains("was tuned for adam but not for sgd"))
        #expect(try pair(false, true).contains("was tuned for sgd but not for adam"))
        #expect(try pair(false, false).contains("Neither learning rate was tuned"))
        #expect(try !pair(true, true).contains("learning rate"))
    }

    @Test func whatIsUndefinedIsCounted() throws {
        let a = Self.arm("a") { _, i in i < 3 ? [.dice: 0] : [.dice: 0.9, .hd95: 4] }
        let b = Self.arm("b") { _, _ in [.dice: 0.9, .hd95: 6] }
        let sentences = try Self.sentences([a, b], .hd95)
        #expect(sentences[0].hasSuffix("a is better on these 37 images, by 2.00 px in mean HD95."))
        #expect(
            sentences.last
                == "3 further images have no value in one of them or both (a mask is empty); they are left out.")
    }

    @Test func theAuthorsRemarkIsAnswered() throws {
        func remark(
            _ plain: Double, _ nested: Double, seeds: Int = 1, _ language: Language = .english,
            metrics: [ComparedMetric] = ComparedMetric.allCases
        ) throws -> [String] {
            let arms = [("unet", plain), ("unetplusplus", nested)].map { name, area in
                Self.arm("\(name)-adam", seeds: seeds, settings: [Self.key: name]) { _, i in
                    [.dice: 0.9, .areaOutsideTwoLargest: area + Double(i % 4), .components: 0]
                }
            }
            // The order of the arms does not matter.
            let comparison = try Comparison(of: arms.reversed(), metrics: metrics)
            return VerdictText(comparison, in: language).remark()
        }
        let agrees = try remark(10, 30)
        #expect(agrees[0] == "The experiment's author saw more incongruent details with U-Net++ than with U-Net.")
        #expect(
            agrees[1].hasPrefix(
                "Here the mean false area outside the two largest components agrees with that: 31.5 px with U-Net++, 11.5 "
                    + "px with U-Net (difference 20.0 px, 95 % interval 20.0 px to 20.0 px)"))
        #expect(agrees[2].contains("the mean number of spurious components leaves it open"))
        #expect(agrees[2].contains("Neither metric sees a false area that touches a correct one"))
        #expect(agrees[3].contains("With 1 seed this says nothing about architectures"))
        #expect(try remark(30, 10)[1].contains("contradicts it"))
        #expect(try remark(30, 10, seeds: 3).count == 3)
        #expect(try remark(10, 30, .spanish)[1].contains("coincide con ello: 31,5 px con U-Net++, 11,5 px con U-Net"))
        // Not for other studies, which compare no area outside the two largest components.
        #expect(try remark(10, 30, metrics: ComparedMetric.general).isEmpty)
        let without = try Comparison(of: Self.dice(0))
        #expect(VerdictText(without, in: .english).remark().isEmpty)
    }

    @Test func numbersAreWrittenAsTheLanguageDoes() {
        let (english, spanish) = (Numerals(.english), Numerals(.spanish))
        #expect(english.text(-0.00004, digits: 4) == "0.0000")
        #expect(english.text(-0.5, digits: 2) == "−0.50")
        #expect(spanish.text(-1234.5, digits: 1) == "−1234,5")
        #expect(spanish.brief(0.01) == "0,01")
        #expect(english.p(0) == "p < 0.001")
        #expect(english.p(0.0499) == "p = 0.050")
        #expect(spanish.p(0.25) == "p = 0,250")
        #expect(english.p(1) == "p = 1")
        #expect(english.text(3, .assd, unit: "mm") == "3.00 mm")
    }
}
