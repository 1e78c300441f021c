import Foundation
import TestSupport
import Testing

@testable import Torch

@Suite struct SafetensorsTests {
    private func sample() throws -> [UInt8] {
        try Safetensors.encoded(
            [("b.weight", Tensor([Float(1), 2, 3, 4, 5, 6], shape: [2, 3])), ("a", Tensor([Int64(7)], shape: []))],
            metadata: ["pleura": "{}"])
    }

    @Test func tensorsComeBackAsTheyWere() throws {
        let file = try Safetensors(Data(sample()), file: "sample")
        #expect(file.names == ["a", "b.weight"] && file.metadata == ["pleura": "{}"])
        #expect(try file.tensor("b.weight").array(of: Float.self) == [1, 2, 3, 4, 5, 6])
        #expect(try file.tensor("b.weight").shape == [2, 3])
        #expect(try file.tensor("a").item() == 7)
    }

    @Test func everyCutIsRefused() throws {
        let bytes = try sample()
        for length in 0..<bytes.count {
            #expect(throws: TensorFileError.self) { _ = try Safetensors(Data(bytes.prefix(length)), file: "cut") }
        }
    }

    @Test func aFileCutAnywhereIsRefusedByName() throws {
        let bytes = try sample()
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "model.safetensors")
            for length in 0..<bytes.count {
                try Data(bytes.prefix(length)).write(to: file)
                #expect {
                    _ = try Safetensors(reading: file)
                } throws: { error in
                    guard case .malformed(let name, _)? = error as? TensorFileError else { return false }
                    return name == file.path
                }
            }
            #expect(throws: TensorFileError.self) { try Safetensors(reading: folder.appending(path: "nothing")) }
        }
    }

    @Test(arguments: [
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "a"),
        (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#, "a"),
        (#"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, "a"),
        (#"{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}"#, "a"),
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775799,9223372036854775807]}}"#, "a"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "gaps"),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            "overlap"
        ),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "bytes"),
        (#"{"__metadata__":{"a":1}}"#, "metadata"), (#"["a"]"#, "JSON"),
    ]) func headersThatLieAreRefused(_ header: String, _ word: String) {
        let length = header.utf8.count
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
        #expect {
            _ = try Safetensors(Data(bytes + [UInt8](repeating: 0, count: 8)), file: "a lie")
        } throws: { "\($0)".contains("a lie is no whole file of tensors") && "\($0)".contains(word) }
    }

    @Test func mutatedFilesAreReadOrRefusedButNeverCrash() throws {
        let bytes = try sample()
        for round in 0..<5_000 {
            var mutated = bytes
            for k in 0...(round % 4) {
                let draw = noise(round * 8 + k, stream: 5)
                let place = Int((draw + 1) / 2 * Double(bytes.count)) % bytes.count
                mutated[place] = UInt8(truncatingIfNeeded: Int(noise(round * 8 + k, stream: 6) * 1000))
            }
            do throws(TensorFileError) {
                let file = try Safetensors(Data(mutated), file: "mutated")
                for name in file.names {
                    let tensor = try file.tensor(name)
                    #expect(tensor.count >= 0)
                }
            } catch { #expect(!error.description.isEmpty) }
        }
    }
}
