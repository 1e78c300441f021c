import Foundation
import TestSupport
import Testing

@testable import Imaging

struct WriteTests {
    private func image(_ channels: Int, _ component: Image.Component, side: Int = 23) throws -> Image {
        var random = Repeatable(state: UInt64(channels * component.size))
        let count = side * (side + 1) * channels * component.size
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        return try Image(width: side, height: side + 1, channels: channels, component: component, bytes: bytes)
    }

    @Test func comesBackAsItWas() throws {
        try withTemporaryFolder { folder in
            for component in [Image.Component.uint8, .uint16] {
                for channels in 1...4 {
                    let image = try image(channels, component)
                    let file = folder.appending(path: "\(channels)\(component).png")
                    try Codec.write(image, to: file)
                    #expect(try Codec.decode(file) == image)
                    #expect(try Codec.encodePNG(image) == [UInt8](try Data(contentsOf: file)))
                }
            }
        }
    }

    /// Equal images give equal files: nothing of the time or the machine is in them.
    @Test func holdsNothingButPixels() throws {
        let bytes = try Codec.encodePNG(image(3, .uint8))
        let names = ["tIME", "tEXt", "pHYs", "sCAL", "gAMA"].map { Array($0.utf8) }
        #expect(names.allSatisfy { name in !bytes.indices.dropLast(3).contains { Array(bytes[$0..<$0 + 4]) == name } })
        #expect(try Codec.encodePNG(image(3, .uint8)) == bytes)
    }

    @Test func replacesAFileWhole() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "mask.png")
            try Codec.write(image(4, .uint16), to: file)
            try Codec.write(image(1, .uint8), to: file)
            #expect(try Codec.decode(file) == image(1, .uint8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mask.png"])
        }
    }

    @Test func folderThatIsNotThere() throws {
        let image = try image(1, .uint8)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "no/mask.png")
            let reason = "there is no such file or folder; check the path."
            #expect(throws: ImageError.unwritable(file: file.path, reason: reason)) {
                try Codec.write(image, to: file)
            }
            // A folder of the file's name stays, and nothing is left beside it.
            let taken = folder.appending(path: "taken.png")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: false)
            #expect(throws: ImageError.self) { try Codec.write(image, to: taken) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken.png"])
        }
    }

    /// A file that may not grow further, as on a full disk: nothing is left of it, and what was there stays.
    @Test func writeThatFailsHalfWay() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "large.png")
                try Data([7]).write(to: file)
                signal(SIGXFSZ, SIG_IGN)
                var limit = rlimit(rlim_cur: 1000, rlim_max: .max)
                #if os(Linux)
                    try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                #else
                    try #require(setrlimit(RLIMIT_FSIZE, &limit) == 0)
                #endif
                let error = #expect(throws: ImageError.self) {
                    try FileAccess.write([UInt8](repeating: 1, count: 100_000), to: file)
                }
                #expect(error?.isUnwritable == true && error?.description.contains("large.png") == true)
                #expect(try Data(contentsOf: file) == Data([7]))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["large.png"])
            }
        }
    }
}
