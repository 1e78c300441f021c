import Foundation

/// Why a file of tensors cannot be read or written. Messages name the file and the way out.
public enum TensorFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is not there or may not be read.
    case unreadable(file: String, reason: String)
    /// The file is cut off, damaged or no file of tensors at all.
    case malformed(file: String, reason: String)
    /// The file is whole, but holds what Pleura does not read, above all code.
    case refused(file: String, reason: String)
    /// The file or its header cannot be written.
    case unwritable(file: String, reason: String)
    /// Memory or a device failed.
    case torch(TorchError)

    /// The file, what is wrong and the way out.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .malformed(let file, let reason):
            "\(file) is no whole file of tensors: \(reason). Fetch or copy it again."
        case .refused(let file, let reason):
            "\(file) is not read: \(reason). Save the weights alone, as torch.save(model.state_dict(), FILE) does."
        case .unwritable(let file, let reason): "\(file) cannot be written: \(reason)"
        case .torch(let error): error.description
        }
    }
}

/// A file of named tensors in the safetensors format: an 8-byte length, a JSON header, the bytes. It holds no code.
public struct Safetensors {
    /// Where a tensor lies.
    struct Entry: Equatable {
        let dtype: DType
        let shape: [Int]
        let bytes: Range<Int>  // in the file
    }

    /// The header's free texts.
    public let metadata: [String: String]
    private let entries: [String: Entry]
    private let data: Data
    private let file: String

    /// Names of the tensors, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// Maps the file and checks its header whole: every range inside the file, none overlapping, no byte unclaimed.
    public init(reading url: URL) throws(TensorFileError) {
        try self.init(try TensorFile.mapped(url), file: url.path)
    }

    init(_ data: Data, file: String) throws(TensorFileError) {
        func wrong(_ reason: String) -> TensorFileError { .malformed(file: file, reason: reason) }
        guard data.count >= 8 else { throw wrong("it has \(data.count) bytes") }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(data[data.startIndex + $1]) << (8 * UInt64($1)) }
        guard length <= 100_000_000, length <= UInt64(data.count - 8) else {
            throw wrong("its header of \(length) bytes does not fit into \(data.count) bytes")
        }
        let start = 8 + Int(length)
        let header = data.subdata(in: data.startIndex + 8..<data.startIndex + start)
        guard header.first == UInt8(ascii: "{"),
            let json = try? JSONSerialization.jsonObject(with: header),  // any failure is the error below
            let table = json as? [String: Any]
        else { throw wrong("its header is not JSON") }
        var entries: [String: Entry] = [:]
        var metadata: [String: String] = [:]
        for (name, value) in table {
            if name == "__metadata__" {
                guard let texts = value as? [String: String] else { throw wrong("its metadata are not texts") }
                metadata = texts
            } else {
                guard let entry = Self.entry(value, start: start) else {
                    throw wrong("the entry of \(name) is not right")
                }
                entries[name] = entry
            }
        }
        var end = start
        for entry in entries.values.sorted(by: {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }) {
            guard entry.bytes.lowerBound == end else { throw wrong("its tensors overlap or leave gaps") }
            end = entry.bytes.upperBound
        }
        guard end == data.count else { throw wrong("it has \(data.count) bytes where its header speaks of \(end)") }
        (self.entries, self.metadata, self.data, self.file) = (entries, metadata, data, file)
    }

    private static let names: [(DType, String)] = [
        (.float64, "F64"), (.float32, "F32"), (.float16, "F16"), (.bfloat16, "BF16"), (.int64, "I64"), (.int32, "I32"),
        (.int16, "I16"), (.int8, "I8"), (.uint8, "U8"), (.bool, "BOOL"),
    ]

    private static func entry(_ value: Any, start: Int) -> Entry? {
        guard let fields = value as? [String: Any], let name = fields["dtype"] as? String,
            let dtype = names.first(where: { $0.1 == name })?.0, let shape = fields["shape"] as? [Int],
            let offsets = fields["data_offsets"] as? [Int], offsets.count == 2, offsets[0] >= 0,
            offsets[0] <= offsets[1]
        else { return nil }
        var size = dtype.size
        for side in shape {
            let (product, overflows) = size.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflows else { return nil }
            size = product
        }
        let (end, overflows) = offsets[1].addingReportingOverflow(start)
        guard offsets[1] - offsets[0] == size, !overflows else { return nil }
        return Entry(dtype: dtype, shape: shape, bytes: offsets[0] + start..<end)
    }

    /// A copy of one tensor.
    public func tensor(_ name: String) throws(TensorFileError) -> Tensor {
        guard let entry = entries[name] else { throw .malformed(file: file, reason: "it has no tensor \(name)") }
        let result = data.withUnsafeBytes { bytes in
            Result { () throws(TorchError) in
                try Tensor(
                    bytes: UnsafeRawBufferPointer(rebasing: bytes[entry.bytes]), dtype: entry.dtype, shape: entry.shape)
            }
        }
        do throws(TorchError) { return try result.get() } catch { throw .torch(error) }
    }

    /// Copies of all tensors.
    public func tensors() throws(TensorFileError) -> [String: Tensor] {
        var all: [String: Tensor] = [:]
        for name in entries.keys { all[name] = try tensor(name) }
        return all
    }

    /// The bytes of a file of these tensors: keys sorted, so that equal tensors and texts give equal bytes.
    public static func encoded(_ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:])
        throws(TensorFileError) -> [UInt8]
    {
        let sorted = tensors.sorted { $0.name < $1.name }
        var header: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
        var offset = 0
        for (name, tensor) in sorted {
            guard let code = names.first(where: { $0.0 == tensor.dtype })?.1 else { continue }
            let end = offset + tensor.count * tensor.dtype.size
            header[name] = ["dtype": code, "shape": tensor.shape, "data_offsets": [offset, end]]
            offset = end
        }
        var json: Data
        do {
            json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
        } catch {
            throw .unwritable(file: "header", reason: String(describing: error))
        }
        while (json.count + 8) % 8 != 0 { json.append(UInt8(ascii: " ")) }
        let head = (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + Array(json)
        var failure: TorchError?
        // Written once, straight from the tensors: a checkpoint has hundreds of megabytes.
        let bytes = [UInt8](unsafeUninitializedCapacity: head.count + offset) { buffer, filled in
            let all = UnsafeMutableRawBufferPointer(buffer)
            all.copyBytes(from: head)
            var at = head.count
            for (_, tensor) in sorted where names.contains(where: { $0.0 == tensor.dtype }) {
                let size = tensor.count * tensor.dtype.size
                do throws(TorchError) {
                    try tensor.copy(to: UnsafeMutableRawBufferPointer(rebasing: all[at..<at + size]))
                } catch {
                    failure = error
                    return
                }
                at += size
            }
            filled = at
        }
        if let failure { throw .torch(failure) }
        return bytes
    }
}
