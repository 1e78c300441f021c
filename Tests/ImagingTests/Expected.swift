import Foundation
import TestSupport

/// Files made by `Fixtures/make_images.py`, and the pixels that Pillow finds in them.
struct Expected: Decodable {
    let width: Int, height: Int
    let channels: Int, bits: Int
    let samples: [UInt16]

    static let folder = Fixtures.tests.appending(path: "ImagingTests/Fixtures")

    static func file(_ name: String) -> URL { folder.appending(path: name) }

    static func all() throws -> [String: Expected] {
        try JSONDecoder().decode([String: Expected].self, from: Data(contentsOf: file("images.json")))
    }

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: file(name))) }
}
