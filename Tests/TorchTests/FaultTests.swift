import CTorch
import Foundation
import Testing

@testable import Torch

/// What calls that fail leave behind, and what they say.
@Suite struct FaultTests {
    /// One failing call of each kind, by number.
    private static func fail(_ kind: Int) throws {
        let a = try Tensor.zeros([3, 4])
        switch kind % 10 {
        case 0: _ = try a + Tensor.zeros([5, 6])
        case 1: _ = try a.matmul(a)
        case 2: _ = try a[7]
        case 3: try a.backward()
        case 4: _ = try Tensor.zeros([1, 3, 8, 8]).conv2d(.zeros([4, 2, 3, 3]))
        case 5: _ = try Tensor.zeros([1 << 45])
        case 6: _ = try Tensor([Float(1)], shape: [2])
        case 7: _ = try call("aten::no_such_operator", a)
        case 8: _ = try call("aten::relu", "a text")
        default: _ = try noGrad { try Tensor.concatenate([a, .zeros([3])], axis: 0) }
        }
    }

    private static func failures(_ numbers: Range<Int>) -> [TorchError] {
        numbers.compactMap { number in
            do {
                try fail(number)
                return nil
            } catch { return error as? TorchError }
        }
    }

    @Test func everyFaultIsThrownAndTyped() throws {
        let errors = Self.failures(0..<10)
        try #require(errors.count == 10)
        guard case .shape = errors[2] else { throw errors[2] }
        #expect(errors[5].isOutOfMemory)
        guard case .unsupported = errors[7] else { throw errors[7] }
        // libtorch has no exception type for shapes that do not fit; the message names them.
        for i in [0, 1, 3, 4, 8] { guard case .failed = errors[i] else { throw errors[i] } }
        #expect(errors[0].description.hasPrefix("add.Tensor of shapes (3, 4), (5, 6): "))
    }

    /// Kinds come from the type of the C++ exception, never from words that a message happens to hold.
    @Test func wordsInAMessageDecideNothing() throws {
        let error = #expect(throws: TorchError.self) { try call("aten::device_size_shape", Tensor.zeros([1])) }
        guard case .unsupported(let failure)? = error else { throw try #require(error) }
        #expect(failure.message.contains("device_size_shape"))
        let other = #expect(throws: TorchError.self) { try call("aten::relu", "cuda device") }
        guard case .failed? = other else { throw try #require(other) }
    }

    @Test func theDoorBearsUndefinedTensorsAndLongMessages() throws {
        let table = try Library.table
        var (value, results) = (pt_value(), pt_results())
        value.tag = Int32(PT_TENSOR.rawValue)  // its tensor is NULL
        #expect(table.call("aten::relu", 10, &value, 1, &results) != Int32(PT_OK.rawValue))
        let name = "aten::" + String(repeating: "x", count: 100_000)
        #expect(table.call(name, name.utf8.count, nil, 0, &results) == Int32(PT_NOT_IMPLEMENTED.rawValue))
        let message = String(cString: try #require(table.last_error()))
        #expect(message.utf8.count == 4095 && message.hasPrefix("no operator is named aten::xxx"))
    }

    @Test func resultsOfUnknownTypesAreRefused() throws {
        let complex = try call("aten::view_as_complex", Tensor([Float(1), 2]))
        let error = #expect(throws: TorchError.self) { try callForInt("aten::_local_scalar_dense", complex) }
        #expect(error?.description.contains("a result of type") == true, "\(error.debugDescription)")
    }

    @Test func messagesAreWordsNotSourcePathsOrBacktraces() {
        for error in Self.failures(0..<10) {
            let text = error.description
            #expect(!text.isEmpty && text.count < 600)
            for sign in [".cpp", ".h:", ".hpp", "/pytorch", "Exception raised", "frame #", "CapturedTraceback", "\n"] {
                #expect(!text.contains(sign), "\(sign) in: \(text)")
            }
        }
    }

    // A process of its own: other tests would move the memory that is measured.
    @Test(.enabled(if: Memory.isKnown, "no /proc/self/statm here"))
    func tenThousandThrownErrorsLeaveMemoryWhereItWas() async {
        await #expect(processExitsWith: .success) {
            #expect(FaultTests.failures(0..<4_000).count == 4_000)
            let before = try #require(Memory.resident())
            #expect(FaultTests.failures(0..<10_000).count == 10_000)
            let after = try #require(Memory.resident())
            // 10,000 leaks of 200 bytes would show.
            #expect(after - before < 2_000_000, "\(after - before) bytes more")
        }
    }

    @Test(.enabled(if: Memory.isKnown, "no /proc/self/statm here"))
    func tensorsThatAreLetGoLeaveMemoryWhereItWas() async {
        await #expect(processExitsWith: .success) {
            func make(_ count: Int) throws {
                for i in 0..<count { _ = try Tensor([Float(i), 1]) + Tensor([Float(2)]) }
            }
            try make(2_000)
            let before = try #require(Memory.resident())
            try make(100_000)
            let after = try #require(Memory.resident())
            #expect(after - before < 2_000_000, "\(after - before) bytes more")
        }
    }
}

enum Memory {
    static var isKnown: Bool { resident() != nil }

    /// Resident bytes of this process; nil where the system does not say so in /proc.
    static func resident() -> Int? {
        // Where there is no /proc the tests that ask are skipped.
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
