import Foundation
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Hub

@Suite struct PretrainedEncoderTests {
    /// An encoder whose every tensor has numbers of its own, as the file that the hub has.
    private func file(_ encoder: EncoderEntry) throws -> (bytes: Data, tensors: [String: Tensor]) {
        let network = try NetworkDescription(encoder: encoder.name).makeNetwork()
        try Golden.fill(network.encoder)
        let state = network.encoder.state()
        return (
            Data(try Safetensors.encoded(state)), Dictionary(uniqueKeysWithValues: state.map { ($0.name, $0.tensor) })
        )
    }

    /// Fetched from a server, then loaded for three, one and four channels.
    @Test(arguments: ["resnet18", "tf_efficientnet_lite0"])
    func fetchedWeightsFillTheEncoder(_ name: String) async throws {
        let encoder = try EncoderEntry.named(name)
        try await inTemporaryFolder { home in
            let (bytes, tensors) = try file(encoder)
            let server = try HTTPServer { _ in .init(body: bytes) }
            let store = WeightsStore(
                settings: HubSettings(environment: ["HF_HOME": home.path, "HF_ENDPOINT": server.address]))
            let location = try await store.pull(encoder)
            #expect(location.origin == .pulled && location == store.location(of: encoder))
            #expect(try Data(contentsOf: location.file) == bytes)
            // What is here is not fetched again.
            #expect(try await store.pull(encoder) == location)
            #expect(server.requests.count == 1)
            for channels in [3, 1, 4] { try expectLoaded(encoder, location, tensors, channels) }
        }
    }

    private func expectLoaded(
        _ encoder: EncoderEntry, _ location: WeightsStore.Location, _ wanted: [String: Tensor], _ channels: Int
    ) throws {
        let network = try NetworkDescription(encoder: encoder.name, channels: channels, depth: 4).makeNetwork()
        try network.initialise(seed: 3)
        let decoder = try network.state().filter { !$0.name.hasPrefix("encoder.") }.map { try $0.tensor.copied() }
        let loaded = try PretrainedEncoder.load(encoder, from: location, into: network)
        #expect(loaded.tensors == wanted.count && loaded.adaptedTo == (channels == 3 ? nil : channels))
        #expect(loaded.statistics.mean == encoder.mean && loaded.statistics.deviation == encoder.deviation)
        for (name, tensor) in network.encoder.state() {
            var expected = try #require(wanted[name])
            if name == encoder.firstConvolution {
                expected = try adaptedFirstConvolution(expected, inputChannels: channels)
            }
            #expect(try tensor.isEqual(to: expected), "\(name), \(channels) channels")
        }
        let after = network.state().filter { !$0.name.hasPrefix("encoder.") }.map(\.tensor)
        #expect(try zip(decoder, after).allSatisfy { try $0.isEqual(to: $1) })
    }

    @Test func addedWeightsBringTheirStatistics() throws {
        let encoder = try EncoderEntry.named("resnet18")
        try withTemporaryFolder { home in
            let store = WeightsStore(settings: HubSettings(environment: ["HF_HOME": home.path]))
            // As torchvision names them, from before there were counters.
            let state = try file(encoder).tensors.filter { !$0.key.hasSuffix("num_batches_tracked") }
            let given = home.appending(path: "resnet18.safetensors")
            let named = state.map { (name: $0.key, tensor: $0.value) } + [("fc.weight", try Tensor.zeros([10, 512]))]
            try Data(Safetensors.encoded(named)).write(to: given)
            let location = try store.add(
                encoder, file: given, mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.4])
            let network = try NetworkDescription(encoder: "resnet18").makeNetwork()
            let loaded = try PretrainedEncoder.load(encoder, from: location, into: network)
            #expect(loaded.statistics.mean == [0.4, 0.5, 0.6] && loaded.statistics.deviation == [0.2, 0.3, 0.4])
            #expect(loaded.tensors == state.count)
            for (name, tensor) in network.encoder.state() {
                if let wanted = state[name] {
                    #expect(try tensor.isEqual(to: wanted), "\(name)")
                } else {
                    #expect(try tensor.item() == 0, "\(name)")
                }
            }
        }
    }

    @Test func anotherEncodersFileLeavesTheNetworkAsItWas() throws {
        let encoder = try EncoderEntry.named("resnet34")
        try withTemporaryFolder { home in
            let other = home.appending(path: "model.safetensors")
            try file(EncoderEntry.named("resnet18")).bytes.write(to: other)
            let network = try NetworkDescription(encoder: "resnet34").makeNetwork()
            let before = try network.encoder.state().map { try $0.tensor.copied() }
            let error = #expect(throws: HubError.self) {
                try PretrainedEncoder.load(encoder, from: .init(file: other, origin: .pulled), into: network)
            }
            #expect(error?.description.contains("does not hold the weights of the encoder resnet34") == true)
            #expect(try zip(before, network.encoder.state()).allSatisfy { try $0.isEqual(to: $1.tensor) })
        }
    }

    @Test func damagedFileNamesTheWayOut() throws {
        let encoder = try EncoderEntry.named("resnet18")
        try withTemporaryFolder { home in
            let cut = home.appending(path: "model.safetensors")
            try file(encoder).bytes.prefix(1_000_000).write(to: cut)
            let network = try NetworkDescription(encoder: "resnet18").makeNetwork()
            for origin in [WeightsStore.Origin.pulled, .added] {
                let error = #expect(throws: HubError.self) {
                    try PretrainedEncoder.load(encoder, from: .init(file: cut, origin: origin), into: network)
                }
                let words = try #require(error).description
                #expect(words.hasPrefix("\(cut.path) is damaged") && words.hasSuffix("pleura weights pull resnet18"))
            }
        }
    }

    @Test func addedFileThatSomebodyElseWroteIsRefused() throws {
        let encoder = try EncoderEntry.named("resnet18")
        try withTemporaryFolder { home in
            let store = WeightsStore(settings: HubSettings(environment: ["HF_HOME": home.path]))
            try FileManager.default.createDirectory(at: store.folder(of: encoder), withIntermediateDirectories: true)
            try file(encoder).bytes.write(to: store.addedFile(of: encoder))
            let location = try #require(store.location(of: encoder))
            let error = #expect(throws: HubError.self) { try PretrainedEncoder.statistics(of: encoder, at: location) }
            #expect(error?.description.contains("add its source again") == true)
        }
    }

    /// Python's cache may have been filled from a mirror.
    @Test func aFileOfAnotherDigestIsNotLoaded() async throws {
        let encoder = try EncoderEntry.named("resnet50")
        let digest = try #require(encoder.weights?.digest)
        try await inTemporaryFolder { home in
            let store = WeightsStore(settings: HubSettings(environment: ["HF_HOME": home.path]))
            let target = try #require(store.pulledFile(of: encoder))
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file(encoder).bytes.write(to: target)
            let location = try #require(store.location(of: encoder))
            let network = try NetworkDescription(encoder: encoder.name).makeNetwork()
            let error = #expect(throws: HubError.self) {
                try PretrainedEncoder.load(encoder, from: location, into: network)
            }
            guard case .damaged(target.path, "resnet50", let reason)? = error else { throw try #require(error) }
            #expect(reason.hasSuffix(", \(digest) is wanted"))
        }
    }
}

extension Tensor {
    /// The same numbers in memory of their own.
    fileprivate func copied() throws -> Tensor { try call("aten::clone", self) }
}
