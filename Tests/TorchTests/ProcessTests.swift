import Foundation
import Testing
import Torch

/// What belongs to the whole process: each test has one of its own.
@Suite struct ProcessTests {
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/maps"), "no /proc/self/maps here"))
    func exactlyOneOpenMPRuntimeIsLoaded() async {
        await #expect(processExitsWith: .success) {
            _ = try Tensor.ones([2, 8, 32, 32]).conv2d(.ones([8, 8, 3, 3]), padding: 1)
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            let files = Set(maps.split(separator: "\n").compactMap { $0.split(separator: " ").last })
            let runtimes = files.filter { file in
                let name = file.split(separator: "/").last ?? ""
                return ["libgomp", "libomp", "libiomp"].contains { name.hasPrefix($0) }
            }
            #expect(runtimes.count == 1, "\(runtimes.sorted())")
        }
    }

    @Test func aSeedFixesWhatIsDrawnRightAfterIt() async {
        await #expect(processExitsWith: .success) {
            try manualSeed(7)
            let first = try Tensor.normal([64])
            let next = try Tensor.normal([64])
            try manualSeed(7)
            #expect(try Tensor.normal([64]).isEqual(to: first))
            #expect(try !next.isEqual(to: first))
        }
    }

    @Test func threadsAreCountedFromOne() async {
        await #expect(processExitsWith: .success) {
            try setThreadCount(1)
            #expect(try threadCount == 1)
            try setThreadCount(-3)
            #expect(try threadCount == 1)
        }
    }

    /// put_ without accumulation: the last of two writers to a place wins, whichever that is.
    private static func put() throws(TorchError) {
        let positions = try Tensor([Int64(0), 0])
        try callInPlace("aten::put_", Tensor.zeros([3]), positions, Tensor([Float(1), 2]), false)
    }

    private static func putThrowsInScope() throws -> Bool {
        do throws(TorchError) {
            try deterministic { try put() }
            return false
        } catch { return error.description.contains("deterministic") }
    }

    @Test func operatorsThatAreNotDeterministicThrowInsideTheScopeOnly() async {
        await #expect(processExitsWith: .success) {
            try ProcessTests.put()
            #expect(try ProcessTests.putThrowsInScope())
            try ProcessTests.put()
            try deterministic { try deterministic { _ = try Tensor.zeros([1]) } }
            try ProcessTests.put()
        }
    }
}
