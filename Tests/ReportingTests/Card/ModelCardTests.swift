import Datasets
import Evaluation
import Foundation
import Models
import Segmentation
import Statistics
import TestSupport
import Testing
import Training

@testable import Reporting

struct ModelCardTests {
    /// Facts of a run that never was.
    private static func facts(
        validation: Bool = true, synthetic: Bool = false, weights: String = "none", dice: [Double] = [0.9, 0.8, 0.95],
        _ change: (inout EvaluationSummary) -> Void = { _ in }
    ) throws -> CardFacts {
        try withTemporaryFolder { folder in
            var recipe = Recipe()
            recipe.data.sources = ["/mnt/someone/films of | <b>Ana</b>"]
            recipe.split.file = "/mnt/someone/secret/split.csv"
            recipe.model.encoder = "resnet18"
            recipe.model.weights = weights
            let set = """
                {"name": "A | <b>", "layout": "pairs", "images": 6, "mask_scale": 255, "made_up": \(synthetic),
                 "images_without_mask": ["images/Perez-Ana.png"], "masks_without_image": []}
                """
            let json = "{\"format\": 1, \"fingerprint\": \"0123456789abcdef\", \"sets\": [\(set)]}"
            let (data, split) = (folder.appending(path: "data.json"), folder.appending(path: "split.csv"))
            try Data(json.utf8).write(to: data)
            let subsets = ["train", "train", validation ? "validation" : "train", "test", "test", "test"]
            let lines = subsets.enumerated().map { "\($0)-Perez.png,A | <b>,\($1),\($0 < 2 ? "p" : "q\($0)")\n" }
            try Data(("image,set,subset,group\n" + lines.joined()).utf8).write(to: split)
            let rows = dice.enumerated().map { i, dice in
                TestRow(
                    image: "\(i + 3)-Perez.png", set: "A | <b>", group: "q\(i + 3)",
                    figures: ["dice": dice, "iou": 0.5])
            }
            let metadata = ModelMetadata(
                network: recipe.model.network, preprocessing: try Preprocessing(size: PixelSize(height: 64, width: 96)),
                chosenBy: .lastEpoch, epoch: 7, recipe: .null, data: "",
                versions: ["pleura": "9.9", "libtorch": "2.13"])
            var summary = EvaluationSummary([], metricSize: .original, threshold: 0.5, precision: .fp32)
            change(&summary)
            return try CardFacts(
                recipe: recipe, metadata: metadata, data: DataSummary(reading: data), split: Split(file: split),
                test: rows, summary: summary)
        }
    }

    private static let few = Bootstrap(draws: 100)

    private static func card(_ facts: CardFacts, _ language: Language = .english) -> String {
        ModelCard(facts, in: language, bootstrap: few).markdown
    }

    @Test func allFortyFourItemsAreThereOnce() throws {
        #expect(ClaimChecklist.items.map(\.number) == Array(1...44))
        for item in ClaimChecklist.items {
            #expect(item.fact != nil || item.asksAuthor, "\(item.number)")
        }
        for language in Language.allCases {
            let card = Self.card(try Self.facts(), language)
            for item in ClaimChecklist.items {
                #expect(card.components(separatedBy: "\n| \(item.number) | \(item.topic(language)) | ").count == 2)
            }
        }
        // The sections of the checklist, by the numbers that they begin with.
        let first = ClaimItem.Section.allCases.map { section in
            ClaimChecklist.items.first { $0.section == section }?.number
        }
        #expect(first == [1, 2, 3, 5, 7, 14, 19, 21, 22, 25, 28, 35, 37, 40, 42])
    }

    /// What an author has to write is the same whatever the run: it holds nothing of the run.
    @Test func itemsOfTheAuthorClaimNothing() throws {
        let facts = [
            try Self.facts(), try Self.facts(validation: false, synthetic: true, weights: "imagenet", dice: [0.1]),
        ]
        for language in Language.allCases {
            let sentences = facts.map { CardSentences($0, in: language, bootstrap: Self.few) }
            let mark = "**\(CardTexts.author(language)):** "
            for item in ClaimChecklist.items {
                let answers = sentences.map { item.answer($0) }
                if item.fact == nil {
                    #expect(answers[0] == answers[1], "\(item.number)")
                    #expect(answers[0].hasPrefix(mark), "\(item.number)")
                    let hasNumber = answers[0].contains { $0.isNumber }
                    #expect(!hasNumber, "\(item.number)")
                } else {
                    #expect(!answers[0].hasPrefix(mark), "\(item.number)")
                    #expect(answers[0].contains(mark) == item.asksAuthor, "\(item.number)")
                }
            }
        }
        let author = ClaimChecklist.items.filter { $0.fact == nil }.map(\.number)
        #expect(author == [2, 3, 4, 5, 6, 11, 13, 15, 16, 17, 18, 30, 31, 34, 36, 38, 41, 44])
    }

    @Test func nothingOfTheMachineOrOfPeopleIsInIt() throws {
        for language in Language.allCases {
            let card = Self.card(try Self.facts(weights: "/mnt/someone/old/model.safetensors"), language)
            for word in ["/home", "someone", "secret", "Perez", "Ana<", "<b>"] {
                #expect(!card.contains(word), "\(word)")
            }
            #expect(card.contains("A \\| &lt;b&gt;"))
            #expect(card.contains("model.safetensors"))
            #expect(card.contains("split.csv"))
        }
    }

    @Test func factsAreTheRuns() throws {
        let card = Self.card(try Self.facts())
        #expect(card.hasPrefix("# Model card: U-Net with a ResNet-18 encoder\n"))
        #expect(card.contains("not a medical device"))
        #expect(card.contains("| A \\| &lt;b&gt; | 2 (1) | 1 (1) | 3 (3) |"))
        #expect(card.contains("| A \\| &lt;b&gt; | 3 | 3 | 0.8833 | "))
        #expect(card.contains("Epoch 7, chosen by the highest validation Dice."))
        #expect(card.contains("64 x 96 pixels"))
        #expect(card.contains("Adam, learning rate 0.001 (constant); loss: dice; augmentation: preset flips"))
        #expect(card.contains("pleura 9.9, libtorch 2.13"))
        #expect(card.contains("images without a mask (1), masks without an image (0)"))
        let spanish = Self.card(try Self.facts(), .spanish)
        #expect(spanish.hasPrefix("# Ficha del modelo: U-Net con un codificador ResNet-18\n"))
        #expect(spanish.contains("no es un producto sanitario"))
        #expect(spanish.contains("| 3 | 3 | 0,8833 | "))
    }

    @Test func limitsFollowFromTheRun() throws {
        #expect(try Self.card(Self.facts(validation: false)).contains("The weights are those of the last epoch"))
        #expect(try !Self.card(Self.facts()).contains("The weights are those of the last epoch"))
        #expect(try Self.card(Self.facts(synthetic: true)).contains("Synthetic images were used."))
        #expect(try Self.card(Self.facts(weights: "imagenet")).contains("from pretrained weights (ImageNet"))
        // Two images of one patient: groups are known.
        #expect(try !Self.card(Self.facts()).contains("Each image was treated as a separate patient"))
    }

    @Test func whatWasForcedAndTheModelOfAWarmStartAreLimits() throws {
        let facts = try Self.facts {
            $0.forced = [
                ForcedChange(name: "threads", old: "2", new: "1"), ForcedChange(name: "data", old: "ab", new: "cd"),
            ]
            $0.warmStartOverlap = WarmStartOverlap(images: 3, comparedBy: .content)
        }
        let english = Self.card(facts)
        #expect(english.contains("- Resumed with --force although this had changed: threads (2 → 1), data."))
        #expect(english.contains("model that this run started from: 3 (compared by content)"))
        let spanish = Self.card(facts, .spanish)
        #expect(spanish.contains("- Se reanudó con --force aunque había cambiado: threads (2 → 1), data."))
        #expect(spanish.contains("entrenamiento: 3 (comparadas por su contenido)"))
        let plain = Self.card(try Self.facts())
        #expect(!plain.contains("--force") && !plain.contains("started from"))
    }

    @Test func tablesAreWhole() throws {
        for language in Language.allCases {
            var columns: Int?
            for line in Self.card(try Self.facts(), language).split(separator: "\n", omittingEmptySubsequences: false) {
                guard line.hasPrefix("|") else {
                    columns = nil
                    continue
                }
                let cells = line.replacing("\\|", with: "").count { $0 == "|" } - 1
                #expect(cells == columns ?? cells, "\(line)")
                columns = cells
            }
        }
    }

    @Test func anUnfinishedRunHasNoCard() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: ReportError.self) { try ModelCard.write(of: RunFolder(folder)) }
            #expect("\(String(describing: error))".contains("finish it first"))
        }
    }
}
