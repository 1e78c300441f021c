/// A flag of `pleura train` as a study takes it.
struct TrainFlag {
    /// With its hyphens: "--arch".
    let name: String
    /// Whether it has no value.
    var isSwitch = false
    /// Whether it may have several values, separated by commas. Otherwise a comma is a part of its one value.
    var mayVary = true
    /// Whether an arm's name holds the value alone: "sgd", but "epochs10".
    var namesItself = false

    /// All that a study takes: those of `RecipeOptions`, in their order. A test compares them with the parser's own.
    static let all = [
        TrainFlag(name: "--recipe", mayVary: false),
        TrainFlag(name: "--arch", namesItself: true),
        TrainFlag(name: "--encoder", namesItself: true),
        TrainFlag(name: "--weights", namesItself: true),
        TrainFlag(name: "--channels"),
        TrainFlag(name: "--channel", mayVary: false),
        TrainFlag(name: "--intensity", namesItself: true),
        TrainFlag(name: "--depth"),
        TrainFlag(name: "--decoder-widths", mayVary: false),
        TrainFlag(name: "--attention", namesItself: true),
        TrainFlag(name: "--upsampling", namesItself: true),
        TrainFlag(name: "--classes", mayVary: false),
        TrainFlag(name: "--class-colours", mayVary: false),
        TrainFlag(name: "--class-names", mayVary: false),
        TrainFlag(name: "--foreground", mayVary: false),
        TrainFlag(name: "--ignore", mayVary: false),
        TrainFlag(name: "--invert-mask", isSwitch: true, mayVary: false),
        TrainFlag(name: "--no-invert-mask", isSwitch: true, mayVary: false),
        TrainFlag(name: "--orientation", mayVary: false),
        TrainFlag(name: "--resize-masks", isSwitch: true, mayVary: false),
        TrainFlag(name: "--no-resize-masks", isSwitch: true, mayVary: false),
        TrainFlag(name: "--loss", namesItself: true),
        TrainFlag(name: "--epochs"),
        TrainFlag(name: "--batch-size"),
        TrainFlag(name: "--size"),
        TrainFlag(name: "--fit", namesItself: true),
        TrainFlag(name: "--optimizer", namesItself: true),
        TrainFlag(name: "--lr"),
        TrainFlag(name: "--momentum"),
        TrainFlag(name: "--nesterov", isSwitch: true, mayVary: false),
        TrainFlag(name: "--no-nesterov", isSwitch: true, mayVary: false),
        TrainFlag(name: "--weight-decay"),
        TrainFlag(name: "--schedule", namesItself: true),
        TrainFlag(name: "--augment", namesItself: true),
        TrainFlag(name: "--seed"),
        TrainFlag(name: "--split-seed", mayVary: false),
        TrainFlag(name: "--split", mayVary: false),
        TrainFlag(name: "--test", mayVary: false),
        TrainFlag(name: "--validation", mayVary: false),
        TrainFlag(name: "--layout", mayVary: false),
        TrainFlag(name: "--mask-suffix", mayVary: false),
        TrainFlag(name: "--group-by", mayVary: false),
        TrainFlag(name: "--groups", mayVary: false),
        TrainFlag(name: "--strict", isSwitch: true, mayVary: false),
        TrainFlag(name: "--no-strict", isSwitch: true, mayVary: false),
        TrainFlag(name: "--precision", namesItself: true),
        TrainFlag(name: "--device"),
        TrainFlag(name: "--threads", mayVary: false),
    ]

    /// Its values: what commas separate, but for the comma within window:CENTRE,WIDTH.
    func values(of text: String) -> [String] {
        guard mayVary else { return [text] }
        var values: [String] = []
        for piece in text.split(separator: ",").map(String.init) {
            if let last = values.last, last.hasPrefix("window:"), !last.contains(",") {
                values[values.count - 1] = last + "," + piece
            } else {
                values.append(piece)
            }
        }
        return values
    }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The flag of that name. One that no training run has is taken like most: the run refuses it by name.
    static func named(_ name: String) -> TrainFlag { byName[name] ?? TrainFlag(name: name) }
}
