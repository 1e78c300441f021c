import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct NetworkDescriptionTests {
    /// `multiply_adds.json`, by `make_multiply_adds.py`.
    private struct Counts: Decodable {
        struct Options: Decodable {
            let decoderAttentionType: Attention?
            let encoderDepth: Int?
            let decoderChannels: [Int]?
        }
        struct Case: Decodable {
            let architecture, encoder: String
            let options: Options
            let multiplyAdds, parameters: Int
        }
        let height, width: Int
        let cases: [Case]
    }

    @Test func countsEqualSMP() throws {
        let golden = try Golden.decoder.decode(Counts.self, from: Golden.json("multiply_adds.json"))
        #expect(golden.cases.count == 2 * (EncoderEntry.all.count + 3))
        for expected in golden.cases {
            let description = NetworkDescription(
                architecture: expected.architecture, encoder: expected.encoder,
                depth: expected.options.encoderDepth ?? 5, decoderWidths: expected.options.decoderChannels,
                attention: expected.options.decoderAttentionType)
            let name = "\(expected.architecture) on \(expected.encoder), \(expected.options)"
            let count = try description.multiplyAdds(height: golden.height, width: golden.width)
            #expect(count == expected.multiplyAdds, "\(name)")
            #expect(try description.parameterCount() == expected.parameters, "\(name)")
        }
    }

    @Test func sizesThatCannotBeCountedAreRefused() {
        let description = NetworkDescription(depth: 4)
        #expect(throws: ModelError.inputSize(height: 64, width: 72, multiple: 16)) {
            try description.multiplyAdds(height: 64, width: 72)
        }
        for size in [0, -16, Int.max - 15, 1 << 40] {
            #expect(throws: ModelError.inputRange(height: size, width: 64, largest: 32_768)) {
                try description.multiplyAdds(height: size, width: 64)
            }
        }
    }

    @Test func messagesOfExtremeSizesAreText() {
        let extreme = ModelError.inputSize(height: Int.max, width: 40, multiple: 32)
        #expect(extreme.description.hasSuffix("is \(Int.max - 31) x 64"))
    }

    @Test func codingKeepsEverything() throws {
        let description = NetworkDescription(
            architecture: "unetplusplus", encoder: "resnet18", channels: 2, classes: 4, depth: 3,
            decoderWidths: [64, 32, 16], attention: .scse, upsampling: .bilinear)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(description)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"architecture":"unetplusplus","attention":"scse","channels":2,"classes":4,"#
                + #""decoder_widths":[64,32,16],"depth":3,"encoder":"resnet18","upsampling":"bilinear"}"#)
        #expect(try JSONDecoder().decode(NetworkDescription.self, from: json) == description)
    }

    @Test func descriptionsFromBeforeTheOptionsAreRead() throws {
        let old = #"{"architecture":"unet","channels":3,"classes":1,"encoder":"timm-tf_efficientnet_lite0"}"#
        let read = try JSONDecoder().decode(NetworkDescription.self, from: Data(old.utf8))
        #expect(read == NetworkDescription(encoder: "tf_efficientnet_lite0"))
        #expect(read.depth == 5 && read.decoderWidths == [256, 128, 64, 32, 16])
    }

    @Test func unknownKeysAndMissingOnesAreRefused() {
        let wrong = [
            #"{"architecture":"unet","channels":3,"classes":1,"encoder":"resnet34","widths":[1]}"#,
            #"{"architecture":"unet","channels":3,"classes":1}"#,
            #"{"architecture":"unet","channels":3,"classes":1,"encoder":"resnet34","attention":"cbam"}"#,
        ]
        for text in wrong {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(NetworkDescription.self, from: Data(text.utf8))
            }
        }
    }

    @Test func widthsFollowTheSizeWhereNoneAreGiven() throws {
        #expect(NetworkDescription(depth: 4).decoderWidths == [128, 64, 32, 16])
        #expect(NetworkDescription(depth: 3).decoderWidths == [64, 32, 16])
        for depth in 3...5 {
            for entry in ArchitectureEntry.all {
                let description = NetworkDescription(architecture: entry.name, encoder: "resnet18", depth: depth)
                let side = description.multiple
                #expect(side == 1 << depth)
                let model = try description.makeNetwork()
                let logits = try noGrad { try model.evaluating { try model(.zeros([1, 3, side, 2 * side])) } }
                #expect(logits.shape == [1, 1, side, 2 * side])
                #expect(throws: TorchError.self) { try model(.zeros([1, 3, side / 2, side])) }
            }
        }
    }

    @Test func networksThatCannotBeAreRefused() {
        let wrong: [(NetworkDescription, ModelError)] = [
            (.init(architecture: "unet3"), .unknownArchitecture("unet3", known: ["unet", "unetplusplus"])),
            (.init(encoder: "vgg16"), .unknownEncoder("vgg16", known: EncoderEntry.all.map(\.name))),
            (.init(depth: 6), .depth(6, allowed: 3...5)),
            (.init(depth: -1), .depth(-1, allowed: 3...5)),
            (.init(decoderWidths: [64, 32]), .decoderWidths([64, 32], depth: 5, allowed: 1...4096)),
            (
                .init(depth: 3, decoderWidths: [32, 16, 8], attention: .scse),
                .decoderWidths([32, 16, 8], depth: 3, allowed: 16...4096)
            ),
            (.init(channels: 0), .channels(what: "input channels", 0, allowed: 1...1024)),
            (.init(classes: Int.max), .channels(what: "classes", Int.max, allowed: 1...1024)),
        ]
        for (description, error) in wrong {
            #expect(throws: error) { try description.makeNetwork() }
        }
    }
}
