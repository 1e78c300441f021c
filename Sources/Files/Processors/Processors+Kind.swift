import Foundation

extension Processors {
    /// What two runs must share to compute the same bits on the CPU: the processor's name with its family and model, the
    /// vector instructions that libtorch and oneDNN choose their kernels by, and the variables that restrict the choice:
    /// "AMD EPYC (family 26, model 2): avx2, avx512f, avx512_bf16".
    public static let kind: String = {
        kind(information: information, fallback: systemName, environment: ProcessInfo.processInfo.environment)
    }()

    /// The processor's name for people: "AMD EPYC".
    public static let name: String = {
        Fields(information).name ?? systemName
    }()

    private static var information: String {
        (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""  // there is none outside of Linux
    }

    /// - Parameters:
    ///   - information: of `/proc/cpuinfo`.
    ///   - fallback: the name where the information holds none.
    static func kind(information: String, fallback: String, environment: [String: String]) -> String {
        let fields = Fields(information)
        let numbers = [("family", fields["cpu family"]), ("model", fields["model"])].compactMap { name, value in
            value.map { "\(name) \($0)" }
        }
        var text = fields.name ?? fallback
        if !numbers.isEmpty { text += " (\(numbers.joined(separator: ", ")))" }
        let choices = restrictions.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" }
        }
        let parts = fields.instructions + choices
        return parts.isEmpty ? text : "\(text): \(parts.joined(separator: ", "))"
    }

    /// Variables by which libtorch and oneDNN choose other kernels than the processor's best.
    private static let restrictions = [
        "ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "ONEDNN_DEFAULT_FPMATH_MODE",
    ]

    /// The first processor's fields of `/proc/cpuinfo`.
    private struct Fields {
        private var values: [String: String] = [:]

        init(_ text: String) {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                // An empty line ends the first processor.
                guard !line.isEmpty else { break }
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                if parts.count == 2, !parts[1].isEmpty { values[parts[0]] = parts[1] }
            }
        }

        subscript(_ name: String) -> String? { values[name] }

        /// On ARM numbers stand for the name.
        var name: String? {
            if let name = values["model name"] { return name }
            guard let maker = values["CPU implementer"], let part = values["CPU part"] else { return nil }
            return "ARM, implementer \(maker), part \(part)"
        }

        /// Those of x86, then of ARM, that kernels are chosen by.
        var instructions: [String] {
            let all = (values["flags"] ?? values["Features"] ?? "").split(separator: " ")
            let known = [
                "avx2", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_bf16", "asimd",
                "asimdhp", "bf16", "i8mm", "sve", "sve2",
            ]
            return known.filter { name in all.contains { $0 == name } }
        }
    }

    /// The name that the system gives outside of Linux.
    private static var systemName: String {
        #if os(macOS)
            var size = 0
            sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
            var text = [UInt8](repeating: 0, count: max(size, 1))
            sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0)
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        #else
            return "unknown processor"
        #endif
    }
}
