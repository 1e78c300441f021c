import Foundation
import TestSupport

@testable import Torch

/// The files of `Fixtures/make_pickle.py`, and pickles written by hand.
enum PickleSamples {
    struct Expected: Decodable {
        let name: String
        let dtype: String
        let shape: [Int]
        let values: [Double]
    }

    static func url(_ name: String) -> URL { Fixtures.tests.appending(path: "TorchTests/Fixtures/\(name)") }

    static func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

    /// What torch says is in each file.
    static func expected() throws -> [String: [Expected]] {
        try JSONDecoder().decode([String: [Expected]].self, from: data("pickle.json"))
    }

    /// What is wrong with `data`: the error's message, or "read" where nothing is.
    static func complaint(_ data: Data) -> String {
        do throws(TensorFileError) {
            _ = try PyTorchFile(data, file: "a.pth").ordered
            return "read"
        } catch { return error.description }
    }

    static func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func text(_ text: String) -> [UInt8] { ascii("X") + little(text.utf8.count, 4) + text.utf8 }

    static func global(_ module: String, _ name: String) -> [UInt8] { ascii("c\(module)\n\(name)\n") }

    /// A whole number of 8 bytes, negative ones too.
    static func integer(_ value: Int) -> [UInt8] { [0x8A, 8] + little(value, 8) }

    static func tuple(_ integers: [Int]) -> [UInt8] { ascii("(") + integers.flatMap(integer) + ascii("t") }

    static func pickle(_ body: [UInt8]) -> [UInt8] { [0x80, 2] + body + ascii(".") }

    static func storage(_ kind: String, key: String, count: Int) -> [UInt8] {
        ascii("(") + text("storage") + global("torch", kind) + text(key) + text("cpu") + integer(count) + ascii("NtQ")
    }

    /// A tensor as `_rebuild_tensor_v2` makes it, of storage "0".
    static func tensor(
        _ shape: [Int], _ strides: [Int], offset: Int = 0, kind: String = "FloatStorage", count: Int = 4
    ) -> [UInt8] {
        global("torch._utils", "_rebuild_tensor_v2") + ascii("(") + storage(kind, key: "0", count: count)
            + integer(offset) + tuple(shape) + tuple(strides) + [0x89] + global("collections", "OrderedDict")
            + ascii(")RtR")
    }

    /// A dictionary of one entry.
    static func dictionary(_ name: String, _ value: [UInt8]) -> [UInt8] { ascii("}") + text(name) + value + ascii("s") }

    /// The older form around the pickle of `object`, by default with storage "0" of four floats 1, 2, 3, 4.
    static func stream(
        _ object: [UInt8], keys: [String] = ["0"], count: Int = 4,
        bytes: [UInt8] = [Float(1), 2, 3, 4].flatMap { little(Int($0.bitPattern), 4) }
    ) -> Data {
        let magic: [UInt8] = [0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
        let list = ascii("](") + keys.flatMap(text) + ascii("e")
        return Data(
            pickle(magic) + pickle(integer(1001)) + pickle(dictionary("little_endian", [0x88])) + pickle(object)
                + pickle(list) + (keys.isEmpty ? [] : little(count, 8) + bytes))
    }
}
