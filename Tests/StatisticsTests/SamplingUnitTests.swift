import Testing

@testable import Statistics

@Suite struct SamplingUnitTests {
    private func unit(_ groups: [(image: String, group: String)]) -> SamplingUnit {
        SamplingUnit(groups.map { ImageScore(set: "s", image: $0.image, group: $0.group, values: [.dice: 1]) })
    }

    @Test func ownNamesAreImages() {
        #expect(unit([("images/a.png", "a"), ("images/b.png", "images/b.png"), ("images/c.png", "")]) == .image)
        #expect(unit([("images/a.png", "a"), ("images/b.png", "p")]) == .group)
    }

    /// Images that are alike count as one, and are still called images; patients that are joined stay patients.
    @Test func joinedGroups() {
        #expect(unit([("images/a.png", "s/a and 1 like it"), ("images/b.png", "s/a and 1 like it")]) == .image)
        #expect(unit([("images/a.png", "s/p1 and 1 like it"), ("images/b.png", "s/p1 and 1 like it")]) == .group)
    }

    @Test func aGroupThatWasJoinedAcrossSetsIsOne() throws {
        let scores = [("s", "a"), ("t", "b"), ("t", "c")].map { set, name in
            ImageScore(
                set: set, image: "\(name).png", group: name == "c" ? "c" : "s/a and 1 like it", values: [.dice: 1])
        }
        let table = try ScoreTable([ArmScores(name: "x", runs: [.init(seed: 0, scores: scores)])])
        #expect(Set(table.groups).count == 2)
    }
}
