import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// Norm and first values of a tensor of SMP's.
struct Summary: Decodable {
    let norm: Double
    let first: [Double]
}

/// Compares norm and first values; `tolerance` is relative to the norm, and to ten times the typical value.
func expectClose(_ tensor: Tensor, _ expected: Summary, _ tolerance: Double, _ what: @autoclosure () -> String) throws {
    let exact = try tensor.detached().to(.float64)
    let norm = try exact.norm().item()
    #expect(abs(norm - expected.norm) <= tolerance * expected.norm, "\(what()): norm \(norm), SMP's \(expected.norm)")
    let head: [Double] = try exact.contiguous().flattened()
        .narrowed(axis: 0, start: 0, length: expected.first.count).array()
    let typical = norm / Double(max(1, tensor.count)).squareRoot()
    let scale = max(typical, 1e-12, expected.first.map(abs).max() ?? 0)
    let worst = zip(head, expected.first).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance * 10 * scale, "\(what()): first values differ by \(worst)")
}

/// Golden files of a kind: `names("forward")` are those of `forward_*.json`, without the kind.
func goldenNames(_ kind: String) -> [String] {
    let folder = Fixtures.tests.appending(path: "Golden")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasPrefix(kind + "_") && $0.hasSuffix(".json") }
        .map { String($0.dropFirst(kind.count + 1).dropLast(5)) }.sorted()
}

/// For tests on small images: suites share the processor better by running side by side than each by several threads,
/// which wait for each other wherever the machine has other work too.
func computeOnOneThread() throws { try setThreadCount(1) }
