import ArgumentParser
import Datasets
import Evaluation
import Files
import Foundation
import Models
import Torch

extension Precision: ExpressibleByArgument {}

/// "256", or "256x320": height x width.
struct SizeArgument: ExpressibleByArgument {
    let size: PixelSize

    var defaultValueDescription: String {
        size.height == size.width ? "\(size.height)" : "\(size.height)x\(size.width)"
    }

    init(side: Int) { size = PixelSize(height: side, width: side) }

    init?(argument: String) {
        let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        switch sides.count {
        case 1: if let side = sides[0] { size = PixelSize(height: side, width: side) } else { return nil }
        case 2:
            if let height = sides[0], let width = sides[1] {
                size = PixelSize(height: height, width: width)
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// - Throws: `ValidationError` where a side is no multiple of 32.
    func check() throws {
        do { _ = try Preprocessing(size: size) } catch { throw ValidationError("--size: \(error)") }
    }
}

/// How a trained model computes.
struct ComputeOptions: ParsableArguments {
    /// Images of one size in a batch, unless `--batch-size` says otherwise.
    private static let together = 8

    @Option(help: "Height and width the network sees, S or HxW, multiples of 32. Default: the model's own.")
    var size: SizeArgument?
    @Option(help: "auto, cpu, cuda, cuda:N or mps. auto takes an NVIDIA GPU, else the CPU, and says why.") var device =
        "auto"
    @Option(
        help: "fp32, bf16, tf32 (NVIDIA GPUs) or auto; auto takes bf16 where the device multiplies it in hardware.")
    var precision = Precision.fp32
    @Option(help: "Threads to decode and to compute with. Default: one for each processor that may be used.")
    var threads: Int?
    @Option(
        help: ArgumentHelp(
            "Images that go through the network together. Default: \(Self.together); 1 for images at their own size."))
    var batchSize: Int?
    @OptionGroup var reading: ReadingOptions
    @Option(help: "For a file that does not say it: the architecture, such as unet.") var arch: String?
    @Option(help: "For a file that does not say it: the encoder, such as resnet34.") var encoder: String?

    func validate() throws {
        try size?.check()
        if let batchSize, batchSize < 1 {
            throw ValidationError("--batch-size is \(batchSize); at least 1 is wanted.")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads is \(threads); 1 to 1024 are wanted.")
        }
        guard Device.isChoice(device) else {
            throw ValidationError("--device is \(device); it is \(Device.choices).")
        }
    }

    /// Threads to decode and to compute with.
    var threadCount: Int { threads ?? Processors.current.count }

    /// Opens the model and moves it to the device. Says what was taken.
    func open(_ model: String) throws -> (model: ModelFile, predictor: Predictor, precision: Precision, batchSize: Int)
    {
        try setThreadCount(threadCount)
        let (device, deviceReason) = try Device.choose(device)
        let (precision, reason) = try precision.resolved(on: device)
        for setting in [CUDASetting.tf32Products, .tf32Convolutions] { try setting.set(precision == .tf32) }
        tell(
            "device: \(device), \(deviceReason); precision: \(precision.rawValue), \(reason); threads: "
                + Processors.current.description(threads: threadCount))
        let file = try ModelFile(opening: URL(filePath: model), architecture: arch, encoder: encoder)
        tell("model: \(file.summary)")
        let own = try reading.applied(to: file.preprocessing)
        let preprocessing = try size.map { try own.resized(to: $0.size) } ?? own
        try file.network.to(device, nil, .channelsLast)
        let predictor = Predictor(
            file.network, preprocessing: preprocessing, device: device, bf16: precision == .bf16)
        return (file, predictor, precision, batchSize ?? (preprocessing.size == nil ? 1 : Self.together))
    }
}
