import Foundation
import Testing

@testable import Datasets

@Suite struct FoldsTests {
    /// Two images of each patient, so many patients in each set.
    private static func pairs(_ sets: [String: Int]) -> [Pair] {
        sets.sorted { $0.key < $1.key }.flatMap { set, patients in
            (0..<patients).flatMap { patient in
                ["a", "b"].map { view in
                    let name = "p\(patient)-\(view).png"
                    return Pair(
                        image: URL(filePath: "/d/\(name)"), masks: [URL(filePath: "/m/\(name)")], set: set, name: name,
                        group: "p\(patient)")
                }
            }
        }
    }

    @Test func everyImageIsTestedOnceAndNoPatientIsCut() throws {
        let pairs = Self.pairs(["one": 13, "two": 5])
        let folds = try Split.folds(of: pairs, count: 5, seed: 3)
        #expect(folds.count == 5)
        var tested: [ImageKey: Int] = [:]
        for fold in folds {
            #expect(fold.entries.count == pairs.count && fold.count(.validation) > 0)
            for (_, members) in Dictionary(grouping: fold.entries, by: { "\($0.key.set)/\($0.group)" }) {
                #expect(Set(members.map(\.subset)).count == 1)
            }
            for entry in fold.entries where entry.subset == .test { tested[entry.key, default: 0] += 1 }
            #expect((4...6).contains(fold.entries.count { $0.subset == .test && $0.key.set == "one" }))
            #expect(fold.entries.count { $0.subset == .test && $0.key.set == "two" } == 2)
        }
        #expect(tested.count == pairs.count && tested.values.allSatisfy { $0 == 1 })
        #expect(try Split.folds(of: pairs.reversed(), count: 5, seed: 3) == folds)
        #expect(try Split.folds(of: pairs, count: 5, seed: 4) != folds)
    }

    @Test(arguments: [(1, "1 folds"), (14, "at most 13")])
    func foldsThatCannotBeAreRefused(count: Int, part: String) throws {
        let error = #expect(throws: DatasetError.self) {
            _ = try Split.folds(of: Self.pairs(["one": 13, "two": 5]), count: count, seed: 0)
        }
        #expect("\(try #require(error))".contains(part))
    }

    @Test func theSearchDoesNotSeeTheTest() throws {
        let pairs = Self.pairs(["one": 20, "two": 10])
        let plain = try Split(of: pairs, seed: 1, test: 0.2, validation: 0)
        let search = try plain.withoutTest(seed: 1)
        #expect(search.count(.test) == 0 && search.count(.unused) == plain.count(.test))
        #expect(search.count(.validation) == 2 * (2 + 1), "a tenth of 16 and of 8 groups, two images each")
        #expect(try search.used(of: pairs).count == pairs.count - plain.count(.test))
        // The same as a split that has a validation subset from the start.
        let whole = try Split(of: pairs, seed: 1, test: 0.2, validation: 0.1)
        #expect(search.entries.filter { $0.subset == .validation } == whole.entries.filter { $0.subset == .validation })
        #expect(try whole.withoutTest(seed: 1).count(.validation) == whole.count(.validation))
        let few = try Split(of: Self.pairs(["one": 2]), seed: 1, test: 0.5, validation: 0)
        #expect(throws: DatasetError.self) { _ = try few.withoutTest(seed: 1) }
    }
}
