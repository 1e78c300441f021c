import Imaging

extension ImageStore {
    /// What was decided on the way from the files and is worth saying, a line for each kind.
    public var remarkLines: [String] {
        ImageRemark.lines(zip(pairs, images).map { ($0.key.description, $1.remarks) })
    }

    /// How bright some of the images are.
    /// - Parameter indices: of the store.
    public func brightness(of indices: [Int]) -> BrightnessRange? {
        BrightnessRange(of: indices.map { images[$0].brightness })
    }

    /// The mean and the population's standard deviation of each channel over all pixels of some images, as they are
    /// stored: on the scale of the intensity rule, every image of the same weight.
    /// - Parameter indices: of the store, at least one.
    /// - Returns: one for each channel of the network's input; 0 and 1 for no images, and 1 for a channel of one value.
    public func channelMoments(of indices: [Int]) -> (mean: [Double], deviation: [Double]) {
        let channels = preprocessing.channels
        var (means, squares) = ([Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels))
        for index in indices {
            let moments = images[index].channelMoments
            for c in 0..<channels {
                let own = moments[moments.count == 1 ? 0 : c]
                means[c] += own.mean / Double(indices.count)
                squares[c] += own.square / Double(indices.count)
            }
        }
        let deviation = zip(means, squares).map { mean, square in
            let variance = square - mean * mean
            return variance > 1e-12 ? (variance.squareRoot() * 1e6).rounded() / 1e6 : 1
        }
        return (means.map { ($0 * 1e6).rounded() / 1e6 }, deviation.map { $0 > 0 ? $0 : 1 })
    }

    /// The same images, normalised otherwise: what is stored is not normalised yet.
    /// - Throws: `DatasetError.preprocessing` for another number of means or deviations than channels.
    public func normalised(mean: [Double], deviation: [Double]) throws(DatasetError) -> ImageStore {
        var store = self
        store.preprocessing = try preprocessing.normalised(mean: mean, deviation: deviation)
        return store
    }
}

extension StoredImage {
    /// Of each channel: the mean of the values and of their squares.
    fileprivate var channelMoments: [(mean: Double, square: Double)] {
        switch samples {
        case .bytes(let values): moments(values) { Double($0) / 255 }
        case .halves(let values): moments(values) { Double($0) }
        case .floats(let values): moments(values) { Double($0) }
        }
    }

    private func moments<Sample>(_ values: [Sample], _ number: (Sample) -> Double) -> [(mean: Double, square: Double)] {
        let pixels = Double(max(values.count / channels, 1))
        return (0..<channels).map { channel in
            var (sum, squares) = (0.0, 0.0)
            for i in stride(from: channel, to: values.count, by: channels) {
                let value = number(values[i])
                sum += value
                squares += value * value
            }
            return (sum / pixels, squares / pixels)
        }
    }
}
