import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// An image whose channel c is 10 c everywhere.
private func image(
    _ channels: Int, names: [String] = [], hasAlpha: Bool = false, alpha: UInt8? = nil
) throws -> Image {
    let bytes = (0..<4 * channels).map { i -> UInt8 in
        let channel = i % channels
        return channel == channels - 1 ? alpha ?? UInt8(10 * channel) : UInt8(10 * channel)
    }
    return try Image(
        width: 2, height: 2, channels: channels, bytes: bytes, hasAlpha: hasAlpha, channelNames: names)
}

private func network(
    _ channels: Int, names: [String] = [], selection: [String] = []
) throws -> Preprocessing {
    try Preprocessing(
        size: nil, intensity: .fullScale, channels: channels, mean: [Double](repeating: 0, count: channels),
        deviation: [Double](repeating: 1, count: channels), channelNames: names, selection: selection)
}

private func fault(_ value: Preprocessing, _ image: Image) -> String {
    do {
        _ = try value.prepared(image)
        return "accepted"
    } catch { return "\(error)" }
}

private func firstPixel(_ value: Preprocessing, _ image: Image) throws -> [UInt8] {
    let prepared = try value.prepared(image)
    guard case .bytes(let bytes) = prepared.samples else { return [] }
    return Array(bytes.prefix(prepared.channels))
}

@Suite struct ChannelTests {
    @Test(arguments: [1, 2, 3, 4, 5, 16]) func asManyAsTheNetworkTakes(_ count: Int) throws {
        let value = try network(count)
        #expect(try firstPixel(value, image(count)) == (0..<count).map { UInt8(10 * $0) })
        let batch = try value.batch([value.stored(image(count))], on: .cpu)
        #expect(batch.shape == [1, count, 32, 32])
        // In the middle of the frame, 15 from the edge.
        let middle = try batch.array(of: Float.self)[((count - 1) * 32 + 15) * 32 + 15]
        #expect(abs(Double(middle) - Double(10 * (count - 1)) / 255) < 1e-6)
    }

    @Test func whatDoesNotFitIsNamedWithTheFlag() throws {
        let two = try image(2, names: ["DAPI", "GFP"])
        #expect(
            fault(try network(3), two).hasPrefix(
                "has 2 channels (DAPI, GFP) and the network takes 3 channels; choose 1 or 3 of them with --channel"))
        for (channels, count) in [(3, 4), (3, 5), (1, 2), (2, 1), (2, 3), (5, 3), (4, 5)] {
            let text = fault(try network(channels), try image(count))
            #expect(text.contains("has \(count) channel") && text.contains("--channel"), "\(text)")
            #expect(text.contains("choose") == (count > channels), "\(text)")
        }
        #expect(fault(try network(3), try image(1)) == "accepted")
        #expect(fault(try network(1), try image(3)) == "accepted")
        // Stains are no colours that could become grey.
        #expect(fault(try network(1), try image(3, names: ["a", "b", "c"])).contains("has 3 channels (a, b, c)"))
    }

    @Test func channelsArePickedByNameAndByIndex() throws {
        let five = try image(5, names: ["DAPI", "GFP", "RFP", "Cy5", "BF"])
        #expect(try firstPixel(network(2, selection: ["rfp", "DAPI"]), five) == [20, 0])
        #expect(try firstPixel(network(2, selection: ["4", "1"]), five) == [40, 10])
        #expect(try firstPixel(network(3, selection: ["GFP"]), five) == [10])
        let text = fault(try network(3, selection: ["YFP"]), five)
        #expect(text.contains("no channel YFP") && text.contains("DAPI, GFP, RFP, Cy5, BF"))
        #expect(fault(try network(3, selection: ["7"]), try image(5)).contains("with the indices 0 to 4"))
        #expect(throws: DatasetError.self) { try network(3, selection: ["0", "1"]) }
        #expect(throws: DatasetError.self) { try network(3, names: ["a", "b"]) }
        #expect(throws: DatasetError.self) { try network(0) }
        #expect(throws: DatasetError.self) { try network(17) }
    }

    /// A model knows its channels by name, wherever they lie in a new image.
    @Test func channelsAreFoundByTheirNames() throws {
        let value = try network(2, names: ["DAPI", "GFP"])
        #expect(try firstPixel(value, image(2, names: ["gfp", "Dapi"])) == [10, 0])
        let more = try image(3, names: ["BF", "GFP", "DAPI"])
        #expect(try firstPixel(value, more) == [20, 10])
        #expect(try value.prepared(more).remarks == [.others])
        #expect(try value.prepared(image(2)).remarks == [.unnamed])
        #expect(try value.prepared(image(2, names: ["DAPI", "RFP"])).remarks == [.unnamed])
        #expect(fault(value, try image(3, names: ["BF", "RFP", "DAPI"])).contains("2 channels (DAPI, GFP)"))
        #expect(ChannelNames.kept(["Red", "green", "BLUE"]).isEmpty && ChannelNames.kept(["R", "G", "B"]).isEmpty)
    }

    @Test func opaqueAlphaIsNoChannelAndOtherAlphaIsSaid() throws {
        let opaque = try image(4, hasAlpha: true, alpha: 255)
        #expect(try network(3).prepared(opaque).remarks.isEmpty)
        #expect(try firstPixel(network(3), opaque) == [0, 10, 20])
        let other = try image(4, hasAlpha: true, alpha: 30)
        #expect(try network(3).prepared(other).remarks == [.alpha])
        #expect(try firstPixel(network(4, selection: ["0", "1", "2", "3"]), other) == [0, 10, 20, 30])
        #expect(try network(3, selection: ["0", "1", "2"]).prepared(other).remarks.isEmpty)
        #expect(try network(3).prepared(image(2, hasAlpha: true, alpha: 7)).remarks == [.alpha])
        // Four channels without alpha are four channels.
        #expect(fault(try network(3), try image(4)).contains("has 4 channels"))
    }

    @Test func whatTheDataAskFor() {
        func survey(_ images: (Image.Component, Int, [String])...) -> InputSurvey {
            InputSurvey(images.map { .init(component: $0.0, channels: $0.1, names: $0.2) })
        }
        let bytes = survey((.uint8, 1, []), (.uint8, 3, []))
        #expect(bytes.intensity.rule == .fullScale && bytes.networkChannels([]) == 3)
        #expect(bytes.intensity.reason == "all 2 images have 8 bits")
        let mixed = survey((.uint8, 1, []), (.uint16, 1, []), (.float32, 1, []))
        #expect(mixed.intensity.rule == .percentile && mixed.networkChannels([]) == 3)
        #expect(mixed.intensity.reason == "2 of 3 images have samples of float32, uint16")
        let stains = survey((.uint16, 5, ["a", "b", "c", "d", "e"]), (.uint16, 5, ["A", "b", "c", "d", "e"]))
        #expect(stains.networkChannels([]) == 5 && stains.names([]) == ["a", "b", "c", "d", "e"])
        #expect(stains.networkChannels(["b", "0"]) == 2 && stains.names(["b", "0"]) == ["b", "a"])
        #expect(stains.networkChannels(["b"]) == 3 && !stains.namesDiffer)
        #expect(survey((.uint8, 2, ["a", "b"]), (.uint8, 2, [])).namesDiffer)
    }

    @Test func momentsOfChannels() throws {
        try withTemporaryFolder { folder in
            // The mask's foreground is a pixel; images hold 0 and 51 in turns, then 102 everywhere.
            let mask = try Image(grey: [255] + [UInt8](repeating: 0, count: 1023), width: 32, height: 32)
            for (name, pixels) in [
                ("a", (0..<1024).map { UInt8($0 % 2 * 51) }), ("b", [UInt8](repeating: 102, count: 1024)),
            ] {
                for (place, image) in [("images", try Image(grey: pixels, width: 32, height: 32)), ("masks", mask)] {
                    let folder = folder.appending(path: place)
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                    try Codec.write(image, to: folder.appending(path: "\(name).png"))
                }
            }
            let pairs = try DataSet(folder).pairs
            let store = try ImageStore(
                loading: pairs, preprocessing: network(1).resized(to: .init(height: 32, width: 32)))
            let moments = store.channelMoments(of: [0, 1])
            // numpy: mean and std of [0, 0.2] * 512 + [0.4] * 1024
            #expect(moments.mean == [0.25] && moments.deviation == [0.165831])
            #expect(store.channelMoments(of: [1]).deviation == [1], "one value everywhere")
        }
    }

    @Test func channelFilesOfNewImages() throws {
        let names = ["a_0000.png", "a_0001.png", "b_0000.png", "c.png", "d_0000.png", "d_0002.png"]
        let files = names.map { ImageFile(url: URL(filePath: "/x/\($0)"), name: String($0.dropLast(4))) }
        let joined = ImageFile.joined(files, for: try network(2))
        #expect(joined.map(\.name) == ["a", "b_0000", "c", "d_0000", "d_0002"])
        #expect(joined[0].channels.map(\.lastPathComponent) == ["a_0000.png", "a_0001.png"])
        #expect(ImageFile.joined(files, for: try network(3)) == files)
    }
}
