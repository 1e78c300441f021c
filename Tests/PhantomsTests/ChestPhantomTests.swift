import Foundation
import Imaging
import Testing

@testable import Phantoms

@Suite struct ChestPhantomTests {
    @Test func isAFunctionOfSeedIndexAndSize() throws {
        let phantom = try ChestPhantom(size: 64, seed: 3, index: 5)
        #expect(try ChestPhantom(size: 64, seed: 3, index: 5) == phantom)
        #expect(try ChestPhantom(size: 64, seed: 3, index: 6).film != phantom.film)
        #expect(try ChestPhantom(size: 64, seed: 4, index: 5).mask != phantom.mask)
    }

    /// The bytes were recorded on x86-64 Linux: another machine that draws other ones breaks the promise of equal films.
    @Test func bytesAreTheSameOnEveryMachine() throws {
        let phantom = try ChestPhantom(size: 96, seed: 0, index: 0)
        #expect(Self.fingerprint(phantom.film) == 80_363_322_859_939_887)
        #expect(Self.fingerprint(phantom.mask) == 8_441_238_932_513_985_644)
    }

    @Test func sizesOutsideTheRangeAreRefused() {
        for size in [-1, 0, 31, 4097] {
            #expect(throws: ImageError.self) { try ChestPhantom(size: size, seed: 0, index: 0) }
        }
    }

    @Test func masksHoldTwoLungsOfPlausibleArea() throws {
        var twoParts = 0
        var areas: [Double] = []
        for index in 0..<50 {
            let mask = try ChestPhantom(size: 64, seed: 11, index: index).mask
            #expect(Set(mask.bytes) == [0, 255])
            let lung = mask.bytes.map { $0 == 255 }
            let area = Double(lung.count { $0 }) / Double(lung.count)
            #expect((0.08...0.5).contains(area), "film \(index)")
            areas.append(area)
            // Crumbs that the film's border cuts off are no lungs of their own.
            if Self.parts(lung, width: 64).count(where: { $0 > 20 }) == 2 { twoParts += 1 }
        }
        #expect(twoParts >= 46)
        // Real films: 0.15 to 0.37 with a mean of 0.26 (Shenzhen and Montgomery).
        let mean = areas.reduce(0, +) / 50
        #expect((0.22...0.31).contains(mean))
    }

    @Test func filmsAreDarkerInTheLungsAndUseTheGreyScale() throws {
        var lungGreys: [Double] = []
        for index in 0..<50 {
            let phantom = try ChestPhantom(size: 64, seed: 12, index: index)
            let pairs = zip(phantom.film.bytes, phantom.mask.bytes)
            let inside = pairs.filter { $0.1 == 255 }.map { Double($0.0) }
            let outside = pairs.filter { $0.1 == 0 && $0.0 > 40 }.map { Double($0.0) }
            let (lung, body) = (Self.mean(inside), Self.mean(outside))
            #expect(lung < body, "film \(index)")
            #expect(Set(phantom.film.bytes).count > 60, "film \(index)")
            lungGreys.append(lung)
        }
        // Exposures vary: some lungs are nearly black, some a light grey.
        #expect((lungGreys.min() ?? 0) < 60)
        #expect((lungGreys.max() ?? 0) > 110)
    }

    /// The same body at another size: masks agree but for the edges.
    @Test func sizeChangesTheSamplingNotTheBody() throws {
        let small = try ChestPhantom(size: 64, seed: 2, index: 0).mask
        let large = try ChestPhantom(size: 192, seed: 2, index: 0).mask
        var agreeing = 0
        for y in 0..<64 {
            for x in 0..<64 where small.bytes[y * 64 + x] == large.bytes[(3 * y) * 192 + 3 * x] { agreeing += 1 }
        }
        #expect(agreeing > 4000)
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

    /// FNV-1a over the bytes.
    private static func fingerprint(_ image: Image) -> UInt64 {
        image.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// Sizes of the 4-connected parts of a picture.
    private static func parts(_ picture: [Bool], width: Int) -> [Int] {
        var isOpen = picture
        var sizes: [Int] = []
        for start in isOpen.indices where isOpen[start] {
            var stack = [start]
            var size = 0
            isOpen[start] = false
            while let place = stack.popLast() {
                size += 1
                let x = place % width
                let neighbours = [
                    x > 0 ? place - 1 : -1, x < width - 1 ? place + 1 : -1, place - width, place + width,
                ]
                for next in neighbours where isOpen.indices.contains(next) && isOpen[next] {
                    isOpen[next] = false
                    stack.append(next)
                }
            }
            sizes.append(size)
        }
        return sizes
    }
}
