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
            "devices: \(devices)",
        ].joined(separator: "\n")
    }

    private static var torch: String {
        do { return try torchVersion } catch { return "not available: \(error)" }
    }

    private static var itk: String {
        do { return try ITK.version() } catch { return "not available: \(error)" }
    }

    private static var processor: String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let features = ["avx2", "avx512_f", "avx512_bf16", "amx_bf16"].filter {
            // Without libtorch nobody is there to ask; its own line says so.
            (try? Device.processorHas($0)) == true
        }
        return ([name, "\(cores) threads"] + features).joined(separator: ", ")
    }

    private static var name: String {
        #if os(macOS)
            var size = 0
            sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
            var text = [UInt8](repeating: 0, count: max(size, 1))
            sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0)
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        #else
            // Absent on processors that are no PCs'.
            let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
            let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
            return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
                ?? "unknown"
        #endif
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
