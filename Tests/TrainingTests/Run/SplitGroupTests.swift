import Datasets
import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Training

@Suite(.serialized)
struct SplitGroupTests {
    /// Once, `metrics.csv` named each image's stem as its group, whatever the split file said.
    @Test func theTableOfTheTestNamesTheGroupsOfTheSplitFile() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            let split = folder.appending(path: "split.csv")
            let rows = (0..<10).map { i in
                "images/disc-0\(i).png,discs,\(i < 5 ? "train" : i < 7 ? "validation" : "test"),patient-\(i / 7 + i / 9)\n"
                    .replacing("patient-0", with: i < 5 ? "patient-a" : "patient-b")
            }
            try Data(("image,set,subset,group\n" + rows.joined()).utf8).write(to: split)
            var recipe = SmallRun.recipe(data, epochs: 1)
            recipe.split.file = split.path
            let results = try SmallRun.begin(recipe, out).train { _ in }
            let expected = ["patient-1", "patient-1", "patient-2"]
            #expect(results.images.map(\.group) == expected)
            #expect(try TestRow.read(RunFolder(out).metrics).rows.map(\.group) == expected)
            #expect(try Split(file: RunFolder(out).split) == Split(file: split))
        }
    }
}
