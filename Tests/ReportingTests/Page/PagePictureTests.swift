import Foundation
import Imaging
import Overlays
import Testing

@testable import Reporting

@Suite struct PagePictureTests {
    /// Fills a path by the even-odd rule: a pixel is inside where a ray to its left crosses an odd number of edges.
    private func filled(_ path: String, width: Int, height: Int) -> [Bool] {
        var crossings = [Int](repeating: 0, count: width * height)
        for outline in path.split(separator: "M") {
            let words = outline.matches(of: /([hv]?)(-?[0-9]+)/)
            var (x, y) = (Int(words[0].2) ?? 0, Int(words[1].2) ?? 0)
            let start = (x, y)
            func move(to target: (Int, Int)) {
                for row in min(y, target.1)..<max(y, target.1) {
                    for column in x..<width { crossings[row * width + column] += 1 }
                }
                (x, y) = target
            }
            for word in words.dropFirst(2) {
                let by = Int(word.2) ?? 0
                move(to: word.1 == "h" ? (x + by, y) : (x, y + by))
            }
            #expect(x == start.0 || y == start.1, "the closing stretch runs along an edge")
            move(to: start)
        }
        return crossings.map { $0 % 2 == 1 }
    }

    @Test func aSquareWithAHoleIsTwoOutlines() {
        let inside = [
            false, false, false, false, false,
            false, true, true, true, false,
            false, true, false, true, false,
            false, true, true, true, false,
        ]
        #expect(RegionPath.data(of: inside, width: 5, height: 4) == "M1 1h3v3h-3zM2 3h1v-1h-1z")
        #expect(RegionPath.data(of: [false], width: 1, height: 1).isEmpty)
        #expect(RegionPath.data(of: [true], width: 1, height: 1) == "M0 0h1v1h-1z")
    }

    /// Whatever the region, with touching corners, holes and islands in holes: the path gives it back.
    @Test(arguments: 0..<20) func thePathGivesTheRegionBack(seed: Int) {
        let (width, height) = (9 + seed % 5, 7 + seed % 3)
        var state = UInt64(seed) &* 0x9E37_79B9 &+ 1
        let inside = (0..<width * height).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 62 != 0
        }
        #expect(
            filled(RegionPath.data(of: inside, width: width, height: height), width: width, height: height) == inside)
    }

    @Test(arguments: [1_000_000, 60_000, 1])
    func picturesThatTakeTooMuchAreMadeSmaller(budget: Int) throws {
        let parts = try Sample.chest(side: 512, seed: 1, shift: 9)
        var tried: [(longest: Int, bytes: Int)] = []
        let (pictures, longest) = try PagePicture.fitting(longest: 512, budget: budget) { longest in
            let picture = try PagePicture(of: parts, longest: longest)
            tried.append((longest, picture.byteCount))
            return [1: picture]
        }
        #expect(tried.first?.longest == 512 && longest == tried.last?.longest && pictures[1]?.width == longest)
        #expect(zip(tried, tried.dropFirst()).allSatisfy { $0.longest > $1.longest })
        #expect(tried.dropLast().allSatisfy { $0.bytes > budget }, "smaller only where it must be")
        switch budget {
        case 1: #expect(longest == 64, "the smallest that is still a picture")
        case 60_000: #expect(tried.count > 1 && tried.last.map { $0.bytes <= budget } == true)
        default: #expect(tried.count == 1)
        }
    }

    @Test func regionsAreWhereModelAndTruthAgreeAndWhereNot() throws {
        let film = try Image(grey: [10, 20, 30, 40], width: 4, height: 1)
        let truth = try Image(grey: [0, 255, 255, 0], width: 4, height: 1)
        let prediction = try Image(grey: [0, 0, 1, 1], width: 4, height: 1)
        let picture = try PagePicture(
            of: SegmentedImage(image: film, reference: truth, predictions: [prediction, nil]), longest: 100)
        #expect(
            picture.regions == [
                .init(correct: "M2 0h1v1h-1z", falsePositive: "M3 0h1v1h-1z", missed: "M1 0h1v1h-1z"), nil,
            ])
        #expect(picture.jpeg.prefix(3) == [0xFF, 0xD8, 0xFF])
        let half = try PagePicture(of: SegmentedImage(image: film, reference: truth, predictions: []), longest: 2)
        #expect(half.width == 2 && half.height == 1)
    }

    @Test func picturesThatTakeTooMuchAreMadeSmaller() throws {
        var sizes: [Int] = []
        let noisy = try Sample.chest(side: 200, seed: 1, shift: 3)
        let (pictures, longest) = try PagePicture.fitting(longest: 200, budget: 20_000) { longest in
            sizes.append(longest)
            return Dictionary(
                uniqueKeysWithValues: try (0..<3).map {
                    ($0, try PagePicture(of: noisy, longest: longest))
                })
        }
        #expect(sizes.count > 1 && sizes.first == 200 && sizes.last == longest)
        #expect(pictures.values.reduce(0) { $0 + $1.byteCount } <= 20_000)
        #expect(pictures.count == 3)
    }

    @Test(arguments: [(0, 0, 0), (5, 0, 5), (200, 0, 200), (201, 50, 100), (500, 50, 100)])
    func upToTwoHundredAllAreShownAndThenAChoice(count: Int, extremes: Int, others: Int) {
        let images = (0..<count).map {
            ScoredImage(id: .init(set: "s", image: "\($0)"), dice: Double(($0 * 7919) % 1009) / 1009)
        }
        let selection = PictureSelection(of: images, seed: 3)
        #expect(selection.best.count == extremes && selection.worst.count == extremes)
        #expect(selection.drawn.count == others)
        #expect(selection.ids.count == min(count, 200) && selection.isComplete == (count <= 200))
        #expect(selection == PictureSelection(of: images.reversed(), seed: 3))
        guard count > 200 else { return }
        #expect(selection.drawn != PictureSelection(of: images, seed: 4).drawn)
        let sorted = images.compactMap(\.dice).sorted()
        #expect(selection.worst.compactMap(\.dice) == Array(sorted.prefix(50)))
        #expect(selection.best.compactMap(\.dice) == sorted.suffix(50).reversed())
    }
}
