import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// The numbers of `Fixtures/make_intensity.py`.
private struct IntensityFixture: Decodable {
    struct Scaled: Decodable {
        let low, high: Double
        let values: [Float]
    }

    struct Moments: Decodable {
        let mean, deviation: Double
    }

    let film, int16, float32, bytes, label, dark: Scaled
    let stains: [Scaled]
    let zscore, window: [Float]
    let brightness: Moments
    let bytesBrightness: Moments

    static func read() throws -> IntensityFixture {
        let file = Fixtures.tests.appending(path: "DatasetsTests/Fixtures/intensity.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(IntensityFixture.self, from: Data(contentsOf: file))
    }
}

private let (width, height) = (80, 64)

/// Samples as the fixture's script makes them.
private let film = (0..<width * height).map { i in
    let (x, y) = (i % width, i / width)
    return (x * 37 + y * 91 + x * y * 7) % 3000 + 400
}

private let pattern = (0..<width * height).map { i -> UInt8 in
    let (x, y) = (i % width, i / width)
    return UInt8((x * 7 + y * 13 + x * y * 3) % 256)
}

private func image<Sample: BitwiseCopyable>(
    _ samples: [Sample], _ component: Image.Component, channels: Int = 1, names: [String] = [], hasAlpha: Bool = false
) throws -> Image {
    try Image(
        width: width, height: height, channels: channels, component: component,
        bytes: samples.withUnsafeBytes { Array($0) }, hasAlpha: hasAlpha, channelNames: names)
}

/// The values of an image by a rule.
private func values(
    _ image: Image, _ rule: Intensity, channels: Int = 1
) throws -> (values: [Float], remarks: Set<ImageRemark>, brightness: Brightness) {
    let value = try Preprocessing(
        size: nil, intensity: rule, channels: channels, mean: [Double](repeating: 0, count: channels),
        deviation: [Double](repeating: 1, count: channels))
    let prepared = try value.prepared(image)
    let found: [Float] =
        switch prepared.samples {
        case .bytes(let values): values.map { Float($0) / 255 }
        case .halves(let values): values.map(Float.init)
        case .floats(let values): values
        }
    return (found, prepared.remarks, prepared.brightness)
}

private func areNear(_ found: [Float], _ expected: [Float], by limit: Float = 2e-7) -> Bool {
    let spread = stride(from: 0, to: found.count, by: 97).map { found[$0] }
    return spread.count == expected.count && zip(spread, expected).allSatisfy { abs($0 - $1) <= limit }
}

@Suite struct IntensityTextTests {
    @Test(arguments: ["auto", "full-scale", "percentile", "zscore", "window:40,400", "window:-600.5,1500"])
    func rulesByName(_ text: String) throws {
        let rule = try #require(Intensity(rawValue: text))
        #expect(rule.rawValue == text)
        let json = try JSONEncoder().encode([rule])
        #expect(try JSONDecoder().decode([Intensity].self, from: json) == [rule])
    }

    @Test(arguments: [
        "", "fullscale", "window", "window:", "window:40", "window:40,0", "window:40,-1", "window:a,b",
        "window:1,2,3", "window:nan,1", "window:1e308,1e308", "window:1,inf",
    ])
    func whatIsNoRule(_ text: String) {
        #expect(Intensity(rawValue: text) == nil)
        #expect {
            try JSONDecoder().decode([Intensity].self, from: JSONEncoder().encode([text]))
        } throws: { "\($0)".contains("auto, full-scale, percentile, zscore or window:CENTRE,WIDTH") }
    }
}

@Suite struct IntensityRuleTests {
    @Test func percentilesAreNumpys() throws {
        let fixture = try IntensityFixture.read()
        #expect(areNear(try values(image(film.map(UInt16.init), .uint16), .percentile).values, fixture.film.values))
        #expect(
            areNear(try values(image(film.map { Int16($0 - 2000) }, .int16), .percentile).values, fixture.int16.values))
        #expect(areNear(try values(image(film.map(Int32.init), .int32), .percentile).values, fixture.film.values))
        #expect(
            areNear(
                try values(image(film.map { Float($0) * 0.25 - 1 }, .float32), .percentile).values,
                fixture.float32.values))
        let histogram = SampleHistogram(film.map(Double.init))
        #expect(histogram.percentileRange == .init(low: fixture.film.low, high: fixture.film.high))
    }

    /// A file's depth means nothing: 8 bits, 16 bits scaled by 257, and float32 from 0 to 1.
    @Test func depthMeansNothing() throws {
        let fixture = try IntensityFixture.read()
        let bytes = pattern
        for rule in [Intensity.fullScale, .percentile, .zscore] {
            let eight = try values(image(bytes, .uint8), rule).values
            let sixteen = try values(image(bytes.map { UInt16($0) * 257 }, .uint16), rule).values
            let real = try values(image(bytes.map { Double($0) / 255 }, .float64), rule).values
            #expect(zip(eight, sixteen).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(zip(eight, real).allSatisfy { abs($0 - $1) < 1e-6 })
            if rule == .percentile { #expect(areNear(eight, fixture.bytes.values)) }
        }
        // 12 bits in 16.
        let twelve = try values(image(film.map(UInt16.init), .uint16), .percentile).values
        let full = try values(image(film.map { UInt16($0 * 16) }, .uint16), .percentile).values
        #expect(zip(twelve, full).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func theOtherRules() throws {
        let fixture = try IntensityFixture.read()
        let deep = try image(film.map(UInt16.init), .uint16)
        #expect(areNear(try values(deep, .zscore).values, fixture.zscore, by: 1e-6))
        #expect(areNear(try values(deep, .window(centre: 1750, width: 1500)).values, fixture.window))
        let samples: [UInt16] = Array(repeating: 0, count: 5118) + [32768, 65535]
        #expect(try values(image(samples, .uint16), .fullScale).values.suffix(2) == [Float(32768.0 / 65535), 1])
    }

    /// The bits of version 0.1: bytes as they are, deeper images by their percentiles.
    @Test func autoOfOldModelFiles() throws {
        let fixture = try IntensityFixture.read()
        let deep = try values(image(film.map(UInt16.init), .uint16), .auto)
        #expect(areNear(deep.values, fixture.film.values) && deep.remarks.isEmpty)
        let bytes = try image((0..<5120).map { UInt8($0 % 251) }, .uint8)
        #expect(try values(bytes, .auto).values == values(bytes, .fullScale).values)
        #expect(try values(bytes, .auto).values[7] == Float(7) / 255)
        // Without the rule for labels: 2 % of the pixels at full scale set the range.
        var labelled = film.map(UInt16.init)
        for i in 0..<102 { labelled[i] = 65535 }
        #expect(try values(image(labelled, .uint16), .auto).values[5000] < 0.06)
    }

    /// 2 % of the pixels are a label burned in: what the rest is does not change.
    @Test func labelsDoNotDarkenTheRest() throws {
        let fixture = try IntensityFixture.read()
        for (value, expected) in [(65535, fixture.label), (4000, fixture.label), (0, fixture.dark)] {
            var labelled = film.map(UInt16.init)
            for i in 0..<102 { labelled[i] = UInt16(value) }
            let found = try values(image(labelled, .uint16), .percentile)
            #expect(areNear(found.values, expected.values) && found.remarks == [.label], "\(value)")
        }
        // The same in 8 bits: a film from 25 to 212 and a label at 255.
        var bytes = film.map { UInt8($0 / 16) }
        for i in 0..<102 { bytes[i] = 255 }
        let found = try values(image(bytes, .uint8), .percentile)
        #expect(found.remarks == [.label] && found.values[0] == 1)
        let rest = SampleHistogram(bytes[102...].map(UInt16.init))
        #expect(
            abs(
                Double(found.values[5000]) - (Double(bytes[5000]) - rest.percentiles(0..<5018).low)
                    / (rest.percentiles(0..<5018).high - rest.percentiles(0..<5018).low)) < 1e-6)
    }

    /// Saturated skin and saturated cells are the image itself, no label.
    @Test func whatIsNoLabel() throws {
        // A third of the film is saturated.
        var saturated = film.map(UInt16.init)
        for i in 0..<1700 { saturated[i] = 4095 }
        let film = try values(image(saturated, .uint16), .percentile)
        #expect(film.remarks.isEmpty && film.values[0] == 1)
        // Background noise from 0 to 3 with cells at 65535: the noise stays dark.
        var cells = (0..<5120).map { UInt16($0 % 4) }
        for i in 0..<150 { cells[i] = 65535 }
        let sparse = try values(image(cells, .uint16), .percentile)
        #expect(sparse.remarks.isEmpty && sparse.values[0] == 1 && sparse.values[4999] < 1e-4)
    }

    /// Fluorescence after background subtraction: 0 everywhere but in a few pixels, which must not vanish.
    @Test func equalPercentilesGiveWayToTheExtremes() throws {
        var samples = [UInt16](repeating: 0, count: width * height)
        (samples[10], samples[20]) = (4000, 1000)
        for rule in [Intensity.percentile, .auto] {
            let found = try values(image(samples, .uint16), rule)
            #expect((found.values[0], found.values[10], found.values[20]) == (0, 1, 0.25))
            #expect(found.remarks == [.sparse])
        }
        let real = try values(image(samples.map { Float($0) - 5 }, .float32), .percentile)
        #expect((real.values[0], real.values[10], real.values[20]) == (0, 1, 0.25) && real.remarks == [.sparse])
        let flat = try image([UInt16](repeating: 5, count: width * height), .uint16)
        for rule in [Intensity.percentile, .zscore] {
            let found = try values(flat, rule)
            #expect(Set(found.values) == [0] && found.remarks == [.flat])
        }
    }

    @Test func samplesThatAreNoNumbersAreCounted() throws {
        var samples = film.map { Float($0) }
        (samples[3], samples[4]) = (.nan, .infinity)
        for rule in [Intensity.percentile, .fullScale, .zscore, .window(centre: 0, width: 1)] {
            #expect { try values(image(samples, .float32), rule) } throws: {
                "\($0)".contains("has 2 samples (of 5120) that are no numbers or infinite")
            }
        }
    }

    @Test func typesWithoutAFullScaleSayWhatToDo() throws {
        for wrong in [
            try image(film.map(Int16.init), .int16), try image(film.map { Float($0) }, .float32),
            try image(film.map(UInt32.init), .uint32),
        ] {
            #expect { try values(wrong, .fullScale) } throws: {
                "\($0)".contains("\(wrong.component)") && "\($0)".contains("--intensity percentile")
            }
        }
    }

    /// Colours keep their proportions, stains have a range each.
    @Test func coloursShareARangeAndStainsDoNot() throws {
        let fixture = try IntensityFixture.read()
        let stains = film.flatMap { value in (1...5).map { UInt16(value * $0 % 4096) } }
        let found = try values(image(stains, .uint16, channels: 5), .percentile, channels: 5).values
        for c in 0..<5 {
            #expect(areNear((0..<5120).map { found[5 * $0 + c] }, fixture.stains[c].values), "channel \(c)")
        }
        let colours = film.flatMap { [UInt16($0), UInt16($0 / 2), UInt16($0 / 4)] }
        let rgb = try values(image(colours, .uint16, channels: 3), .percentile, channels: 3).values
        let all = SampleHistogram(colours).percentileRange
        #expect(abs(Double(rgb[300]) - (Double(colours[300]) - all.low) / (all.high - all.low)) < 1e-6)
    }

    /// zscore has no bounds, and resizing keeps it so.
    @Test func standardisedImagesAreStoredUnclipped() throws {
        let value = try Preprocessing(
            size: PixelSize(height: 32, width: 64), intensity: .zscore, channels: 1, mean: [0], deviation: [1])
        let stored = try value.stored(image(film.map(UInt16.init), .uint16))
        guard case .halves(let halves) = stored.samples else {
            Issue.record("float16 was wanted")
            return
        }
        #expect((halves.min() ?? 0) < -0.5 && (halves.max() ?? 0) > 0.5)
        #expect(abs(stored.brightness.mean) < 1e-6 && abs(stored.brightness.deviation - 1) < 1e-6)
    }
}

@Suite struct BrightnessTests {
    @Test func momentsAreNumpys() throws {
        let fixture = try IntensityFixture.read()
        let deep = try values(image(film.map(UInt16.init), .uint16), .percentile).brightness
        #expect(abs(deep.mean - fixture.brightness.mean) < 1e-7)
        #expect(abs(deep.deviation - fixture.brightness.deviation) < 1e-7)
        let bytes = pattern
        let eight = try values(image(bytes, .uint8), .fullScale).brightness
        #expect(abs(eight.mean - fixture.bytesBrightness.mean) < 1e-9)
        #expect(abs(eight.deviation - fixture.bytesBrightness.deviation) < 1e-9)
    }

    @Test func whatIsFarOutside() throws {
        let training = (0..<20).map { Brightness(mean: 0.4 + 0.01 * Double($0), deviation: 0.2) }
        let range = try #require(BrightnessRange(of: training))
        #expect(range.mean == [0.4, 0.4475, 0.495, 0.5425, 0.59] && range.images == 20)
        func line(_ mean: Double, _ deviation: Double = 0.2, _ rule: Intensity = .fullScale) -> String {
            range.lines([("a.png", Brightness(mean: mean, deviation: deviation))], rule: rule).joined()
        }
        // A 12-bit film read as 16 bits is 16 times darker.
        #expect(line(0.03).contains("a.png: mean brightness 0.03, 0.4 to 0.59 in training"))
        #expect(line(0.03).contains("--intensity") && line(0.9).contains("0.9"))
        #expect(line(0.45, 0.01).contains("standard deviation of brightness 0.01"))
        for mean in [0.25, 0.4, 0.5, 0.6, 0.75] { #expect(line(mean).isEmpty, "\(mean)") }
        #expect(line(0.03, 0.2, .zscore).isEmpty)
        #expect(BrightnessRange(of: []) == nil)
        let json = try JSONEncoder().encode(range)
        #expect(try JSONDecoder().decode(BrightnessRange.self, from: json) == range)
        let wrong = Data(String(decoding: json, as: UTF8.self).replacing("0.4475", with: "9").utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(BrightnessRange.self, from: wrong) }
    }

    @Test func remarksNameTheirImages() {
        let lines = ImageRemark.lines([
            ("a.tif", [.sparse]), ("b.tif", []), ("c.png", [.alpha, .sparse]), ("d.png", [.alpha]), ("e.png", [.alpha]),
            ("f.png", [.alpha]), ("g.png", [.alpha]),
        ])
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("note: in 2 of 7 images (a.tif, c.png) the 0.5th and the 99.5th percentile"))
        #expect(lines[1].hasPrefix("warning: in 5 of 7 images (c.png, d.png, e.png, f.png, ...) alpha is not opaque"))
    }
}
