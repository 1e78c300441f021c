import Datasets
import Foundation
import Testing

@testable import Training

struct RecipeTests {
    @Test func aResolvedRecipeReadsBackAsItWas() throws {
        var recipe = Recipe()
        recipe.data.sources = ["/films/a b", "/films/c"]
        recipe.split.file = "/films/split.csv"
        recipe.preprocessing.size = PixelSize(height: 96, width: 128)
        recipe.preprocessing.mean = [0.5, 0.25, 0.125]
        recipe.training.optimizer.learningRate = 3e-5
        recipe.training.seed = UInt64(Int64.max)
        let colours = [MaskColour(0, 0, 0), MaskColour(1, 0xE5, 0)]
        recipe.set(
            try Classes(
                count: 2, names: ["null", "1e5"], colours: colours, ignoredColour: MaskColour(255, 255, 255)))
        recipe.training.loss = .crossEntropy
        #expect(try Recipe(yaml: recipe.yaml, file: "recipe.yaml") == recipe)
    }

    @Test func numbersAreWrittenAsPeopleWriteThem() throws {
        let text = try Recipe().yaml
        #expect(text.contains("learning_rate: 0.001\n"))
        #expect(text.contains("size: [256, 256]\n"))
        #expect(text.contains("test: 0.2\n"))
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        let recipe = try Recipe(yaml: "training:\n  epochs: 3\n  optimizer: {name: sgd, momentum: 0.9}\n", file: "r")
        #expect(recipe.training.epochs == 3)
        #expect(recipe.training.batchSize == 32)
        #expect(recipe.training.optimizer.name == .sgd)
        #expect(recipe.training.optimizer.learningRate == 1e-3)
        #expect(try Recipe(yaml: "", file: "r") == Recipe())
    }

    @Test func anUnknownKeyNamesTheNearest() {
        #expect(throws: RecipeError.unknownKey(file: "r", key: "training.epoch", nearest: "training.epochs")) {
            try Recipe(yaml: "training: {epoch: 3}", file: "r")
        }
        #expect(throws: RecipeError.unknownKey(file: "r", key: "model.zzzzzzz", nearest: nil)) {
            try Recipe(yaml: "model: {zzzzzzz: 3}", file: "r")
        }
    }

    @Test(arguments: [
        ("training: {epochs: many}", "training.epochs is no whole number"), ("training: 3", "training"),
        ("- 1", "r is no recipe"),
        ("training: {epochs: [", "not YAML"), ("format: 2", "format is 2"), ("split: {test: 1.5}", "split.test is 1.5"),
        ("training: {batch_size: 1}", "training.batch_size is 1"), ("threads: 0", "threads is 0"),
        ("preprocessing: {size: [100, 64]}", "preprocessing.size is not right: 100"),
        ("preprocessing: {size: [64]}", "preprocessing.size"), ("device: gpu", "device is gpu"),
        ("model: {encoder: resnet35}", "there is no encoder 'resnet35'"),
        ("model: {architecture: vnet}", "there is no architecture 'vnet'"),
        ("training: {optimizer: {learning_rate: -1}}", "learning_rate is -1"),
        ("training: {optimizer: {momentum: 0.9}}", "which adam does not have"),
        ("training: {optimizer: {name: sgd, nesterov: true}}", "nesterov is on without momentum"),
        ("training: {optimizer: {name: adams}}", "training.optimizer.name"),
        ("model: {classes: 0}", "model.classes is 0"), ("model: {classes: 256}", "model.classes is 256"),
        ("model: {classes: 3}\ndata: {class_names: [a, b]}", "2 names do not fit 3 classes"),
        ("data: {class_names: [a]}", "one class has no names"),
        ("model: {classes: 2}\ndata: {class_colours: ['#000000', red]}", "data.class_colours holds red"),
        ("model: {classes: 2}\ndata: {ignored_colour: '#000000'}", "only where the classes have colours"),
        ("training: {loss: dise}", "training.loss"), ("model: {depth: 6}", "model.depth is not right"),
        ("model: {depth: 4, decoder_widths: [32, 16]}", "model.decoder_widths is not right"),
    ])
    func aWrongValueIsNamedWithItsKey(yaml: String, part: String) {
        do {
            let recipe = try Recipe(yaml: yaml, file: "r")
            Issue.record("\(yaml) was read as \(recipe)")
        } catch {
            #expect("\(error)".contains(part), "\(error)")
        }
    }

    @Test func presetsAreRecipesThatCanBeUsed() throws {
        for (name, recipe) in Recipe.presets {
            try recipe.check()
            #expect(try Recipe.preset(name) == recipe)
        }
        #expect(throws: RecipeError.self) { try Recipe.preset("nothing") }
    }

    /// torch.optim.lr_scheduler.CosineAnnealingLR(T_max=5) of a rate of 0.1, epoch by epoch.
    @Test func theCosineIsPyTorchs() {
        let torch = [0.1, 0.09045084971874738, 0.06545084971874737, 0.03454915028125263, 0.00954915028125263]
        for (i, rate) in torch.enumerated() {
            #expect(abs(Schedule.cosine.learningRate(0.1, epoch: i + 1, of: 5) - rate) < 1e-15)
            #expect(Schedule.constant.learningRate(0.1, epoch: i + 1, of: 5) == 0.1)
        }
    }
}
