/// The scores of one run on one set of images.
public struct ScoreGroup: Sendable, Equatable {
    /// As they are shown; any text.
    public let run: String, set: String
    /// A Dice for each image, in [0, 1]; values that are not finite are left out.
    public let values: [Double]

    /// - Parameters:
    ///   - run: the name of the run or arm.
    ///   - set: the name of the set; empty where all images are one.
    ///   - values: a Dice for each image.
    public init(run: String, set: String = "", values: [Double]) {
        (self.run, self.set, self.values) = (run, set, values.filter { (0...1).contains($0) })
    }

    /// The run's name, with the set's where there is one.
    var label: String { self.set.isEmpty ? run : "\(run), \(set)" }
}
