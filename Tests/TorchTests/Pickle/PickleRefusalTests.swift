import Foundation
import TestSupport
import Testing

@testable import Torch

/// What is refused, each with its message.
@Suite struct PickleRefusalTests {
    private typealias Samples = PickleSamples

    @Test(arguments: [
        (
            "evil_system.pth",
            "a.pth is not read: it asks to run posix.system, which Pleura never does. Save the weights"
        ),
        ("evil_system_old.pth", "it asks to run posix.system, which Pleura never does"),
        ("evil_eval.pth", "it asks to run __builtin__.eval, which Pleura never does"),
        ("evil_eval_old.pth", "it asks to run __builtin__.eval, which Pleura never does"),
        ("module.pth", "it asks to run torch.nn.modules.activation.ReLU, which Pleura never does"),
        ("complex.pth", "it holds a torch.ComplexFloatStorage, a kind of tensor that Pleura does not have"),
        ("compressed.pth", "is compressed, which torch never does"),
        ("big_endian.pth", "its numbers have their highest byte first"),
        ("missing.pth", "is no whole file of tensors: storage 0 is missing"),
        ("short.pth", "storage 0 is said to have 4 elements of 4 bytes and has 12 bytes"),
        ("program.pth", "it is a TorchScript program, and Pleura runs none"),
        ("other.pth", "it is a zip archive, but not one of torch's"),
        ("unknown.pth", "it holds no dictionary of tensors; what it holds is called: epoch, net"),
        ("list.pth", "beside its tensors it holds a list called more"),
    ]) func fileIsRefused(_ name: String, because reason: String) throws {
        let complaint = Samples.complaint(try Samples.data(name))
        #expect(complaint.contains(reason), "\(name): \(complaint)")
    }

    @Test func codeIsRefusedByItsName() {
        func complaint(_ body: [UInt8]) -> String { Samples.complaint(Samples.stream(body)) }
        let call = Samples.text("touch /tmp/evil") + [0x85] + Samples.ascii("R")
        #expect(
            complaint(Samples.global("os", "system") + call)
                .contains("it asks to run os.system, which Pleura never does"))
        #expect(complaint(Samples.global("builtins", "eval") + call).contains("it asks to run builtins.eval"))
        let named = Samples.text("os") + Samples.text("system") + [0x93] + call
        #expect(complaint(named).contains("it asks to run os.system"))
        // A pickle that is nothing but the call, and Python's first protocol.
        let bare = Samples.pickle(Samples.global("os", "system") + call)
        #expect(Samples.complaint(Data(bare)).contains("it asks to run os.system"))
        let inside = Samples.dictionary("state_dict", Samples.global("posix", "system") + call)
        #expect(complaint(inside).contains("it asks to run posix.system"))
        // A name may not reach the terminal.
        #expect(complaint(Samples.global("os\u{1B}[2J", "x")).contains("it asks to run os?[2J.x,"))
        #expect(complaint(Samples.ascii("c") + Array(repeating: 97, count: 300)).contains("has no end"))
    }

    @Test func instructionsThatNoTensorNeedsAreRefused() {
        func complaint(_ body: [UInt8]) -> String { Samples.complaint(Samples.stream(body)) }
        #expect(complaint(Samples.ascii("}2222")).contains("pickle's instruction DUP at byte"))
        #expect(complaint(Samples.ascii("(ios\nsystem\n")).contains("pickle's instruction INST"))
        #expect(complaint([0x8E] + Samples.little(.max, 8)).contains("pickle's instruction BINBYTES8"))
        #expect(complaint([0xFF]).contains("255, is no instruction of pickle's"))
        #expect(complaint([0x80, 9]).contains("its pickle is of protocol 9"))
        #expect(complaint(Samples.ascii("}Nb")).contains("it sets attributes of a dictionary"))
        #expect(complaint(Samples.text("module") + [0x85] + Samples.ascii("Q")).contains("no storage"))
        #expect(complaint(Samples.ascii("NNR")).contains("it calls nothing"))
        #expect(
            complaint(Samples.global("collections", "OrderedDict") + Samples.ascii("N") + [0x85, 0x52])
                .contains("it calls collections.OrderedDict with (nothing), which torch does not"))
    }

    @Test func nestingIsRefusedBeforeTheStackOverflows() {
        func complaint(_ body: [UInt8]) -> String { Samples.complaint(Samples.stream(body)) }
        let wanted = "its values nest more than 64 deep"
        let depth = 10_000
        func times(_ text: String) -> [UInt8] { Array(repeatElement(Samples.ascii(text), count: depth).joined()) }
        #expect(complaint(times("]") + times("a")).contains(wanted))
        #expect(complaint(times("(") + times("t")).contains(wanted))
        #expect(complaint(Samples.ascii(")") + Array(repeating: 0x85, count: depth)).contains(wanted))
        #expect(complaint(times("}X\u{01}\0\0\0a") + Samples.ascii("N") + times("s")).contains(wanted))
        // A dictionary that holds itself is as deep as one pleases.
        let own = Samples.ascii("}q\0") + Samples.text("model") + Samples.ascii("h\0s")
        #expect(
            Samples.complaint(Samples.stream(own, keys: [])).contains("its dictionaries hold each other without end"))
    }

    @Test func claimsBeyondTheStorageAreRefused() {
        func complaint(_ tensor: [UInt8]) -> String {
            Samples.complaint(Samples.stream(Samples.dictionary("a", tensor)))
        }
        #expect(complaint(Samples.tensor([2, 2], [2, 1])) == "read")
        #expect(
            complaint(Samples.tensor([5], [1])).contains(
                "a tensor of shape [5], strides [1] and offset 0 is said to lie in storage 0: it has 4 elements"))
        #expect(complaint(Samples.tensor([2, 2], [2, 1], offset: 1)).contains("it has 4 elements"))
        #expect(complaint(Samples.tensor([2], [4])).contains("it has 4 elements"))
        #expect(complaint(Samples.tensor([0], [1], offset: 5)).contains("it has 4 elements"))
        #expect(complaint(Samples.tensor([-1], [1])).contains("none of these is negative"))
        #expect(complaint(Samples.tensor([2], [-1], offset: 1)).contains("none of these is negative"))
        #expect(complaint(Samples.tensor([2], [1], offset: -1)).contains("none of these is negative"))
        #expect(complaint(Samples.tensor([2], [])).contains("every axis has one stride"))
        #expect(complaint(Samples.tensor([.max, .max], [0, 0])).contains("no memory is that large"))
        #expect(complaint(Samples.tensor([3, 1 << 40], [.max, .max])).contains("no memory is that large"))
        #expect(complaint(Samples.tensor([1 << 62], [0])).contains("no memory is that large"))
        #expect(complaint(Samples.tensor([1 << 40], [0])).contains("would take 4398046511104 bytes of memory"))
        #expect(
            complaint(Samples.tensor(Array(repeating: 1, count: 65), Array(repeating: 1, count: 65)))
                .contains("a tensor of 65 axes"))
        #expect(complaint(Samples.tensor([1], [1], count: .max)).contains("is said to have 9223372036854775807"))
        #expect(complaint(Samples.tensor([1], [1], count: -4)).contains("is said to have -4 elements"))
    }

    @Test func storagesThatAreNotAsSaidAreRefused() {
        let object = Samples.dictionary("a", Samples.tensor([4], [1]))
        #expect(Samples.complaint(Samples.stream(object)) == "read")
        #expect(Samples.complaint(Samples.stream(object, count: 3)).contains("said to have 4 elements and has 3"))
        #expect(Samples.complaint(Samples.stream(object, count: -1)).contains("it speaks of 18446744073709551615"))
        #expect(Samples.complaint(Samples.stream(object, keys: [])).contains("storage 0 is missing"))
        #expect(Samples.complaint(Samples.stream(object, keys: ["1"])).contains("names one that no tensor has"))
        #expect(Samples.complaint(Samples.stream(object, keys: ["0", "0"])).contains("or one twice"))
        #expect(Samples.complaint(Samples.stream(object, bytes: [1, 2, 3])).contains("it stops half-way"))
        #expect(Samples.complaint(Samples.stream(object) + [0]).contains("1 bytes follow its last storage"))
        let two =
            Samples.ascii("}(") + Samples.text("a") + Samples.tensor([1], [1]) + Samples.text("b")
            + Samples.tensor([1], [1], count: 3) + Samples.ascii("u")
        #expect(Samples.complaint(Samples.stream(two)).contains("it tells two different things of storage 0"))
        let truth = Samples.dictionary("a", Samples.tensor([4], [1], kind: "BoolStorage"))
        #expect(Samples.complaint(Samples.stream(truth, bytes: [0, 1, 1, 0])) == "read")
        #expect(
            Samples.complaint(Samples.stream(truth, bytes: [0, 1, 2, 0])).contains("truth values, 0 and 1, and has a 2")
        )
    }

    @Test func whatIsNoDictionaryOfTensorsIsRefused() {
        func complaint(_ body: [UInt8]) -> String { Samples.complaint(Samples.stream(body)) }
        #expect(complaint(Samples.tensor([4], [1])).contains("it holds a tensor and not a dictionary of tensors"))
        #expect(
            Samples.complaint(Samples.stream(Samples.ascii("]"), keys: [])).contains(
                "it holds a list and not a dictionary of tensors"))
        let numbered = Samples.ascii("}K\u{03}") + Samples.tensor([4], [1]) + Samples.ascii("s")
        #expect(complaint(numbered).contains("a tensor in it is called by a number, and not by a text"))
        let foreign = Samples.pickle(Samples.dictionary("a", Samples.integer(1)))
        #expect(Samples.complaint(Data(foreign)).contains("it is a pickle, but not one of torch's"))
    }

    /// Small files that ask for much: time and memory stay small.
    @Test func bombsAreRefused() {
        func complaint(_ body: [UInt8]) -> String { Samples.complaint(Samples.stream(body)) }
        #expect(complaint(Samples.ascii("B") + Samples.little(0xFFFF_FFFF, 4)).contains("it stops half-way"))
        #expect(complaint(Samples.ascii("X") + Samples.little(0xFFFF_FFFF, 4)).contains("it stops half-way"))
        let million = Array(repeatElement(UInt8(ascii: "N"), count: Unpickler.longest))
        #expect(complaint(million).contains("its pickle has more than 1000000 instructions"))
        // A long key is not hashed again and again.
        let long = Samples.dictionary(String(repeating: "k", count: 1025), Samples.ascii("N"))
        #expect(complaint(long).contains("a name in it has 1025 bytes"))
        // A list appended to itself, doubling in no way.
        let own = Samples.ascii("]q\0") + repeatElement(Samples.ascii("h\0a"), count: 100).joined()
        #expect(complaint(own).contains("nest more than 64 deep"))
    }

    /// Sizes and offsets of 64 bits, as large as they come.
    @Test func claimsBeyondTheArchiveAreRefused() throws {
        let whole = try Samples.data("wide.pth")
        let name = Data("small/data.pkl".utf8)
        let place = try #require(whole.range(of: name, options: .backwards))
        #expect(Samples.complaint(whole) == "read")
        func changed(_ offset: Int, _ bytes: [UInt8]) -> String {
            var data = whole
            data.replaceSubrange(place.upperBound + offset..<place.upperBound + offset + bytes.count, with: bytes)
            return Samples.complaint(data)
        }
        // Behind the name: a number and a length of 2 bytes, then both sizes.
        let largest = Samples.little(.max, 8)
        #expect(changed(4, largest + largest).contains("its entry small/data.pkl is cut off"))
        #expect(changed(4, largest).contains("its entry small/data.pkl is not where its table says"))
        #expect(changed(4, Samples.little(-1, 8)).contains("it speaks of 18446744073709551615 bytes or items"))
        #expect(changed(2, Samples.little(0xFFFF, 2)).contains("it stops half-way"))
        var flagged = whole
        flagged[place.lowerBound - 46 + 8] |= 1
        #expect(Samples.complaint(flagged).contains("its entry small/data.pkl is encrypted"))
    }

    @Test(arguments: ["small.pth", "small_old.pth", "wrapped.pth", "wide.pth"])
    func everyCutIsRefused(_ name: String) throws {
        let data = try Samples.data(name)
        for length in 0..<data.count {
            let complaint = Samples.complaint(data.prefix(length))
            #expect(complaint.hasPrefix("a.pth"), "\(name) cut at \(length)")
        }
    }
}
