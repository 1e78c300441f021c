import Experiments
import Foundation
import Testing

@Suite struct StudyFolderTests {
    @Test func runsLieInOneFolder() {
        let study = StudyFolder(URL(filePath: "/somewhere/study"))
        #expect(study.run("unet-adam").state.path == "/somewhere/study/runs/unet-adam/checkpoints/last.state")
    }
}
