import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct GroupingTests {
    private func pairs(_ names: [String]) -> [Pair] {
        names.map { Pair(image: URL(filePath: "/d/\($0)"), masks: [], set: "s", name: $0, group: "") }
    }

    private func groups(_ names: [String], _ rules: DataRules = DataRules()) throws -> (
        groups: [String], grouping: Grouping
    ) {
        let (pairs, grouping) = try Grouping.applied(to: pairs(names), layout: .pairs, rules)
        return (pairs.map(\.group), grouping)
    }

    @Test(
        arguments: [
            ("patient001_slice01", "patient001"), ("p7-3", "p7"), ("p07 (3)", "p07"), ("case_12_004", "case_12"),
            ("a1 slice 2", "a1"), ("CHNCXR_0001_0", "CHNCXR_0001"), ("benign (1)", nil), ("ISIC_0000000", nil),
            ("0", nil),
            ("21_training", nil), ("patient1slice2", nil), ("frame_01", nil), ("x", nil), ("", nil),
        ] as [(String, String?)])
    func namesWithACounter(name: String, group: String?) { #expect(NameCounter.group(of: name) == group) }

    @Test func aCounterCountsFromThreePatientsOn() throws {
        let slices = (1...3).flatMap { patient in (1...3).map { "images/patient00\(patient)_slice0\($0).png" } }
        let (found, grouping) = try groups(slices + ["images/other.png"])
        #expect(Set(found) == ["patient001", "patient002", "patient003", "other"])
        #expect(grouping.words == "by the file names (patient001_slice01: patient001)")
        #expect(try groups(Array(slices.prefix(6))).grouping.rule == Grouping.Rule.none, "two patients may be chance")
        // One film of each: nothing to bring together.
        let films = (1...9).map { "CHNCXR_000\($0)_0.png" }
        #expect(try groups(films).groups == films.map { String($0.dropLast(4)) })
        #expect(try groups((1...9).map { "benign (\($0)).png" }).grouping.rule == Grouping.Rule.none)
    }

    @Test func carvanaIsKnownByItsNames() throws {
        let cars = ["00087a6bd4dc", "02159e548029"]
        let (found, grouping) = try groups(
            cars.flatMap { car in (1...16).map { "imgs/\(car)_\($0 < 10 ? "0" : "")\($0).jpg" } })
        #expect(Set(found) == Set(cars) && grouping.rule == .layout("carvana", words: "cars"))
    }

    @Test func aPatternThatWasSaid() throws {
        let names = ["images/p1/a.png", "images/p1/b.png", "images/p2/a.png"]
        let (found, grouping) = try groups(names, DataRules(groupBy: "/(p[0-9]+)/"))
        #expect(found == ["p1", "p1", "p2"] && grouping.words == "by --group-by /(p[0-9]+)/")
        func refused(_ pattern: String) -> String {
            faultMessage { _ = try groups(names, DataRules(groupBy: pattern)) }
        }
        #expect(refused("(p1)").contains("finds no group in 1 of 3 images (s/images/p2/a.png)"))
        #expect(refused("p[0-9]+").contains("has no group; put what names the patient into brackets"))
        #expect(refused("(p[0-9").contains("is no regular expression"))
    }

    @Test func aTableThatWasSaid() throws {
        try withTemporaryFolder { root in
            let file = root.appending(path: "patients.csv")
            func grouped(_ text: String, _ names: [String] = ["images/a.png", "images/b.png", "images/x/a.png"]) throws
                -> (groups: [String], grouping: Grouping)
            {
                try Data(text.utf8).write(to: file)
                try GroupTable(file: file).requireUse(in: pairs(names))
                return try groups(names, DataRules(groups: file))
            }
            let (found, grouping) = try grouped("image,group\nimages/a.png,p\nb,p\nimages/x/a.png,q\n")
            #expect(found == ["p", "p", "q"] && grouping.words == "by patients.csv")
            let part = try grouped("group,set,image\np,s,b.png\n")
            #expect(part.groups == ["images/a.png", "p", "images/x/a.png"])
            #expect(
                part.grouping.notes == [
                    "2 images are not in patients.csv and count alone: images/a.png, images/x/a.png"
                ])
            for (text, reason) in [
                ("image,patient\n", "line 1: a table of groups begins with image,group, not \"image,patient\""),
                ("image,group\nb.png,\n", "line 2: an image and its group are wanted"),
                ("image,group\na.png,p\n", "line 2: a.png is the name of 2 images; write their paths in the set"),
                ("image,group\nb.png,p\nb,q\n", "line 3: b is of group q here and of p above"),
                ("image,group\nb.png,p\nc.png,q\n", "line 3: c.png is no image of the data"),
                ("image,group,set\nb.png,p,t\n", "line 2: t/b.png is no image of the data"),
            ] {
                let message = faultMessage { _ = try grouped(text) }
                #expect(message.contains(reason), "\(message)")
            }
            let gone = root.appending(path: "none.csv")
            #expect(faultMessage { _ = try GroupTable(file: gone) }.contains("none.csv: cannot be read"))
        }
    }
}
