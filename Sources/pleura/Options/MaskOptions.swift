import ArgumentParser
import Datasets
import Training

extension OrientationChoice: ExpressibleByArgument {}
extension ForegroundChoice: ExpressibleByArgument {
    /// From the flag's text.
    public init?(argument: String) { self.init(argument) }
}
extension IgnoreChoice: ExpressibleByArgument {
    /// From the flag's text.
    public init?(argument: String) { self.init(argument) }
}

/// What the masks of data sets mean, and how images lie.
struct MaskOptions: ParsableArguments {
    @Option(
        help: .recipe(
            """
            Foreground of masks of one class: half (at least half of the full scale: smoothed edges), nonzero (every value \
            but 0: numbered objects), or the values, 1,2; auto decides for each set by the values of all its masks.
            """, \.data.foreground))
    var foreground: ForegroundChoice?
    @Option(
        help: .recipe(
            """
            Value of masks that does not count, or none; auto ignores 255 beside the indices of classes, and beside 0 and \
            1 alone.
            """, \.data.ignore))
    var ignore: IgnoreChoice?
    @Flag(
        inversion: .prefixedNo,
        help: .recipe("Exchange foreground and background of masks of one class.", \.data.invertMask))
    var invertMask: Bool?
    @Option(
        help: .recipe(
            """
            Images whose files say that the camera was turned are laid upright. Where a mask's size does not show how it \
            lies: apply takes it to be drawn on the upright image, auto too, unless the set's other masks show otherwise; \
            ignore leaves images as they are stored.
            """, \.data.orientation))
    var orientation: OrientationChoice?
    @Flag(
        inversion: .prefixedNo,
        help: .recipe(
            "Resize masks of another size to their image, by the nearest pixel, instead of refusing them.",
            \.data.resizeMasks))
    var resizeMasks: Bool?

    /// The flags with the keys of the recipe that they set.
    var flags: [RecipeFlag] {
        [
            RecipeFlag("--foreground", "data.foreground", \.data.foreground, foreground),
            RecipeFlag("--ignore", "data.ignore", \.data.ignore, ignore),
            RecipeFlag("--invert-mask", "data.invert_mask", \.data.invertMask, invertMask),
            RecipeFlag("--orientation", "data.orientation", \.data.orientation, orientation),
            RecipeFlag("--resize-masks", "data.resize_masks", \.data.resizeMasks, resizeMasks),
        ]
    }

    /// What the flags say, without a recipe.
    var truth: TruthOptions {
        TruthOptions(
            foreground: foreground ?? .auto, ignore: ignore ?? .auto, isInverted: invertMask ?? false,
            orientation: orientation ?? .auto, resizesMasks: resizeMasks ?? false)
    }
}
