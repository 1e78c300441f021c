import Foundation
import Imaging
import TestSupport
import Testing

struct ITKTests {
    @Test func saysItsVersion() throws {
        let major = try #require(try ITK.version().split(separator: ".").first.flatMap { Int($0) })
        #expect(major >= 5)
    }

    /// Many threads at once read what one thread reads.
    @Test func decodesOnManyThreads() async throws {
        let expected = try Expected.all()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                for (name, reference) in expected {
                    group.addTask {
                        let image = try? Codec.decode(Expected.file(name))
                        #expect(image?.samples == reference.samples, "\(name)")
                    }
                }
            }
        }
    }

    /// Neither ITK nor libpng, libjpeg and libtiff talk past us, whatever they are given.
    @Test func printsNothing() async throws {
        let result = await #expect(
            processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
        ) {
            for name in try Expected.all().keys { _ = try Codec.decode(Expected.file(name)) }
            for name in DamagedFileTests.kinds {
                let bytes = try Expected.bytes(name)
                for place in stride(from: 8, to: bytes.count - 2, by: 3) {
                    var damaged = bytes
                    damaged[place] ^= 0x55
                    _ = try failure(of: damaged)
                }
            }
        }
        let output = try #require(result)
        let text = String(decoding: output.standardOutputContent + output.standardErrorContent, as: UTF8.self)
        #expect(text == "")
    }

    #if os(Linux)
        /// Of ITK only its core, and GDCM: its package would register twenty readers, and load HDF5.
        @Test func loadsNoReadersOfITK() throws {
            _ = try ITK.version()
            let maps = try #require(try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd())
            let libraries = String(decoding: maps, as: UTF8.self)
            #expect(!libraries.contains("libITKIO") && !libraries.contains("libhdf5"))
        }
    #endif
}
