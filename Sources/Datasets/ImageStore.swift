import Files
import Foundation
import Imaging
import Torch

/// Images and masks of several data sets in memory: decoded once, at the size that the network takes, packed.
///
/// An image's index is its place in `pairs`: subsets, batches and draws know it by that.
public struct ImageStore: Sendable {
    /// The files, in the order of the store.
    public private(set) var pairs: [Pair]
    /// How the images were prepared.
    public internal(set) var preprocessing: Preprocessing
    /// One for each pair.
    public let images: [StoredImage]
    /// What the masks tell apart.
    public let classes: Classes
    /// One for each pair, at its image's size in the network's input; masks of one class are not yet cut.
    public let truths: [Truth]
    /// What pixels of the masks, at their own size, hold, 255 among it; empty for one class.
    public let occurringLabels: Set<UInt8>
    /// One for each pair: whether its mask has foreground at its own size. At the network's size small foreground may be
    /// gone (`Truth.hasForeground` of `truths`).
    public let hasForeground: [Bool]
    /// One for each pair: small, for `Twins`.
    let copies: [ImageCopy]
    /// How the files of each set are read, by all of its masks.
    public let readings: Readings

    /// Of each set, by its name: the full scale of its masks, as older run folders name it. Empty for several classes.
    public var scales: [String: MaskScale] {
        classes.count == 1 ? readings.sets.mapValues(\.masks.scale) : [:]
    }

    /// Reads and checks every file, decoding on several threads.
    ///
    /// Nothing is read twice and nothing is trained before everything was read, so all bad files come out together.
    ///
    /// - Parameters:
    ///   - classes: what the masks tell apart.
    ///   - options: what the command says of the meaning of masks.
    ///   - storage: keeps images at this size instead of the network's.
    ///   - threads: that decode; tensors are made on the calling thread.
    ///   - isInterrupted: asked on the calling thread every few pairs; true stops the reading.
    ///   - progress: is told, on the calling thread, how many of how many pairs are done.
    ///   - inspect: is given what was measured of each pair, in their order; nil: nothing is measured.
    /// - Throws: `DatasetError.badFiles` with every file that cannot be used and why; `.masks` where masks can be read in
    ///   several ways; `.interrupted`; `.image` or `.torch` where not the files are at fault.
    public init(
        loading pairs: [Pair], preprocessing: Preprocessing, classes: Classes = .one,
        truth options: TruthOptions = TruthOptions(), storage: PixelSize? = nil,
        threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
        isInterrupted: () -> Bool = { false }, inspect: (([InspectedPair], Readings) -> Void)? = nil
    ) throws(DatasetError) {
        var images: [StoredImage] = []
        var truths: [Truth] = []
        var hasForeground: [Bool] = []
        var copies: [ImageCopy] = []
        let loader = try PairLoader(
            pairs, preprocessing, classes, options, threads: threads, inspects: inspect != nil)
        let loaded = try loader.load(
            isInterrupted: isInterrupted, progress: progress
        ) { index, image, truth throws(DatasetError) in
            let stored = try preprocessing.stored(truth, at: storage)
            if let image {
                copies.append(image.copy)
                images.append(try preprocessing.stored(image.image, at: storage))
                truths.append(stored)
                hasForeground.append(truth.hasForeground)
            } else {
                (truths[index], hasForeground[index]) = (stored, truth.hasForeground)
            }
        }
        (readings, occurringLabels) = (loaded.readings, loaded.labels)
        inspect?(loaded.inspected, loaded.readings)
        (self.pairs, self.preprocessing, self.classes) = (pairs, preprocessing, classes)
        (self.images, self.truths, self.hasForeground, self.copies) = (images, truths, hasForeground, copies)
        // Images at their own size take many times what is kept of them.
        giveBackFreedMemory()
    }

    /// Classes that no pixel of any mask has; none for one class.
    public var absentClasses: [Int] {
        classes.count == 1 ? [] : (0..<classes.count).filter { !occurringLabels.contains(UInt8($0)) }
    }

    /// Training needs foreground: from empty masks a network learns to predict nothing.
    /// - Throws: `DatasetError.noForeground` where no mask has a foreground pixel; `.classes` as `requireOwnClasses`.
    public func requireForeground() throws(DatasetError) {
        try requireOwnClasses()
        guard !pairs.isEmpty, !hasForeground.contains(true) else { return }
        let held =
            classes.count == 1
            ? "none of the \(pairs.count) masks has a foreground pixel\(foregroundFound)"
            : Self.noForeground(in: pairs.count)
        throw .noForeground(
            "\(held). There is nothing to learn; check the mask files (\(firstMasks)): \(foregroundRule)")
    }

    /// How the masks were read, where that is not plain.
    private var foregroundFound: String {
        let lines = readings.sets.values.map(\.masks).filter {
            $0.rule != .nonzero || $0.isInverted || !$0.ignored.isEmpty
        }
        if let first = lines.first { return " (\(first.line))" }
        return ": every pixel of them is 0 (black)"
    }

    /// Up to three mask files, for messages.
    private var firstMasks: String {
        let files = pairs.flatMap(\.maskFiles)
        return files.prefix(3).map(\.path).joined(separator: ", ") + (files.count > 3 ? ", ..." : "")
    }

    /// How masks store foreground, for messages.
    private var foregroundRule: String {
        if classes.count == 1 { return "foreground is stored as a value above 0, usually 255" }
        return classes.colours == nil
            ? "classes are stored as values from 1 to \(classes.count - 1)"
            : "classes are stored in the colours of the table, the background in the first"
    }

    /// Masks of 0 and 255 are masks of one class: read for several they would hold nothing to find.
    /// - Throws: `DatasetError.classes` where the masks have no class above 0, and 255.
    public func requireOwnClasses() throws(DatasetError) {
        try Self.requireOwnClasses(occurringLabels, classes, of: pairs.count)
    }

    private static func requireOwnClasses(
        _ labels: Set<UInt8>, _ classes: Classes, of count: Int
    ) throws(DatasetError) {
        guard classes.count > 1, labels.contains(LabelMask.ignored), labels.isSubset(of: [0, LabelMask.ignored]) else {
            return
        }
        throw .classes(
            noForeground(in: count)
                + "; they hold 255, which marks ignored pixels where there are several classes. Masks of 0 and 255 are "
                + "masks of one class: leave --classes out")
    }

    private static func noForeground(in count: Int) -> String {
        "in none of the \(count) masks is there a class above 0, the background"
    }

    /// Reads and checks every file as the store does, and keeps none: for images that are used at their own size, one by
    /// one.
    /// - Returns: the images' own sizes, one for each pair, and how each set is read.
    /// - Throws: As `init`.
    public static func check(
        _ pairs: [Pair], preprocessing: Preprocessing, classes: Classes = .one,
        truth options: TruthOptions = TruthOptions(), threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
        isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) -> (sizes: [PixelSize], readings: Readings) {
        var sizes: [PixelSize] = []
        let loaded = try PairLoader(pairs, preprocessing, classes, options, threads: threads).load(
            isInterrupted: isInterrupted, progress: progress
        ) { _, image, _ in
            if let image { sizes.append(image.image.own) }
        }
        try requireOwnClasses(loaded.labels, classes, of: pairs.count)
        return (sizes, loaded.readings)
    }

    /// The images that are one and the same, or nearly so.
    /// - Parameter digests: of the store's pairs, in their order.
    /// - Throws: `DatasetError` where an image that is compared closely cannot be read again.
    public func twins(_ digests: DataDigests) throws(DatasetError) -> Twins {
        try Twins(of: pairs, copies: copies, digests: digests)
    }

    /// The same images under other groups.
    /// - Parameter pairs: the store's own, in their order; others change nothing.
    public mutating func regroup(_ pairs: [Pair]) {
        if pairs.map(\.key) == self.pairs.map(\.key) { self.pairs = pairs }
    }

    /// Bytes in memory.
    public var byteCount: Int { images.reduce(0) { $0 + $1.byteCount } + truths.reduce(0) { $0 + $1.byteCount } }

    /// Bytes that the store of these pairs will take, by the files' headers alone. Files that cannot be read count as
    /// nothing: loading names them.
    public static func estimatedBytes(
        of pairs: [Pair], preprocessing: Preprocessing,
        threads: Int = Processors.current.count
    ) -> Int {
        parallelMap(pairs, threads: threads) { pair -> Int in
            // An unreadable header is no error here.
            guard let header = try? pair.header() else { return 0 }  // as said above
            let own = PixelSize(height: header.height, width: header.width)
            let content = preprocessing.placement(of: own).content
            let channels =
                [1, 3].contains(preprocessing.channels)
                ? min(header.channels < 3 ? 1 : 3, preprocessing.channels) : preprocessing.channels
            // Bytes stay bytes, deeper samples are kept as float16.
            return [content.width, channels * min(header.component.size, 2) + 1].reduce(
                content.height, saturatedProduct)
        }
        .reduce(0) { sum, bytes in
            let (total, overflows) = sum.addingReportingOverflow(bytes)
            return overflows ? .max : total
        }
    }
}

/// A header may claim any size.
private func saturatedProduct(_ a: Int, _ b: Int) -> Int {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? .max : product
}
