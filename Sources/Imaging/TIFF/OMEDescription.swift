import CImaging

/// What OME-XML in a TIFF file's description says of its first image (Open Microscopy Environment, schema 2016-06).
struct OMEDescription {
    private let pixels: [String: String]
    private let channels: [[String: String]]
    private let data: [[String: String]]

    /// Nil for another description.
    init?(_ text: String) {
        guard text.contains("<OME") || text.contains("<ome:OME") else { return nil }
        let tags = XMLTags(text)
        guard let start = tags.tags.firstIndex(where: { $0.name == "Pixels" }) else { return nil }
        let rest = tags.tags[(start + 1)...].prefix { $0.name != "Pixels" }
        pixels = tags.tags[start].attributes
        channels = rest.filter { $0.name == "Channel" }.map(\.attributes)
        data = rest.filter { $0.name == "TiffData" }.map(\.attributes)
    }

    func stack(of pages: [pi_page]) throws(FileFault) -> TIFFStack {
        let sizes = ["C", "Z", "T"].map { (axis: Character($0), size: max(number("Size\($0)"), 1)) }
        let together = pages.first.map { Int($0.channels) } ?? 1
        let size = Dictionary(uniqueKeysWithValues: sizes.map { ($0.axis, $0.size) })
        let (c, z, t) = (max((size["C"] ?? 1) / max(together, 1), 1), size["Z"] ?? 1, size["T"] ?? 1)
        let (planes, overflow) = z.multipliedReportingOverflow(by: t)
        let (all, overflowsAll) = planes.multipliedReportingOverflow(by: c)
        guard !overflow, !overflowsAll, all <= pages.count else {
            throw .unsupported(
                "its OME description counts \(c) channels, \(z) slices and \(t) time points, the file holds "
                    + "\(pages.count) planes: the others are in other files. Save it as one file.")
        }
        let place = places(c: c, z: z, t: t)
        var images: [[Int]] = []
        for time in 0..<t {
            for slice in 0..<z { images.append((0..<c).map { place($0, slice, time) }) }
        }
        guard images.allSatisfy({ $0.allSatisfy(pages.indices.contains) }) else {
            throw .damaged("its OME description names planes that the file does not hold")
        }
        let names = channels.map { $0["Name"] ?? "" }
        let isNamed = names.contains { !$0.isEmpty } && names.count == c * together
        return TIFFStack(
            images: images, channelNames: isNamed ? names : [], spacing: spacing(),
            sliceSpacing: length("PhysicalSizeZ"))
    }

    /// The directory of a plane: as TiffData says, else in the order of the dimensions.
    private func places(c: Int, z: Int, t: Int) -> (Int, Int, Int) -> Int {
        var stated: [[Int]: Int] = [:]
        for entry in data {
            guard let directory = entry["IFD"].flatMap({ Int($0) }), (entry["PlaneCount"] ?? "1") == "1" else {
                continue
            }
            stated[["FirstC", "FirstZ", "FirstT"].map { entry[$0].flatMap { Int($0) } ?? 0 }] = directory
        }
        if stated.count == c * z * t { return { stated[[$0, $1, $2]] ?? -1 } }
        let order = (pixels["DimensionOrder"] ?? "XYCZT").dropFirst(2)
        return { channel, slice, time in
            var (index, step) = (0, 1)
            for axis in order {
                switch axis {
                case "C": (index, step) = (index + channel * step, step * c)
                case "Z": (index, step) = (index + slice * step, step * z)
                default: (index, step) = (index + time * step, step * t)
                }
            }
            return index
        }
    }

    private func number(_ name: String) -> Int { pixels[name].flatMap { Int($0) } ?? 0 }

    /// In millimetres; OME's default unit is the micrometre.
    private func length(_ name: String) -> Double? {
        guard let value = pixels[name].flatMap({ Double($0) }), value > 0, value.isFinite,
            let unit = LengthUnit.millimetres(in: pixels[name + "Unit"] ?? "µm")
        else { return nil }
        return value * unit
    }

    private func spacing() -> [Double]? {
        guard let x = length("PhysicalSizeX"), let y = length("PhysicalSizeY") else { return nil }
        return [x, y]
    }
}
