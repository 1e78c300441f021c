import CImaging
import Foundation

/// What ImageJ writes into a TIFF file's description: lines "name=value", the first one "ImageJ=1.54f".
struct ImageJDescription {
    private let values: [String: String]
    private let first: pi_page

    /// Nil for another description.
    init?(_ text: String, first: pi_page?) {
        guard text.hasPrefix("ImageJ="), let first else { return nil }
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        (self.values, self.first) = (values, first)
    }

    /// Channels run fastest, then slices, then frames.
    func stack(of pages: [pi_page]) throws(FileFault) -> TIFFStack {
        let channels = max(count("channels"), 1)
        let images = count("images")
        guard pages.count == 1 || images <= pages.count else {
            throw .damaged("its description counts \(images) images, the file holds \(pages.count)")
        }
        guard images <= pages.count else {
            throw .unsupported("its \(images) images follow one directory, as ImageJ writes above 4 GB. Save it again.")
        }
        guard pages.count % channels == 0 else {
            throw .damaged("its description counts \(channels) channels, the file holds \(pages.count) images")
        }
        let stack = stride(from: 0, to: pages.count, by: channels).map { Array($0..<$0 + channels) }
        let unit = values["unit"].flatMap { LengthUnit.millimetres(in: $0) }
        let (x, y) = first.resolution
        let spacing = unit.flatMap { x > 0 && y > 0 ? [$0 / x, $0 / y] : nil }
        let slices = values["spacing"].flatMap { Double($0) }
        return TIFFStack(
            images: stack, channelNames: [], spacing: spacing,
            sliceSpacing: slices.flatMap { distance in unit.map { distance * $0 } })
    }

    private func count(_ name: String) -> Int { values[name].flatMap { Int($0) } ?? 0 }
}
