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
