import Testing

@testable import Imaging

struct PyramidTests {
    private func level(_ side: Int) -> ImageSource {
        ImageSource(width: side, height: side, component: .uint8) { () throws(FileFault) in throw .damaged("no pixels")
        }
    }

    /// Where the largest page is too large, the error names a smaller one that fits.
    @Test func aPageThatFitsIsNamed() throws {
        var file = ImageFile(.tiff, [level(100_000), level(50_000), level(25_000)])
        file.isPyramid = true
        let reason =
            "its header announces 100000 x 100000 pixels, more than the 2 GiB that Pleura takes. Its smaller copy of "
            + "25000 x 25000 pixels (page 3) fits: save that as a file."
        #expect(throws: FileFault.unsupported(reason)) { _ = try file.source(nil) }
        #expect(try file.source(2).width == 25_000)
        #expect(file.pageCount == 1)
    }

    @Test func otherFilesAreToBeScaled() {
        let reason =
            "its header announces 100000 x 100000 pixels, more than the 2 GiB that Pleura takes. Scale it down or cut "
            + "it into tiles."
        #expect(throws: FileFault.unsupported(reason)) {
            _ = try ImageFile(.tiff, [level(100_000)]).source(nil)
        }
    }

    @Test func namesOfOMEAreUnescaped() {
        let tags = XMLTags("<?xml version='1.0'?><OME><ome:Channel Name=\"a &amp; &#181;b\" ID='1'/></OME>").tags
        #expect(tags.map(\.name) == ["OME", "Channel"])
        #expect(tags.last?.attributes == ["Name": "a & µb", "ID": "1"])
    }

    @Test func linesOfRescalingKnowTheirType() {
        #expect(Rescale(slope: 1, intercept: 0) == nil)
        #expect(Rescale(slope: .nan, intercept: 0) == nil)
        #expect(Rescale(slope: 1, intercept: -1024)?.component(of: .uint16, bits: 12) == .int16)
        #expect(Rescale(slope: 1, intercept: -1024)?.component(of: .uint16, bits: 16) == .int32)
        #expect(Rescale(slope: 2, intercept: 0)?.component(of: .uint16, bits: 15) == .uint16)
        #expect(Rescale(slope: 0.5, intercept: 0)?.component(of: .int16, bits: 16) == .float32)
    }
}
