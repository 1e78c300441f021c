import Foundation
import TestSupport
import Testing

@testable import Torch

@Suite struct PickleReadingTests {
    /// Names in their order, number types, shapes and every element, against torch's own word.
    @Test(arguments: [
        "kinds.pth", "kinds_old.pth", "views.pth", "views_old.pth", "checkpoint.pth", "checkpoint_old.pth",
        "wrapped.pth",
        "wrapped_old.pth", "small.pth", "small_old.pth", "folder.pth", "wide.pth",
    ]) func tensorsAreAsTorchSays(_ name: String) throws {
        let expected = try #require(try PickleSamples.expected()[name])
        let file = try PyTorchFile(reading: PickleSamples.url(name))
        #expect(file.names == expected.map(\.name))
        for ((found, tensor), wanted) in zip(try file.ordered, expected) {
            #expect(found == wanted.name && "\(tensor.dtype)" == wanted.dtype && tensor.shape == wanted.shape)
            #expect(try tensor.array(of: Double.self) == wanted.values, "\(name): \(found)")
            #expect(tensor.isContiguous && !tensor.requiresGradient)
        }
        #expect(try file.tensors().count == expected.count)
    }

    /// The kind is told by the first bytes, whatever the file is called.
    @Test func oneEntryReadsEveryKind() throws {
        let values = [Float(1), 2, 3]
        let safetensors = try Safetensors.encoded([("b", Tensor(values)), ("a", Tensor(values))])
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "weights.pth")
            try Data(safetensors).write(to: file)
            #expect(try TensorFile.read(file).map(\.name) == ["a", "b"])
            for name in ["small.pth", "small_old.pth"] {
                let file = folder.appending(path: "\(name).safetensors")
                try PickleSamples.data(name).write(to: file)
                let tensors = try TensorFile.read(file)
                #expect(tensors.map(\.name) == ["a", "n"])
                #expect(try tensors[0].tensor.array(of: Float.self) == [1, 3, 2, 4])
            }
            let page = folder.appending(path: "page.pth")
            try Data("<!DOCTYPE html>".utf8).write(to: page)
            #expect {
                try TensorFile.read(page)
            } throws: { "\($0)".contains("page.pth is not read: its first bytes (60 33 68 79") }
            try Data("PK".utf8).write(to: page)
            #expect { try TensorFile.read(page) } throws: { "\($0)".contains("it stops half-way") }
            try Data().write(to: page)
            #expect { try TensorFile.read(page) } throws: { "\($0)".contains("it has 0 bytes") }
            #expect {
                try TensorFile.read(folder.appending(path: "absent.pth"))
            } throws: { "\($0)".contains("absent.pth cannot be read: there is no such file") }
        }
    }

    /// As torch before 0.4 wrote on Python 2: texts of bytes, parameters that call their class and set a state.
    @Test func firstFormOfParametersIsRead() throws {
        let storage =
            PickleSamples.ascii("(U\u{07}storage") + PickleSamples.global("torch", "FloatStorage")
            + PickleSamples.ascii("U\u{01}0U\u{03}cpuK\u{04}NtQ")
        let tensor =
            PickleSamples.global("torch._utils", "_rebuild_tensor") + PickleSamples.ascii("(") + storage
            + PickleSamples.ascii("K\u{00}K\u{02}K\u{02}") + [0x86] + PickleSamples.ascii("K\u{02}K\u{01}") + [0x86]
            + PickleSamples.ascii("tR")
        let parameter =
            PickleSamples.global("torch.nn.parameter", "Parameter") + tensor + [0x85] + PickleSamples.ascii("R")
            + [0x88, 0x89] + PickleSamples.global("collections", "OrderedDict") + PickleSamples.ascii(")R") + [0x87]
            + PickleSamples.ascii("b")
        let file = try PyTorchFile(
            PickleSamples.stream(PickleSamples.ascii("}U\u{06}weight") + parameter + PickleSamples.ascii("s")),
            file: "a.pth")
        #expect(try file.tensor("weight").array(of: Float.self) == [1, 2, 3, 4])
        #expect(try file.tensor("weight").shape == [2, 2])
        #expect { try file.tensor("bias") } throws: { "\($0)".contains("it has no tensor bias") }
    }

    @Test func laterEntriesReplaceEarlierOnesInTheirPlace() throws {
        let object =
            PickleSamples.ascii("}(") + PickleSamples.text("a") + PickleSamples.tensor([1], [1])
            + PickleSamples.text("b") + PickleSamples.tensor([1], [1], offset: 1) + PickleSamples.text("a")
            + PickleSamples.tensor([1], [1], offset: 2) + PickleSamples.ascii("u")
        let file = try PyTorchFile(PickleSamples.stream(object), file: "a.pth")
        #expect(file.names == ["a", "b"])
        #expect(try file.tensor("a").item() == 3)
    }

    /// An axis of one element may claim any stride: nobody adds it up.
    @Test func hugeStridesOfSingleElementsAreHarmless() throws {
        let object = PickleSamples.dictionary("a", PickleSamples.tensor([2, 1, 2], [1, .max, 2]))
        let file = try PyTorchFile(PickleSamples.stream(object), file: "a.pth")
        #expect(try file.tensor("a").array(of: Float.self) == [1, 3, 2, 4])
    }
}
