import Datasets
import Foundation
import Phantoms
import TestSupport
import Testing

@Suite struct RecognitionTests {
    @Test func drawnFoldersAreKnownAsSynthetic() throws {
        try withTemporaryFolder { folder in
            let drawn = folder.appending(path: "drawn")
            try PhantomWriter.write(count: 1, size: 32, seed: 0, to: drawn)
            #expect(SyntheticMark.isPresent(in: drawn))
            #expect(!SyntheticMark.isPresent(in: folder))
        }
    }
}
