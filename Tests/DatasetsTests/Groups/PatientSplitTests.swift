import Foundation
import TestSupport
import Testing

@testable import Datasets

/// A set whose patients have 1 to 40 images.
@Suite struct PatientSplitTests {
    private static func pairs(_ set: String = "s", patients: Int = 40) -> [Pair] {
        (1...patients).flatMap { patient in
            (1...patient).map { image in
                let name = "p\(patient)_\(image).png"
                return Pair(image: URL(filePath: "/\(name)"), masks: [], set: set, name: name, group: "p\(patient)")
            }
        }
    }

    private static func subsets(_ split: Split) -> [String: Set<Subset>] {
        Dictionary(grouping: split.entries, by: { "\($0.key.set)/\($0.group)" }).mapValues { Set($0.map(\.subset)) }
    }

    @Test func sharesCountPatientsAndNoneIsCut() throws {
        let pairs = Self.pairs() + Self.pairs("t", patients: 5)
        for seed in 0..<10 {
            let split = try Split(of: pairs, seed: UInt64(seed))
            let subsets = Self.subsets(split)
            #expect(subsets.values.allSatisfy { $0.count == 1 })
            for (set, test, validation) in [("s/", 8, 3), ("t/", 1, 1)] {
                let own = subsets.filter { $0.key.hasPrefix(set) }
                #expect(
                    own.values.count { $0 == [.test] } == test && own.values.count { $0 == [.validation] } == validation
                )
            }
        }
    }

    @Test func foldsTestEveryPatientOnce() throws {
        let folds = try Split.folds(of: Self.pairs(), count: 5, seed: 2)
        let tested = folds.flatMap { Set($0.entries.filter { $0.subset == .test }.map(\.group)) }
        #expect(tested.count == 40 && Set(tested).count == 40)
        #expect(folds.allSatisfy { Self.subsets($0).values.allSatisfy { $0.count == 1 } })
    }

    /// Images that are alike across sets stay together, in splits, folds and searches, and the rest is drawn as before.
    @Test func groupsThatAreJoinedAcrossSets() throws {
        let pairs = Self.pairs("a", patients: 8) + Self.pairs("b", patients: 8)
        let (first, second) = (0, pairs.count - 1)
        let twins = Twins(
            links: [.init(first: first, second: second, isExact: true, correlation: 1)], count: pairs.count)
        let joined = twins.joined(pairs)
        func together(_ split: Split) throws -> Bool {
            Set(try split.subsets(of: [joined[first], joined[second]])).count == 1
        }
        for seed in 0..<20 {
            let split = try Split(of: joined, seed: UInt64(seed), test: 0.3, validation: 0.3)
            #expect(try together(split))
            #expect(try Split(csv: split.csv, file: "split.csv") == split, "a joined group is one in the file too")
            #expect(try together(split.withoutTest(seed: UInt64(seed))))
            for fold in try Split.folds(of: joined, count: 4, seed: UInt64(seed)) { #expect(try together(fold)) }
            let taken = try Split.folds(of: pairs, count: 4, seed: UInt64(seed), groups: split)
            for fold in taken { #expect(try together(fold)) }
            #expect(split.grouped(pairs) == joined)
        }
    }

    @Test func ownTestImagesAreKeptAndTheirPatientsDoNotTrain() throws {
        var pairs = Self.pairs(patients: 10)
        for i in pairs.indices {
            if ["p9", "p10"].contains(pairs[i].group) { pairs[i].subset = .test } else { pairs[i].subset = .train }
        }
        // One image of a tested patient was put into the training folder, and one is marked unused.
        let leak = try #require(pairs.firstIndex { $0.name == "p10_1.png" })
        pairs[leak].subset = .train
        pairs[0].subset = .unused
        let split = try Split(of: pairs, seed: 1)
        #expect(split.count(.test) == 18 && split.count(.unused) == 2)
        #expect(split.leftOut(of: pairs) == [ImageKey(set: "s", name: "p10_1.png")])
        #expect(split.count(.validation) > 0)
        #expect(Set(split.entries.filter { $0.subset == .test }.map(\.group)) == ["p9", "p10"])
        #expect(try Split(csv: split.csv, file: "split.csv") == split, "unused images may share a patient")
        for fold in try Split.folds(of: pairs, count: 3, seed: 1) {
            #expect(fold.entries.filter { $0.subset == .unused }.count == 20, "own test images stay unread")
        }
        // Only training images: the set has no test of its own, and one is drawn.
        for i in pairs.indices { pairs[i].subset = .train }
        #expect(try Split(of: pairs, seed: 1).count(.test) > 0)
    }
}
