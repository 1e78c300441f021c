import Datasets
import Files
import Foundation
import Torch

/// `cost.json` of a run folder: what the training took. Differs from machine to machine and from time to time.
public struct RunCost: Codable, Equatable, Sendable {
    /// The version of `cost.json`: 1.
    public let format: Int
    /// The most main memory that a process of the run held, in bytes, the images included. Of a run that was taken up
    /// again, of those processes that came to its test.
    public let peakMemory: Int
    /// The most memory that tensors held on a GPU, in bytes; nil on the CPU.
    public let peakDeviceMemory: Int?
    /// Numbers that are trained.
    public let parameters: Int
    /// Multiply-adds of one image of the training's size.
    public let multiplyAdds: Int
    /// The mean of the epochs' training passes; nil where no epoch was trained.
    public let secondsPerEpoch: Double?

    enum CodingKeys: String, CodingKey {
        case format, parameters
        case peakMemory = "peak_memory_bytes"
        case peakDeviceMemory = "peak_device_memory_bytes"
        case multiplyAdds = "multiply_adds"
        case secondsPerEpoch = "seconds_per_epoch"
    }

    /// Of this process, at the end of a training.
    /// - Parameter folder: with the history, and the cost that an earlier process of the run wrote.
    static func now(of recipe: Recipe, on device: Device, in folder: RunFolder) throws -> RunCost {
        let network = recipe.model.network
        let earlier = FileManager.default.fileExists(atPath: folder.cost.path) ? try RunCost(reading: folder.cost) : nil
        return RunCost(
            format: 1, peakMemory: max(peakMemory, earlier?.peakMemory ?? 0),
            peakDeviceMemory: device == .cpu ? nil : try? device.memory.peakAllocated,  // not every kind counts it
            parameters: try network.parameterCount(),
            multiplyAdds: try network.multiplyAdds(
                height: recipe.preprocessing.size.height, width: recipe.preprocessing.size.width),
            secondsPerEpoch: try seconds(folder.history))
    }

    /// Reads `cost.json`.
    /// - Throws: `TrainingError.unusableState` where the file is not there or not right.
    public init(reading file: URL) throws(TrainingError) {
        do {
            self = try JSONDecoder().decode(RunCost.self, from: Data(contentsOf: file))
        } catch {
            throw .unusableState(file: file.path, reason: "it is not there or damaged")
        }
    }

    private init(
        format: Int, peakMemory: Int, peakDeviceMemory: Int?, parameters: Int, multiplyAdds: Int,
        secondsPerEpoch: Double?
    ) {
        (self.format, self.peakMemory, self.peakDeviceMemory) = (format, peakMemory, peakDeviceMemory)
        (self.parameters, self.multiplyAdds, self.secondsPerEpoch) = (parameters, multiplyAdds, secondsPerEpoch)
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write([UInt8](encoder.encode(self)), to: file)
    }

    private static var peakMemory: Int {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Int(usage.ru_maxrss) * 1024  // Linux counts in KiB
        #endif
    }

    /// The mean of the seconds in `history.csv`.
    private static func seconds(_ history: URL) throws -> Double? {
        let seconds = try HistoryRow.rows(in: history).compactMap(\.seconds)
        return seconds.isEmpty ? nil : seconds.reduce(0, +) / Double(seconds.count)
    }
}
