import Foundation
import Imaging
import TestSupport
import Testing

struct FuzzTests {
    /// 2,000 mutated files over all formats, the same in every run: read or refused by name, none takes 10 s, and all
    /// together less than 1 GB. (scripts/fuzz is the long form, under sanitizers.)
    @Test func mutatedFilesAreReadOrRefused() async {
        await #expect(processExitsWith: .success) {
            let entries = try TableEntry.all().values.sorted { ($0.file, $0.page ?? -1) < ($1.file, $1.page ?? -1) }
            let files = try entries.filter { ($0.page ?? 0) == 0 }.map {
                ($0.file, [UInt8](try Data(contentsOf: $0.url)))
            }
            var random = Repeatable(state: 19)
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "mutated.image")
                for round in 0..<2000 {
                    let (name, original) = files[round % files.count]
                    var bytes = original
                    for _ in 0..<Int.random(in: 1...6, using: &random) { bytes.mutate(&random) }
                    try Data(bytes).write(to: file)
                    let start = ContinuousClock.now
                    do {
                        _ = try Codec.decode(file)
                    } catch let error as ImageError {
                        #expect(error.description.contains("mutated.image"), "\(name): \(error)")
                    }
                    #expect(ContinuousClock.now - start < .seconds(10), "\(name), file \(round)")
                }
            }
            #if os(Linux)
                // Not getrusage: its peak is that of the process that started this one, where that was larger.
                let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
                let peak = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
                let kibibytes = try #require(peak.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
                #expect(kibibytes < 1 << 20, "\(kibibytes) KiB")
            #endif
        }
    }

    /// Cut at any length, a file of any format is refused by name, or its pixels are all there.
    @Test(arguments: [
        "grey.bmp", "runs.bmp", "palette0.gif", "transparent.gif", "nifti_int16.nii", "nifti_packed.nii.gz",
        "nrrd_int16_raw.nrrd", "nrrd_int16_gzip.nrrd", "nrrd_text.nrrd", "meta_uint16.mha", "meta_int16.mha",
        "dicom_explicit.dcm", "dicom_implicit.dcm", "dicom_rle.dcm", "dicom_j2k.dcm", "dicom_jls.dcm",
        "tiff_uint16_tiles.tif",
        "tiff_int32_zstd.tif", "tiff_float32_lzma.tif", "tiff_jpeg_grey.tif", "cmyk.jpg", "tiff_group4.tif",
    ]) func everyTruncationIsNoticed(_ name: String) throws {
        let whole = try #require(try TableEntry.all()[name])
        let bytes = [UInt8](try Data(contentsOf: whole.url))
        let image = try Codec.decode(whole.url)
        var wrong: [Int] = []
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "cut-off.image")
            for length in 0..<bytes.count {
                try Data(bytes.prefix(length)).write(to: file)
                do {
                    if try Codec.decode(file) != image { wrong.append(length) }
                } catch let error as ImageError {
                    #expect(error.description.contains("cut-off.image"), "\(name) cut at \(length): \(error)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(name), of \(bytes.count) bytes, cut at \(wrong.count) lengths: \(wrong.prefix(10))")
    }

    /// A header of 100,000 x 100,000 pixels is refused before anything of that size is allocated.
    @Test func hugeHeadersAreRefused() throws {
        let big = withUnsafeBytes(of: UInt32(100_000).littleEndian) { Array($0) }
        func huge(_ name: String, _ places: [Int]) throws -> ImageError? {
            var bytes = [UInt8](try Data(contentsOf: Expected.folder.appending(path: "table/\(name)")))
            for place in places { bytes.replaceSubrange(place..<place + 4, with: big) }
            return try failure(of: bytes)
        }
        #expect(try #require(try huge("rgb.bmp", [18, 22])).description.contains("100000 x 100000"))
        let tiff = [UInt8](try Data(contentsOf: Expected.folder.appending(path: "table/tiff_uint8.tif")))
        let tags = [0, 1].compactMap { Self.value(of: $0, in: tiff) }
        #expect(tags.count == 2)
        let error = try #require(try huge("tiff_uint8.tif", tags)).description
        #expect(error.contains("more than the 2 GiB"), "\(error)")
    }

    /// Where the value of a tag of width (0) or height (1) stands in a little-endian TIFF file's first directory.
    private static func value(of tag: UInt8, in bytes: [UInt8]) -> Int? {
        let directory = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return (directory + 2..<directory + 62).first { bytes[$0] == tag && bytes[$0 + 1] == 1 }.map { $0 + 8 }
    }
}

extension [UInt8] {
    /// One change, as a bad disk, a bad transfer or a bad program makes it.
    fileprivate mutating func mutate(_ random: inout Repeatable) {
        guard let place = indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<7, using: &random) {
        case 0: self[place] = UInt8.random(in: 0...255, using: &random)
        case 1: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: self[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
        case 3: removeSubrange(place..<Swift.min(count, place + 3))
        case 4: removeSubrange(place...)
        case 5: self = Array(prefix(place)) + [0, 0, 1, 0] + dropFirst(place + 4)
        default: insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
    }
}
