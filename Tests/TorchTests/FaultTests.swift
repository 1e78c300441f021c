import Foundation
import Testing
import Torch

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
        for i in [0, 1, 2, 4] { guard case .shape = errors[i] else { throw errors[i] } }
        #expect(errors[5].isOutOfMemory)
        guard case .unsupported = errors[7] else { throw errors[7] }
        for i in [3, 8] { guard case .failed = errors[i] else { throw errors[i] } }
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
