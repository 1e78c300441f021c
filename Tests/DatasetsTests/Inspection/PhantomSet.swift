import Foundation
import Imaging
import Phantoms
import TestSupport

@testable import Datasets

/// A data set of synthetic chest films, into which tests plant faults.
struct PhantomSet {
    let root: URL
    let size: Int

    /// - Parameters:
    ///   - root: does not exist.
    ///   - size: pixels a side.
    init(_ root: URL, count: Int, size: Int, seed: UInt64 = 7) throws {
        (self.root, self.size) = (root, size)
        try PhantomWriter.write(count: count, size: size, seed: seed, to: root)
    }

    /// "phantom-0001.png"
    func name(_ index: Int) -> String { PhantomWriter.name(index: index) }

    /// The file of an image, and of its mask; others than those that were drawn by `name`.
    func image(_ index: Int, _ name: String? = nil) -> URL {
        root.appending(path: "images/\(name ?? self.name(index))")
    }
    func mask(_ index: Int, _ name: String? = nil) -> URL { root.appending(path: "masks/\(name ?? self.name(index))") }

    /// The grey values of a file, row by row.
    func grey(_ file: URL) throws -> [UInt8] { try Codec.decode(file).bytes }

    /// Writes grey values, of the set's size where no other is given.
    func write(_ grey: [UInt8], to file: URL, width: Int? = nil, height: Int? = nil) throws {
        try Codec.write(Image(grey: grey, width: width ?? size, height: height ?? size), to: file)
    }

    /// Changes a file's grey values by column and row.
    func change(_ file: URL, _ change: (_ value: UInt8, _ x: Int, _ y: Int) -> UInt8) throws {
        let grey = try grey(file)
        try write(grey.indices.map { change(grey[$0], $0 % size, $0 / size) }, to: file)
    }

    /// The left part of a square picture.
    func cropped(_ file: URL, toWidth width: Int) throws {
        let grey = try grey(file)
        try write(grey.indices.filter { $0 % size < width }.map { grey[$0] }, to: file, width: width)
    }

    func inspection(
        truth options: TruthOptions = TruthOptions(), _ change: (inout InspectionRules) -> Void = { _ in }
    ) throws -> Inspection {
        var rules = InspectionRules()
        change(&rules)
        let inventory = try Inventory([root])
        return try Inspection(of: inventory, try MeasuredPairs(of: inventory.pairs, truth: options), rules: rules)
    }
}

extension Inspection {
    /// The files of each finding, by kind.
    var found: [Finding.Kind: Set<String>] {
        Dictionary(findings.map { ($0.kind, Set($0.items.map(\.file))) }, uniquingKeysWith: { $0.union($1) })
    }
}
