import Files
import Foundation
import Imaging
import Torch
import Training

/// What `pleura --version` prints.
enum Versions {
    /// One thing a line. What cannot be had says why.
    static var text: String {
        [
            "pleura \(pleuraVersion)", "libtorch \(torch)", "ITK \(itk)", "processor: \(processor)",
            "threads: \(Processors.current)", "devices: \(devices)",
        ].joined(separator: "\n")
    }

    private static var torch: String {
        do { return try torchVersion } catch { return "not available: \(error)" }
    }

    private static var itk: String {
        do { return try ITK.version() } catch { return "not available: \(error)" }
    }

    private static var processor: String {
        let features = ["avx2", "avx512_f", "avx512_bf16", "amx_bf16"].filter {
            (try? Device.processorHas($0)) == true  // without libtorch: its own line says so
        }
        return ([Processors.name] + features).joined(separator: ", ")
    }

    private static var devices: String {
        do {
            let (best, reason) = try Device.choose("auto")
            let gpus = try Device.count(.cuda)
            let all = ["cpu"] + (0..<gpus).map { "cuda:\($0)" } + (try Device.count(.mps) > 0 ? ["mps"] : [])
            return "\(all.joined(separator: ", ")) (auto takes \(best): \(reason))"
        } catch { return "not known: \(error)" }
    }
}
