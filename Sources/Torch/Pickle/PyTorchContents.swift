import Foundation

/// What a PyTorch file says: the value of its pickle, and where the storages lie that it speaks of.
struct PyTorchContents {
    var heap = PickleHeap()
    var root = PickleValue.none
    /// By key: bytes in the file.
    var storages: [String: Range<Int>] = [:]

    /// The pickled number at the head of the older form.
    private static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
    private static let protocolVersion = 1001

    init(_ data: Data) throws(PickleFault) {
        switch TensorFileKind(data) {
        case .zip: try readArchive(data)
        case .pickle: try readStream(data)
        case .safetensors, nil: throw .damaged("it begins neither like a zip archive nor like a pickle")
        }
    }

    // MARK: - The form since torch 1.6: a zip archive

    /// One folder of any name; in it `data.pkl`, `data/KEY` for each storage, `byteorder` and what concerns nobody.
    private mutating func readArchive(_ data: Data) throws(PickleFault) {
        let archive = try ZipArchive(data)
        let pickles = archive.entries.keys.filter { $0.hasSuffix("/data.pkl") && $0.split(separator: "/").count == 2 }
        guard let pickle = pickles.first, pickles.count == 1, let range = try archive.bytes(of: pickle) else {
            throw .refused("it is a zip archive, but not one of torch's: it has \(pickles.count) entries */data.pkl")
        }
        let folder = pickle.dropLast("data.pkl".count)
        guard archive.entries["\(folder)constants.pkl"] == nil else {
            throw .refused("it is a TorchScript program, and Pleura runs none")
        }
        if let order = try archive.bytes(of: "\(folder)byteorder") {
            var cursor = ByteCursor(data, order)
            try Self.check(byteOrder: try cursor.text(min(order.count, 80)))
        }
        var cursor = ByteCursor(data, range)
        root = try Unpickler.value(at: &cursor, into: &heap)
        guard cursor.left == 0 else { throw .damaged("\(cursor.left) bytes follow its pickle") }
        for storage in heap.storages {
            let key = PickleFault.printable(storage.key)
            guard let range = try archive.bytes(of: "\(folder)data/\(storage.key)") else {
                throw .damaged("storage \(key) is missing")
            }
            // A storage may have bytes too few for a further element.
            guard range.count / storage.dtype.size == storage.count else {
                throw .damaged(
                    "storage \(key) is said to have \(storage.count) elements of \(storage.dtype.size) bytes and has "
                        + "\(range.count) bytes")
            }
            storages[storage.key] = range
        }
    }

    private static func check(byteOrder: String) throws(PickleFault) {
        switch byteOrder {
        case "little": return
        case "big": throw .refused("its numbers have their highest byte first: save it on a little-endian machine")
        default: throw .damaged("its byte order is said to be \(PickleFault.printable(byteOrder))")
        }
    }

    // MARK: - The older form: one pickle after another, then bytes

    /// A magic number, a version, the machine's properties, the value, the storages' keys; then for each key the
    /// number of elements (8 bytes) and the elements.
    private mutating func readStream(_ data: Data) throws(PickleFault) {
        var cursor = ByteCursor(data, 0..<data.count)
        guard try Unpickler.value(at: &cursor, into: &heap) == .long(Self.magic) else {
            throw .refused("it is a pickle, but not one of torch's: it does not begin with torch's number")
        }
        let version = try Unpickler.value(at: &cursor, into: &heap)
        guard version == .integer(Self.protocolVersion) else {
            throw .refused("it is of another version of torch's form than \(Self.protocolVersion)")
        }
        if case .dictionary(let k) = try Unpickler.value(at: &cursor, into: &heap),
            heap.dictionaries[k]["little_endian"] == .bool(false)
        {
            try Self.check(byteOrder: "big")
        }
        root = try Unpickler.value(at: &cursor, into: &heap)
        guard case .list(let keys) = try Unpickler.value(at: &cursor, into: &heap) else {
            throw .damaged("it has no list of its storages")
        }
        for item in heap.lists[keys].items {
            guard case .text(let key) = item, let storage = heap.storage(for: key), storages[key] == nil else {
                throw .damaged("its list of storages names one that no tensor has, or one twice")
            }
            let count = try cursor.count(8)
            guard count == storage.count else {
                throw .damaged(
                    "storage \(PickleFault.printable(key)) is said to have \(storage.count) elements and has \(count)")
            }
            storages[key] = try cursor.take(count * storage.dtype.size)  // no overflow: checked when it was told of
        }
        if let missing = heap.storages.first(where: { storages[$0.key] == nil }) {
            throw .damaged("storage \(PickleFault.printable(missing.key)) is missing")
        }
        guard cursor.left == 0 else { throw .damaged("\(cursor.left) bytes follow its last storage") }
    }
}
