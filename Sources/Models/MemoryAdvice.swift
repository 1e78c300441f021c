import Datasets
import Torch

/// A full memory, with the batch size to try.
public struct MemoryAdvice: Error, Equatable, Sendable, CustomStringConvertible {
    /// The device's name: "cpu", "cuda:0" or "mps".
    public let device: String
    /// Images that went through the network together.
    public let batchSize: Int
    /// The network's input, in pixels; nil where each image keeps its own size.
    public let size: PixelSize?
    /// The smallest batch that the work can do with: 2 in training, for batch normalisation.
    public let smallest: Int

    /// What was full, and a batch of half the size, or smaller images, to try.
    public var description: String {
        let images = size.map { " of \($0) pixels" } ?? ""
        let batch = batchSize == 1 ? "one image\(images)" : "\(batchSize) images\(images)"
        let advice =
            batchSize > smallest
            ? "try --batch-size \(max(smallest, batchSize / 2))" + (size == nil ? "" : ", or a smaller --size")
            : "try a smaller --size"
        return "the memory of \(device) is full with a batch of \(batch); \(advice)"
    }

    /// Runs `body`; a full memory in it becomes this advice.
    /// - Throws: `MemoryAdvice` in the place of a `TorchError` (bare, or in a `DatasetError`) for full memory; whatever
    ///   else `body` throws, as it is.
    public static func explaining<R>(
        device: Device, batchSize: Int, size: PixelSize?, smallest: Int = 1, _ body: () throws -> R
    ) throws -> R {
        func advice() -> MemoryAdvice {
            MemoryAdvice(device: "\(device)", batchSize: batchSize, size: size, smallest: smallest)
        }
        do {
            return try body()
        } catch let error as TorchError where error.isOutOfMemory {
            throw advice()
        } catch DatasetError.torch(let error) where error.isOutOfMemory {
            throw advice()
        }
    }
}
