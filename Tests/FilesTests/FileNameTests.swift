import Files
import Testing

struct FileNameTests {
    @Test func ofImages() {
        #expect(FileName.ofImage("CXR_png/CHNCXR_0001_0.png") == "CXR_png_CHNCXR_0001_0")
        #expect(FileName.ofImage("../../é b$(x).tar.png") == "_..___b__x_.tar")
        #expect(FileName.ofImage(".png") == "png")
        #expect(FileName.ofImage("") == "image")
        #expect(FileName.ofImage(String(repeating: "a", count: 300) + ".png").count == 80)
    }

    @Test func ofCharts() {
        #expect(FileName.ofChart("é/../x y'") == "-----x-y-")
        #expect(FileName.ofChart("") == "chart")
        #expect(FileName.ofChart(String(repeating: "a", count: 90)).count == 60)
    }

    @Test func ofSettings() {
        #expect(FileName.ofSetting("lr=0.001, é_a-") == "lr-0.001-_a")
        #expect(FileName.ofSetting("--") == "x")
    }
}
