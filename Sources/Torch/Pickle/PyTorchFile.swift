import Foundation

/// A file of named tensors that `torch.save` wrote (`.pth`, `.pt`, `.bin`), in both of torch's forms: the zip archive
/// and, before torch 1.6, the stream of pickles.
///
/// Such a file is a program for Python's pickle. Here it is read by an interpreter that cannot run code: it knows the
/// instructions and the few constructors that a dictionary of tensors needs, and refuses everything else by its name.
/// Time and memory are bounded by the file's size, whatever it claims.
///
/// A checkpoint of a training is unwrapped: where the dictionary has an entry `state_dict`, `model_state_dict` or
/// `model` (in this order) that is a dictionary, that one is read. Numbers and texts beside tensors are passed over.
///
/// Source of the format: `torch/serialization.py` and `torch/_weights_only_unpickler.py` of torch 2.13.
public struct PyTorchFile {
    /// A tensor and the bytes in the file of its whole storage.
    struct Entry {
        let name: String
        let tensor: PickledTensor
        let storage: Range<Int>
    }

    private let entries: [Entry]
    private let places: [String: Int]
    private let data: Data
    private let file: String

    /// Names of the tensors, in the file's order.
    public var names: [String] { entries.map(\.name) }

    /// Maps the file and checks all that it says of its tensors; their numbers are read by `tensor`.
    /// - Throws: `TensorFileError.unreadable`, `.malformed` where the file is damaged, `.refused` where it asks for
    ///   more than tensors.
    public init(reading url: URL) throws(TensorFileError) {
        try self.init(try TensorFile.mapped(url), file: url.path)
    }

    init(_ data: Data, file: String) throws(TensorFileError) {
        (self.data, self.file) = (data, file)
        do throws(PickleFault) { entries = try Self.entries(data) } catch { throw error.named(file) }
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
    }

    private static func entries(_ data: Data) throws(PickleFault) -> [Entry] {
        let contents = try PyTorchContents(data)
        var entries: [Entry] = []
        var bytes = 0
        for (name, number) in try StateDictionary.entries(of: contents.root, in: contents.heap) {
            let tensor = contents.heap.tensors[number]
            let storage = contents.heap.storages[tensor.storage]
            guard let range = contents.storages[storage.key] else {
                throw .damaged("the storage of \(PickleFault.printable(name)) is missing")
            }
            entries.append(Entry(name: name, tensor: tensor, storage: range))
            // Neither factor is larger than a file, but for views that repeat their elements.
            let sum = bytes.addingReportingOverflow(tensor.count * tensor.dtype.size)
            bytes = sum.overflow ? .max : sum.partialValue
        }
        // Views may share elements (tied weights) or repeat them (stride 0), but not make a mountain of a molehill.
        guard bytes / 16 <= data.count + 1 << 20 else {
            throw .refused("its tensors would take \(bytes) bytes of memory, and it has \(data.count)")
        }
        return entries
    }

    /// A copy of one tensor, row-major, without gradients. Tensors that share memory in torch are copied each.
    /// - Throws: `TensorFileError.malformed` where there is none of this name.
    public func tensor(_ name: String) throws(TensorFileError) -> Tensor {
        guard let place = places[name] else { throw .malformed(file: file, reason: "it has no tensor \(name)") }
        return try tensor(entries[place])
    }

    private func tensor(_ entry: Entry) throws(TensorFileError) -> Tensor {
        let claim = entry.tensor
        let size = claim.count * claim.dtype.size
        let result = data.withUnsafeBytes { all in
            Result { () throws(TensorFileError) in
                let storage = UnsafeRawBufferPointer(rebasing: all[entry.storage])
                if claim.isContiguous {
                    let start = claim.count == 0 ? 0 : claim.offset * claim.dtype.size
                    return try made(storage[start..<start + size], as: claim, called: entry.name)
                }
                let copy = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                    claim.gather(from: storage, into: UnsafeMutableRawBufferPointer(buffer))
                    filled = size
                }
                return try copy.withUnsafeBytes { bytes in
                    Result { () throws(TensorFileError) in try made(bytes[...], as: claim, called: entry.name) }
                }.get()
            }
        }
        return try result.get()
    }

    private func made(_ bytes: Slice<UnsafeRawBufferPointer>, as claim: PickledTensor, called name: String)
        throws(TensorFileError) -> Tensor
    {
        if claim.dtype == .bool, let other = bytes.first(where: { $0 > 1 }) {
            let shown = PickleFault.printable(name)
            throw .malformed(file: file, reason: "\(shown) is of truth values, 0 and 1, and has a \(other)")
        }
        do throws(TorchError) {
            return try Tensor(bytes: UnsafeRawBufferPointer(rebasing: bytes), dtype: claim.dtype, shape: claim.shape)
        } catch { throw .torch(error) }
    }

    /// Copies of all tensors, by name.
    public func tensors() throws(TensorFileError) -> [String: Tensor] {
        var all: [String: Tensor] = [:]
        for entry in entries { all[entry.name] = try tensor(entry) }
        return all
    }

    /// Copies of all tensors, in the file's order.
    public var ordered: [(name: String, tensor: Tensor)] {
        get throws(TensorFileError) {
            var all: [(name: String, tensor: Tensor)] = []
            for entry in entries { all.append((entry.name, try tensor(entry))) }
            return all
        }
    }
}
