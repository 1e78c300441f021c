import Segmentation
import Torch

/// The tensors that an encoder for RGB images has: their names, shapes and kinds, in PyTorch's order.
public struct EncoderLayout: Equatable, Sendable {
    /// One tensor.
    public struct Entry: Equatable, Sendable {
        /// Its key below "encoder.": "layer1.0.conv1.weight".
        public let name: String
        /// Its sides, outermost first.
        public let shape: [Int]
        /// False for counters.
        public let isFloatingPoint: Bool

        /// An entry; a floating-point one where nothing else is said.
        public init(name: String, shape: [Int], isFloatingPoint: Bool = true) {
            (self.name, self.shape, self.isFloatingPoint) = (name, shape, isFloatingPoint)
        }
    }

    /// The tensors, in PyTorch's order.
    public let entries: [Entry]

    /// A layout of these tensors.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// - Throws: `HubError.model` where the encoder cannot be made, for want of libtorch or memory.
    public init(of entry: EncoderEntry) throws(HubError) {
        do throws(ModelError) {
            // An encoder comes with a network; the smallest decoder costs the least.
            let network = try NetworkDescription(encoder: entry.name, decoderWidths: [1, 1, 1, 1, 1]).makeNetwork()
            entries = network.encoder.state().map {
                Entry(name: $0.name, shape: $0.tensor.shape, isFloatingPoint: $0.tensor.dtype.isFloatingPoint)
            }
        } catch { throw .model(error) }
    }

    /// Blocks by their names ("blocks.0.0", "blocks.1.0", ...), in order; none where the encoder has no such names.
    var blocks: [String] {
        var found: [String] = []
        for entry in entries where entry.name.hasPrefix("blocks.") {
            let block = entry.name.split(separator: ".").prefix(3).joined(separator: ".")
            if found.last != block { found.append(block) }
        }
        return found
    }
}
