import Datasets
import Files
import Foundation
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Models

/// One U-Net with a ResNet-34 encoder, filled by the golden files' rule, written in several ways.
struct ModelFileTests {
    private static func golden() throws -> any SegmentationNetwork {
        let network = try NetworkDescription().makeNetwork()
        try Golden.fill(network)
        return network
    }

    private static func write(_ network: any SegmentationNetwork, to folder: URL) throws -> URL {
        let file = folder.appending(path: "model.safetensors")
        try AtomicFile.write(Safetensors.encoded(network.state()), to: file)
        return file
    }

    /// As save_pretrained of segmentation_models_pytorch 0.5.0 writes it for `smp.Unet("resnet34")`.
    private static let configuration = """
        {"_model_class": "Unet", "activation": null, "aux_params": null, "classes": 1,
         "decoder_attention_type": null, "decoder_channels": [256, 128, 64, 32, 16],
         "decoder_interpolation": "nearest", "decoder_use_norm": "batchnorm", "encoder_depth": 5,
         "encoder_name": "resnet34", "encoder_weights": null, "in_channels": 3}
        """

    private struct Forward: Decodable {
        struct Output: Decodable {
            struct Values: Decodable {
                let norm: Double
                let first: [Double]
            }
            let shape: [Int]
            let logits: Values
        }
        let outputs: [Output]
    }

    /// The logits that SMP computes with these weights, in Python.
    private static func expectGoldenLogits(_ model: ModelFile) throws {
        let golden = try Golden.decoder.decode(Forward.self, from: Golden.json("forward_unet_resnet34_3to1.json"))
        for output in golden.outputs {
            let input = try Golden.input(output.shape)
            let logits: [Double] = try model.network.evaluating { () throws in
                try noGrad { try model.network(input).contiguous().array() }
            }
            let norm = logits.reduce(0) { $0 + $1 * $1 }.squareRoot()
            #expect(abs(norm - output.logits.norm) < 1e-5 * output.logits.norm)
            let scale = norm / Double(logits.count).squareRoot()
            for (mine, smps) in zip(logits, output.logits.first) { #expect(abs(mine - smps) < 1e-4 * scale) }
        }
    }

    @Test func aFolderOfSMPsOpensByItsConfiguration() throws {
        try withTemporaryFolder { folder in
            _ = try Self.write(Self.golden(), to: folder)
            try AtomicFile.write(Self.configuration, to: folder.appending(path: "config.json"))
            let model = try ModelFile(opening: folder)
            #expect(model.origin == .smp)
            #expect(model.description == NetworkDescription())
            #expect(model.preprocessing.size == nil)
            #expect(model.preprocessing.mean == [0.485, 0.456, 0.406])
            try Self.expectGoldenLogits(model)
            // What SMP would be told is what SMP told us.
            let written = try JSONSerialization.jsonObject(with: SMPConfiguration(model.description).json)
            let theirs = try JSONSerialization.jsonObject(with: Data(Self.configuration.utf8))
            for (key, value) in try #require(written as? [String: NSObject]) {
                #expect(value == (theirs as? [String: NSObject])?[key], "\(key)")
            }
        }
    }

    @Test func aBareStateOpensWhereItsNetworkIsNamed() throws {
        try withTemporaryFolder { folder in
            let file = try Self.write(Self.golden(), to: folder)
            let model = try ModelFile(opening: file, architecture: "unet", encoder: "resnet34")
            #expect(model.origin == .named)
            #expect(model.description == NetworkDescription())
            try Self.expectGoldenLogits(model)
            #expect { try ModelFile(opening: file) } throws: { "\($0)".contains("name --arch and --encoder") }
            #expect { try ModelFile(opening: file, architecture: "unet", encoder: "resnet35") } throws: {
                "\($0)".contains("there is no encoder 'resnet35'")
            }
        }
    }

    @Test func pleurasOwnModelSaysAllThatIsNeeded() throws {
        try withTemporaryFolder { folder in
            let metadata = ModelMetadata(
                network: NetworkDescription(),
                preprocessing: try Preprocessing(
                    size: PixelSize(height: 64, width: 96), fit: .pad, mean: [0.1, 0.2, 0.3]),
                threshold: 0.25, chosenBy: .lastEpoch, epoch: 3,
                recipe: .object(["training": .object(["epochs": .integer(3), "rate": .number(0.5), "x": .null])]),
                data: "ab", versions: ["pleura": "0.1.0"])
            let network = try Self.golden()
            let bytes = try ModelFolder.encoded(network, metadata)
            #expect(try bytes == ModelFolder.encoded(network, metadata), "equal models give equal bytes")
            let best = folder.appending(path: "best.safetensors")
            try AtomicFile.write(bytes, to: best)
            try ModelFolder.write(weights: best, of: metadata.network, to: folder.appending(path: "model"))
            for place in ["", "model", "model/model.safetensors"] {
                let model = try ModelFile(opening: folder.appending(path: place))
                #expect(model.metadata == metadata)
                #expect(model.threshold == 0.25)
                #expect(model.preprocessing == metadata.preprocessing)
            }
            #expect { try ModelFile(opening: best, architecture: nil, encoder: "resnet18") } throws: {
                "\($0)".contains("it holds resnet34, not resnet18; leave --encoder out")
            }
        }
    }

    @Test(arguments: [
        ("\"validation_dice\"", ChosenBy.validationDice), ("\"last_epoch\"", .lastEpoch),
        ("\"highest validation Dice\"", .validationDice), ("\"last epoch\"", .lastEpoch), ("\"best of all\"", nil),
    ])
    func howTheEpochWasChosenIsReadInOldWordsToo(json: String, choice: ChosenBy?) throws {
        let read = { try JSONDecoder().decode(ChosenBy.self, from: Data(json.utf8)) }
        if let choice {
            #expect(try read() == choice)
        } else {
            #expect { try read() } throws: { decodingFault($0).contains("wanted is validation_dice or last_epoch") }
        }
        #expect(String(decoding: try JSONEncoder().encode(ChosenBy.lastEpoch), as: UTF8.self) == "\"last_epoch\"")
    }

    @Test func metadataOfAnotherFormatOrWithoutAThresholdAreRefused() throws {
        try withTemporaryFolder { folder in
            let metadata = ModelMetadata(
                network: NetworkDescription(), preprocessing: try Preprocessing(size: nil), chosenBy: .lastEpoch,
                epoch: 1, recipe: .null, data: "", versions: [:])
            for (old, new) in [("\"format\":1", "\"format\":2"), ("\"threshold\":0.5", "\"threshold\":1.5")] {
                let file = folder.appending(path: "model.safetensors")
                let text = try metadata.json.replacing(old, with: new)
                try AtomicFile.write(
                    Safetensors.encoded([("x", .zeros([1]))], metadata: [ModelMetadata.key: text]), to: file)
                #expect { try ModelFile(opening: file) } throws: {
                    "\($0)".contains("wanted are 1 and a threshold between 0 and 1")
                }
            }
        }
    }

    @Test func aModelOfSeveralClassesHasNoNamesForThem() throws {
        try withTemporaryFolder { folder in
            let network = try NetworkDescription(encoder: "resnet18", classes: 3).makeNetwork()
            let file = try Self.write(network, to: folder)
            let model = try ModelFile(opening: file, architecture: "unet", encoder: "resnet18")
            #expect(model.description.classes == 3)
            #expect(try model.classes == Classes(count: 3))
        }
    }

    @Test func aCutFileIsRefused() throws {
        try withTemporaryFolder { folder in
            let file = try Self.write(Self.golden(), to: folder)
            let whole = try Data(contentsOf: file)
            for length in [0, 7, 8, 1000, 20_000, whole.count / 2, whole.count - 1] {
                let cut = folder.appending(path: "cut-\(length).safetensors")
                try whole.prefix(length).write(to: cut)
                #expect { try ModelFile(opening: cut, architecture: "unet", encoder: "resnet34") } throws: {
                    "\($0)".contains(cut.path) && "\($0)".contains("no whole file of tensors")
                }
                try FileManager.default.removeItem(at: cut)
            }
        }
    }

    @Test func whatIsNoModelIsNamed() throws {
        try withTemporaryFolder { folder in
            #expect { try ModelFile(opening: folder.appending(path: "no")) } throws: {
                "\($0)".contains("there is no such file or folder")
            }
            #expect { try ModelFile(opening: folder) } throws: { "\($0)".contains("holds no model.safetensors") }
            try AtomicFile.write("format: 1\n", to: folder.appending(path: "recipe.yaml"))
            #expect { try ModelFile(opening: folder) } throws: { "\($0)".contains("this run has no model yet") }
            let other = folder.appending(path: "model.safetensors")
            try AtomicFile.write(Safetensors.encoded([("x", .zeros([2]))]), to: other)
            #expect { try ModelFile(opening: other, architecture: "unet", encoder: "resnet34") } throws: {
                "\($0)".contains("segmentation_head.0.weight") && "\($0)".contains("1 tensors")
            }
            try AtomicFile.write(
                Safetensors.encoded([("x", .zeros([2]))], metadata: ["pleura": "{\"format\": 1}"]), to: other)
            #expect { try ModelFile(opening: other) } throws: { "\($0)".contains("its metadata are not those") }
        }
    }

    @Test(arguments: [
        (
            "\"decoder_attention_type\": null", "\"decoder_attention_type\": \"other\"",
            "decoder_attention_type is other"
        ),
        ("\"decoder_use_norm\": \"batchnorm\"", "\"decoder_use_norm\": \"identity\"", "decoder_use_norm is identity"),
        ("\"Unet\"", "\"Linknet\"", "its model is Linknet"), ("\"_model_class\"", "\"class\"", "names no _model_class"),
        ("{", "", "no JSON"), ("\"resnet34\"", "\"vgg11\"", "there is no encoder 'vgg11'"),
    ])
    func aConfigurationThatPleuraHasNotIsRefusedByName(old: String, new: String, part: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "model.safetensors")
            try AtomicFile.write(Safetensors.encoded([("x", .zeros([2]))]), to: file)
            try AtomicFile.write(
                Self.configuration.replacing(old, with: new, maxReplacements: 1),
                to: folder.appending(path: "config.json"))
            #expect { try ModelFile(opening: folder) } throws: { "\($0)".contains(part) }
        }
    }
}
