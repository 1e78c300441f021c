import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Folders as a hospital's archive exports them: series within, files without an ending.
struct ArchiveTests {
    private static let dicom = Fixtures.tests.appending(path: "ImagingTests/Fixtures/table/dicom_explicit.dcm")

    @Test func filesWithoutEndingAreKnownByTheirContent() throws {
        try withTemporaryFolder { root in
            let series = root.appending(path: "PA000001/SE0001")
            try FileManager.default.createDirectory(at: series, withIntermediateDirectories: true)
            for name in ["IM000000", "1.2.840.113619.2"] {
                try FileManager.default.copyItem(at: Self.dicom, to: series.appending(path: name))
            }
            try Data("no image".utf8).write(to: series.appending(path: "DIRFILE"))
            for place in [root, series] {
                let found = try ImageFile.found(in: [place]).map(\.url.lastPathComponent)
                #expect(found == ["1.2.840.113619.2", "IM000000"])
            }
        }
    }

    /// Folders of other pictures may hold masks: they are named, not entered.
    @Test func foldersOfOtherPicturesAreNotEntered() throws {
        try withTemporaryFolder { root in
            let folder = root.appending(path: "outlines")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data().write(to: folder.appending(path: "a.png"))
            #expect(throws: DatasetError.self) { try ImageFile.found(in: [root]) }
        }
    }
}
