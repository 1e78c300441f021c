import Foundation
import Torch

/// The tensors of one encoder out of a file of weights, by the encoder's names.
struct EncoderTensors {
    /// All of them but, possibly, counters of batches.
    let tensors: [String: Tensor]

    /// - Parameters:
    ///   - name: what the file is called in messages; nil for its path.
    ///   - encoder: its name, for messages.
    /// - Throws: `HubError.tensors` where the file cannot be read, `.unfit` where it holds another encoder's tensors.
    init(
        reading file: URL, called name: String? = nil, of encoder: String, layout: EncoderLayout
    ) throws(HubError) {
        let read: [(name: String, tensor: Tensor)]
        do throws(TensorFileError) { read = try TensorFile.read(file) } catch { throw .tensors(error) }
        do throws(KeyFault) { tensors = try KeyTranslation.translated(read, to: layout) } catch {
            throw .unfit(file: name ?? file.path, encoder: encoder, reason: error.description)
        }
    }
}
