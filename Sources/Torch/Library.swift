import CTorch
import Files

/// libtorch, opened at the first use (by loader.c, once, whatever thread comes first).
enum Library {
    static var table: pleura_torch_table {
        get throws(TorchError) {
            guard let table = opened else {
                throw TorchError.unavailable(String(cString: pleura_torch_failure()))
            }
            return table.pointee
        }
    }

    /// The table, with libtorch set up for this process: its warnings go to `TorchWarnings`, an operator takes as many
    /// threads as there are processors for this process, and float32 is float32 on GPUs too.
    private nonisolated(unsafe) static let opened: UnsafePointer<pleura_torch_table>? = {  // constant once it is open
        guard let table = pleura_torch() else { return nil }
        table.pointee.set_warning_listener { text in text.map { TorchWarnings.hear(String(cString: $0)) } }
        _ = table.pointee.set_num_threads(Int32(clamping: Processors.current.count))
        for flag in [PT_TF32_MATMUL, PT_TF32_CUDNN] { _ = table.pointee.set_flag(Int32(bitPattern: flag.rawValue), 0) }
        return table
    }()

    /// Throws what went wrong where `status` is not 0.
    static func check(_ status: Int32, _ operation: @autoclosure () -> String, shapes: [[Int]] = []) throws(TorchError)
    {
        if status != 0 { throw error(status, operation(), shapes: shapes) }
    }

    static func error(_ status: Int32, _ operation: String, shapes: [[Int]]) -> TorchError {
        guard let table = pleura_torch(), let text = table.pointee.last_error() else {
            return .unavailable("libtorch is gone")
        }
        let failure = TorchError.Failure(operation: operation, shapes: shapes, message: tidied(String(cString: text)))
        return switch UInt32(bitPattern: status) {
        case PT_OUT_OF_MEMORY.rawValue: .outOfMemory(failure)
        case PT_INDEX.rawValue: .shape(failure)
        case PT_NOT_IMPLEMENTED.rawValue: .unsupported(failure)
        case PT_DEVICE_FAILED.rawValue: .device(failure)
        default: .failed(failure)
        }
    }

    /// Torch's words without its source paths, the conditions of its checks and its advice to report a bug.
    static func tidied(_ message: String) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: true).filter { line in
            !line.hasPrefix("Exception raised from") && !line.hasPrefix("frame #")
        }
        var text = lines.joined(separator: " ")
        while let start = text.range(of: " at \""), let end = text[start.upperBound...].range(of: "\"") {
            let rest = text[end.upperBound...].drop { $0 == ":" || $0.isNumber }
            text = String(text[..<start.lowerBound]) + String(rest)
        }
        // "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory ..."
        if text.hasPrefix("[enforce fail at "), let end = text.range(of: ". Default") {
            text = String(text[text.index(end.lowerBound, offsetBy: 2)...])
        }
        if let advice = text.range(of: ", please report a bug to PyTorch.") { text.removeSubrange(advice) }
        return text.trimmed
    }
}

extension StringProtocol {
    fileprivate func range(of other: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}

/// The version of the libtorch at hand: "2.13.0".
public var torchVersion: String {
    get throws(TorchError) {
        guard let text = try Library.table.torch_version() else { return "" }
        return String(cString: text)
    }
}
