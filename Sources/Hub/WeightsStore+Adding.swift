import Files
import Foundation
import Imaging
import Segmentation
import Torch

extension WeightsStore {
    /// Puts a file of weights in place by hand: `.safetensors`, or torch's `.pth` in either form.
    ///
    /// The names are turned into the encoder's (`KeyTranslation` says which are known) and every shape is checked; then the
    /// tensors are written as `addedFile`, which goes before what is fetched, now and later. One that was there is
    /// replaced.
    /// - Parameters:
    ///   - mean: three values of 0...1; nil for the entry's.
    ///   - deviation: three values above 0; nil for the entry's.
    /// - Returns: where they stand now.
    /// - Throws: `HubError`; nothing has changed then.
    @discardableResult
    public func add(
        _ encoder: EncoderEntry, file: URL, mean: [Double]? = nil, deviation: [Double]? = nil
    ) throws(HubError) -> Location {
        try add(encoder, file: file, mean: mean, deviation: deviation, layout: EncoderLayout(of: encoder))
    }

    @discardableResult
    func add(
        _ encoder: EncoderEntry, file: URL, mean: [Double]?, deviation: [Double]?, layout: EncoderLayout
    ) throws(HubError) -> Location {
        let statistics = try InputStatistics(
            mean: mean ?? encoder.mean, deviation: deviation ?? encoder.deviation)
        let tensors = try EncoderTensors(reading: file, of: encoder.name, layout: layout).tensors
        let metadata = AddedMetadata(encoder: encoder.name, source: file.lastPathComponent, statistics: statistics)
        let bytes: [UInt8]
        let text = try metadata.encoded()
        do throws(TensorFileError) {
            bytes = try Safetensors.encoded(
                tensors.map { (name: $0.key, tensor: $0.value) }, metadata: [AddedMetadata.key: text])
        } catch { throw .tensors(error) }
        let (folder, target) = (folder(of: encoder), addedFile(of: encoder))
        do throws(FileError) { try AtomicFile.makeFolder(folder) } catch { throw .failure(error) }
        do throws(FileError) { try AtomicFile.write(bytes, to: target) } catch {
            throw .failure(target, error.number, wanted: bytes.count)
        }
        return Location(file: target, origin: .added)
    }
}
