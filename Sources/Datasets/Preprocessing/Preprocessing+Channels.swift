import Foundation
import Imaging

extension Preprocessing {
    /// Channels and intensity, at the image's own size. Needs no tensor: many threads may do it at once.
    ///
    /// 8-bit samples stay bytes where they are read by their full scale, since dividing by 255 can wait.
    /// - Throws: `ImageError.malformed` for channels that the network does not take, and as `Intensity`.
    func prepared(_ image: Image) throws(ImageError) -> StoredImage {
        let own = PixelSize(height: image.height, width: image.width)
        let picked = try pickedChannels(of: image)
        var remarks = picked.remarks
        let kept = picked.indices.count
        let result = kept == 3 && channels == 1 ? 1 : kept
        let samples: StoredImage.Samples
        if image.component == .uint8 && intensity.keepsBytes {
            let bytes = image.bytes.channels(picked.indices, of: image.channels)
            samples = .bytes(result < kept ? Self.luma(bytes).map { UInt8(min($0 + 0.5, 255)) } : bytes)
        } else {
            let values = try SampleValues(image).channels(picked.indices, of: image.channels)
            let ranges = try intensity.ranges(
                values, component: image.component, groups: picked.isColour ? 1 : kept)
            remarks.formUnion(ranges.compactMap(\.remark))
            let floats = ranges.applied(to: values, isBounded: intensity.isBounded)
            samples = .floats(result < kept ? Self.luma(floats) : floats)
        }
        return StoredImage(
            own: own, size: own, channels: result, spacing: image.spacing, samples: samples, remarks: remarks)
    }

    /// Rec. 601: how bright red, green and blue look, as PIL's and OpenCV's grey.
    private static func luma(_ values: [some BinaryInteger]) -> [Float] { luma(values.map { Float($0) }) }

    private static func luma(_ values: [Float]) -> [Float] {
        stride(from: 0, to: values.count, by: 3).map {
            0.299 * values[$0] + 0.587 * values[$0 + 1] + 0.114 * values[$0 + 2]
        }
    }
}

/// The channels of an image that go to the network.
struct PickedChannels: Equatable {
    /// Indices in the image, in the network's order.
    var indices: [Int]
    /// Whether they are one thing, grey or RGB, whose channels share a range.
    var isColour = false
    var remarks: Set<ImageRemark> = []
}

extension Preprocessing {
    /// Which channels of an image the network gets: those that were asked for (`selection`), those with the names of
    /// `channelNames`, or all but alpha.
    /// - Throws: `ImageError.malformed` where there is no such channel, and for a number that the network does not take.
    func pickedChannels(of image: Image) throws(ImageError) -> PickedChannels {
        let names = ChannelNames.kept(image.channelNames)
        var picked = PickedChannels(indices: Array(0..<image.colourChannels))
        if !selection.isEmpty {
            picked.indices = try selected(image, names)
        } else if channelNames.count > 1 {
            if let places = ChannelNames.places(of: channelNames, in: names) {
                picked.indices = places
                if places.count < image.colourChannels { picked.remarks.insert(.others) }
            } else if picked.indices.count == channels {
                picked.remarks.insert(.unnamed)
            }
        }
        if image.hasAlpha, selection.isEmpty, !image.hasOpaqueAlpha { picked.remarks.insert(.alpha) }
        let count = picked.indices.count
        let isRGB = count == 3 && names.isEmpty
        guard count == channels || count == 1 && channels == 3 || isRGB && channels == 1 else {
            throw .malformed(
                "has \(ChannelNames.list(Array(names.prefix(image.colourChannels)), count: image.colourChannels))"
                    + (count == image.colourChannels ? "" : ", of which \(count) were picked,")
                    + " and the network takes \(ChannelNames.list(channelNames, count: channels)); \(way(count))")
        }
        picked.isColour = count == 1 || count == 3 && channelNames.count != 3
        return picked
    }

    /// What to do where an image has another number of channels than the network.
    private func way(_ count: Int) -> String {
        let wanted = channels == 3 ? "1 or 3" : "\(channels)"
        return count > channels || channels == 3 && count > 1
            ? "choose \(wanted) of them with --channel NAME,NAME or INDEX,INDEX (from 0), or train with --channels \(count)"
            : "images with fewer channels need a network trained on such (--channels auto)"
    }

    /// The channels that `selection` names, by name or by index.
    private func selected(_ image: Image, _ names: [String]) throws(ImageError) -> [Int] {
        var indices: [Int] = []
        for wanted in selection {
            if let place = names.firstIndex(where: { ChannelNames.areEqual($0, wanted) }) {
                indices.append(place)
            } else if let place = Int(wanted), (0..<image.channels).contains(place) {
                indices.append(place)
            } else {
                throw .malformed(
                    "has no channel \(wanted), which --channel asks for; it has "
                        + "\(ChannelNames.list(names, count: image.channels)), with the indices 0 to "
                        + "\(image.channels - 1)")
            }
        }
        return indices
    }
}

extension Image {
    /// Whether alpha says nothing: it is at its full scale everywhere.
    var hasOpaqueAlpha: Bool {
        guard hasAlpha else { return true }
        let full = Double(component.fullScale)
        switch component {
        case .uint8: return stride(from: channels - 1, to: bytes.count, by: channels).allSatisfy { bytes[$0] == 255 }
        default:
            let samples = doubles
            return stride(from: channels - 1, to: samples.count, by: channels).allSatisfy { samples[$0] == full }
        }
    }
}

/// Names of channels.
public enum ChannelNames {
    /// Those worth keeping: none where they only say red, green and blue, or are empty.
    public static func kept(_ names: [String]) -> [String] {
        let lower = names.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        if [["r", "g", "b"], ["red", "green", "blue"]].contains(lower) || lower.allSatisfy(\.isEmpty) { return [] }
        return names
    }

    static func areEqual(_ a: String, _ b: String) -> Bool {
        a.trimmingCharacters(in: .whitespaces).lowercased() == b.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// Where the wanted names are among others; nil where one is missing.
    static func places(of wanted: [String], in names: [String]) -> [Int]? {
        let places = wanted.compactMap { name in names.firstIndex { areEqual($0, name) } }
        return places.count == wanted.count && Set(places).count == places.count ? places : nil
    }

    /// "2 channels (DAPI, GFP)".
    public static func list(_ names: [String], count: Int) -> String {
        "\(count) channel\(count == 1 ? "" : "s")" + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))")
    }
}
