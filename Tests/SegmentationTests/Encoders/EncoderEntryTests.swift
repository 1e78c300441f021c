import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct EncoderEntryTests {
    /// `pretrained.json`: what SMP names.
    private struct Pretrained: Decodable {
        struct Place: Decodable { let repository, revision: String }
        struct Encoder: Decodable {
            let imagenet: Place
            let outChannels: [Int]
            let mean, std: [Double]
        }
        let encoders: [String: Encoder]
    }

    @Test func entriesSayWhatSMPSays() throws {
        let golden = try Golden.decoder.decode(Pretrained.self, from: Golden.json("pretrained.json")).encoders
        #expect(Set(EncoderEntry.all.map(\.name)) == Set(golden.keys))
        for entry in EncoderEntry.all {
            let expected = try #require(golden[entry.name])
            let place = expected.imagenet
            let weights = try #require(entry.weights)
            #expect(weights.repository == place.repository && weights.revision == place.revision)
            if let digest = weights.digest { #expect(digest.wholeMatch(of: /[0-9a-f]{64}/) != nil) }
            #expect([3] + entry.widths == expected.outChannels)
            #expect(entry.mean == expected.mean && entry.deviation == expected.std)
            #expect(place.repository == "smp-hub/\(entry.nameInSMP).imagenet")
        }
    }

    @Test(arguments: EncoderEntry.all.map(\.name))
    func encodersAreAsTheirEntriesSay(_ name: String) throws {
        let entry = try EncoderEntry.named(name)
        for depth in 3...5 {
            let encoder = try entry.make(2, depth)
            #expect(encoder.featureChannels == [2] + entry.widths.prefix(depth))
            let first = try #require(encoder.state().first)
            #expect(first.name == entry.firstConvolution)
            #expect(first.tensor.shape[1] == 2)
        }
    }

    @Test func otherSpellingsAreAccepted() throws {
        for spelling in ["timm-tf_efficientnet_lite3", "timm-efficientnet-lite3", "tf_efficientnet_lite3"] {
            #expect(try EncoderEntry.named(spelling).name == "tf_efficientnet_lite3")
            #expect(NetworkDescription(encoder: spelling) == NetworkDescription(encoder: "tf_efficientnet_lite3"))
        }
        #expect(try EncoderEntry.named("resnet50").nameInSMP == "resnet50")
    }

    @Test func unknownEncodersNameThoseThatExist() {
        #expect(throws: ModelError.unknownEncoder("resnet35", known: EncoderEntry.all.map(\.name))) {
            try EncoderEntry.named("resnet35")
        }
    }
}
