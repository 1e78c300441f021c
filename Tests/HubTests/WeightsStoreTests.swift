import Foundation
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Hub

@Suite struct WeightsStoreTests {
    private func store(_ home: URL) -> WeightsStore {
        WeightsStore(settings: HubSettings(environment: ["HF_HOME": home.path]))
    }

    private func place(_ file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("1234".utf8).write(to: file)
    }

    @Test func placesAreLookedAtInOrder() throws {
        try withTemporaryFolder { home in
            let (store, encoder) = (store(home), try EncoderEntry.named("resnet34"))
            #expect(store.location(of: encoder) == nil && store.path(of: encoder) == nil)
            let revision = "7a57b34f723329ff020b3f8bc41771163c519d0c"
            let places: [(String, WeightsStore.Origin)] = [
                ("hub/models--smp-hub--resnet34.imagenet/snapshots/\(revision)/model.safetensors", .python),
                ("pleura/resnet34/\(revision).safetensors", .pulled), ("pleura/resnet34/added.safetensors", .added),
            ]
            for (path, origin) in places {
                try place(home.appending(path: path))
                #expect(store.location(of: encoder)?.origin == origin)
                #expect(store.path(of: encoder)?.path == home.appending(path: path).path)
            }
        }
    }

    @Test func anotherRevisionIsNotTaken() throws {
        try withTemporaryFolder { home in
            let (store, encoder) = (store(home), try EncoderEntry.named("resnet34"))
            try place(home.appending(path: "hub/models--smp-hub--resnet34.imagenet/snapshots/main/model.safetensors"))
            try place(home.appending(path: "pleura/resnet34/main.safetensors"))
            #expect(store.location(of: encoder) == nil)
        }
    }

    @Test func listNamesEveryEncoder() throws {
        try withTemporaryFolder { home in
            let store = store(home)
            let blob = home.appending(path: "hub/models--smp-hub--resnet18.imagenet/blobs/abc")
            try place(blob)
            let link = home.appending(
                path: "hub/models--smp-hub--resnet18.imagenet/snapshots/3f2325ff978283d47aa6a1d6878ca20565622683/"
                    + "model.safetensors")
            try FileManager.default.createDirectory(
                at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: link.path, withDestinationPath: "../../blobs/abc")
            let list = store.list()
            #expect(list.map(\.encoder.name) == EncoderEntry.all.map(\.name))
            for listing in list {
                let isHere = listing.encoder.name == "resnet18"
                #expect(listing.location?.origin == (isHere ? .python : nil))
                #expect(listing.bytes == (isHere ? 4 : nil))
            }
            // A link whose file was cleared away is no file.
            try FileManager.default.removeItem(at: blob)
            #expect(store.list().allSatisfy { $0.location == nil })
        }
    }

    private let tiny = EncoderLayout([
        .init(name: "conv1.weight", shape: [2, 3, 1, 1]), .init(name: "bn1.weight", shape: [2]),
        .init(name: "bn1.num_batches_tracked", shape: [], isFloatingPoint: false),
    ])

    private func tinyFile(_ folder: URL, leaving: Set<String> = [], extra: [String] = []) throws -> URL {
        let file = folder.appending(path: "given.safetensors")
        let all: [(name: String, tensor: Tensor)] = [
            ("conv1.weight", try Tensor([Float(1), 2, 3, 4, 5, 6], shape: [2, 3, 1, 1])),
            ("bn1.weight", try Tensor([Float(7), 8])), ("fc.weight", try Tensor([Float(9)])),
            ("fc.bias", try Tensor([Float(9)])),
        ]
        let more = try extra.map { (name: $0, tensor: try Tensor([Float(1)])) }
        try Data(Safetensors.encoded(all.filter { !leaving.contains($0.name) } + more)).write(to: file)
        return file
    }

    @Test func addedFileStandsUnderTheEncodersNames() throws {
        try withTemporaryFolder { home in
            let (store, encoder) = (store(home), try EncoderEntry.named("resnet18"))
            let location = try store.add(
                encoder, file: tinyFile(home), mean: nil, deviation: nil, layout: tiny)
            #expect(location == store.location(of: encoder) && location.origin == .added)
            #expect(try TensorFile.read(location.file).map(\.name) == ["bn1.weight", "conv1.weight"])
            #expect(
                try PretrainedEncoder.statistics(of: encoder, at: location)
                    == InputStatistics(mean: encoder.mean, deviation: encoder.deviation))
            // Another one takes its place, with numbers of its own.
            try store.add(
                encoder, file: tinyFile(home), mean: [0.1, 0.2, 0.3], deviation: [1, 0.5, 0.25], layout: tiny)
            #expect(
                try PretrainedEncoder.statistics(of: encoder, at: location)
                    == InputStatistics(mean: [0.1, 0.2, 0.3], deviation: [1, 0.5, 0.25]))
            let folder = try FileManager.default.contentsOfDirectory(atPath: store.folder(of: encoder).path)
            #expect(folder == ["added.safetensors"])
        }
    }

    @Test func refusedFilesChangeNothing() throws {
        try withTemporaryFolder { home in
            let (store, encoder) = (store(home), try EncoderEntry.named("resnet18"))
            func refusal(_ file: URL, mean: [Double]? = nil, deviation: [Double]? = nil) throws -> String {
                let error = #expect(throws: HubError.self) {
                    try store.add(encoder, file: file, mean: mean, deviation: deviation, layout: tiny)
                }
                #expect(store.location(of: encoder) == nil)
                return try #require(error).description
            }
            let path = home.appending(path: "given.safetensors").path
            #expect(
                try refusal(tinyFile(home, extra: ["optimizer"]))
                    == "\(path) does not hold the weights of the encoder resnet18: it holds optimizer, "
                    + "which the encoder does not have")
            #expect(try refusal(tinyFile(home, leaving: ["bn1.weight"])).contains("it lacks bn1.weight"))
            #expect(try refusal(home.appending(path: "absent.pth")).contains("absent.pth cannot be read"))
            let text = home.appending(path: "page.html")
            try Data("<!doctype html><html>".utf8).write(to: text)
            #expect(try refusal(text).contains("page.html is not read"))
            let good = try tinyFile(home)
            #expect(try refusal(good, mean: [0.5]).contains("three values of 0 to 1"))
            #expect(try refusal(good, mean: [0.5, 0.5, .nan]).contains("three values of 0 to 1"))
            #expect(try refusal(good, mean: [124, 116, 104]).contains("three values of 0 to 1"))
            #expect(try refusal(good, deviation: [0.5, 0.5, 0]).contains("three values above 0"))
        }
    }

    @Test func pageOfAProxyIsNoFileOfWeights() async throws {
        try await inTemporaryFolder { home in
            let server = try HTTPServer { _ in .init(body: Data("<!doctype html><title>Log in</title>".utf8)) }
            let settings = HubSettings(environment: ["HF_HOME": home.path, "HF_ENDPOINT": server.address])
            let (store, encoder) = (WeightsStore(settings: settings), try EncoderEntry.named("resnet18"))
            let error = await #expect(throws: HubError.self) { try await store.pull(encoder) }
            let words = try #require(error).description
            #expect(words.contains("cannot be fetched: what came is no file of weights"))
            #expect(words.contains("Tried: \(server.address)/smp-hub/") && !words.contains(".part"))
            #expect(store.location(of: encoder) == nil)
        }
    }

    @Test func pulledFileIsCheckedByTheEncodersOwnLayout() async throws {
        try await inTemporaryFolder { home in
            let (encoder, tensors) = (try EncoderEntry.named("resnet18"), try tinyFile(home))
            let body = try Data(contentsOf: tensors)
            let server = try HTTPServer { _ in .init(body: body) }
            let settings = HubSettings(environment: ["HF_HOME": home.path, "HF_ENDPOINT": server.address])
            let store = WeightsStore(settings: settings)
            let error = await #expect(throws: HubError.self) { try await store.pull(encoder) }
            let weights = try #require(encoder.weights)
            let url = try WeightsDownload(settings: settings).url(of: weights).absoluteString
            let start = "\(url) does not hold the weights of the encoder resnet18: it lacks bn1.bias"
            #expect(error?.description.hasPrefix(start) == true, "\(String(describing: error))")
            #expect(store.location(of: encoder) == nil)
        }
    }
}
