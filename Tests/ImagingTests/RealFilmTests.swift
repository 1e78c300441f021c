import Foundation
import Imaging
import TestSupport
import Testing

struct RealFilmTests {
    /// The sums of all samples, as Pillow and numpy give them: `numpy.asarray(Image.open(file)).sum()`.
    @Test(
        .enabled(if: Fixtures.realData != nil, "../shared/data is not here"),
        arguments: [
            ("lungs/ShenzhenSet/CXR_png/CHNCXR_0001_0.png", 44_751_768, 1),
            ("lungs/MontgomerySet/CXR_png/MCUCXR_0001_0.png", 30_540_330, 1),
            ("lungs/MontgomerySet/ManualMask/leftMask/MCUCXR_0001_0.png", 7_893_633, 1),
            ("membrane/images/00.png", 35_971_420, 1),
            ("nuclei/images/003cee89357d9fe1.png", 18_484_809, 4),
        ])
    func sumsEqualPillows(_ name: String, _ sum: Int, _ channels: Int) throws {
        let data = try #require(Fixtures.realData)
        let image = try Codec.decode(data.appending(path: name))
        #expect(image.channels == channels)
        #expect(image.samples.reduce(0) { $0 + Int($1) } == sum)
    }
}
