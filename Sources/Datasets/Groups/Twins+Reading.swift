import Files
import Imaging

extension Twins {
    /// Reads every image, on several threads, and compares all of them.
    /// - Parameters:
    ///   - isInterrupted: asked on the calling thread every few images; true stops the reading.
    ///   - progress: is told how many of how many images are read.
    /// - Throws: `DatasetError.badFiles` with every image that cannot be read; `.interrupted`, `.image`, `.torch`.
    public init(
        of pairs: [Pair], threads: Int = Processors.current.count, isInterrupted: () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(DatasetError) {
        var (copies, bad): ([ImageCopy], [DatasetError.BadFile]) = ([], [])
        try inChunks(pairs, threads: threads, isInterrupted: isInterrupted) { pair in
            Result { () throws(ImageError) in ImageCopy(try pair.decode()) }
        } handle: { pair, result throws(DatasetError) in
            do throws(ImageError) { copies.append(try result.get()) } catch {
                bad.append(try error.badFile(pair.image))
            }
        } progress: { done in
            progress(done, pairs.count)
        }
        if !bad.isEmpty { throw .badFiles(bad) }
        let digests = try DataDigests(of: pairs, threads: threads, isInterrupted: isInterrupted)
        try self.init(of: pairs, copies: copies, digests: digests)
    }

    /// - Parameters:
    ///   - copies: of the pairs' images, in their order.
    ///   - digests: of the pairs, in their order.
    /// - Throws: `DatasetError` where an image that is compared closely cannot be read again; `.torch`.
    init(of pairs: [Pair], copies: [ImageCopy], digests: DataDigests) throws(DatasetError) {
        try self.init(copies: copies, digests: digests.entries.map(\.image)) { place throws(DatasetError) in
            do throws(ImageError) {
                return ImageCopy(try pairs[place].decode(), side: ImageCopy.largeSide)
            } catch { throw .badFiles([try error.badFile(pairs[place].image)]) }
        }
    }
}
