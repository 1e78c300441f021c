import Foundation
import Segmentation
import Torch

/// Mean and deviation of the channels (R, G, B) that weights were made with, for values in 0...1.
public struct InputStatistics: Codable, Equatable, Sendable {
    /// Three values each, in the order red, green, blue.
    public let mean, deviation: [Double]

    /// - Throws: `HubError.statistics` where there are not three of each, or they are not of what images have.
    public init(mean: [Double], deviation: [Double]) throws(HubError) {
        guard mean.count == 3, mean.allSatisfy({ (0...1).contains($0) }) else {
            throw .statistics("the mean is \(mean); three values of 0 to 1 are wanted, of red, green and blue")
        }
        guard deviation.count == 3, deviation.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw .statistics(
                "the deviation is \(deviation); three values above 0 and up to 1 are wanted, of red, green and blue")
        }
        (self.mean, self.deviation) = (mean, deviation)
    }

    /// Those of the encoder's entry.
    init(of encoder: EncoderEntry) throws(HubError) {
        try self.init(mean: encoder.mean, deviation: encoder.deviation)
    }
}

/// What `weights add` writes into the metadata of the file that it makes.
struct AddedMetadata: Codable, Equatable {
    static let key = "pleura-weights"

    let encoder: String
    /// The name of the file that they came from.
    let source: String
    let mean, deviation: [Double]

    /// - Throws: `HubError.file` where the file's text is not what `add` writes.
    init(reading file: URL) throws(HubError) {
        let text: String?
        do throws(TensorFileError) { text = try TensorFile.metadata(of: file)[Self.key] } catch {
            throw .tensors(error)
        }
        do { self = try JSONDecoder().decode(Self.self, from: Data((text ?? "").utf8)) } catch {
            throw .file(file.path, reason: "was not written by pleura weights add; add its source again")
        }
    }

    init(encoder: String, source: String, statistics: InputStatistics) {
        (self.encoder, self.source) = (encoder, source)
        (mean, deviation) = (statistics.mean, statistics.deviation)
    }

    func encoded() throws(HubError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
            throw .statistics("mean and deviation cannot be written: \(error)")
        }
    }
}
