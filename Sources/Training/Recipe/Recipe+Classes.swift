import Datasets

extension Recipe {
    /// What the network tells apart and how masks show it.
    /// - Throws: `RecipeError.value` where number, names and colours do not fit together.
    public func classes() throws(RecipeError) -> Classes {
        var colours: [MaskColour]?
        if let texts = data.classColours {
            colours = []
            for text in texts { colours?.append(try Self.colour(text, key: "data.class_colours")) }
        }
        var ignored: MaskColour?
        if let text = data.ignoredColour { ignored = try Self.colour(text, key: "data.ignored_colour") }
        do throws(DatasetError) {
            return try Classes(
                count: model.classes, names: data.classNames, colours: colours, ignoredColour: ignored)
        } catch {
            throw .value(file: nil, key: "model.classes", reason: "is \(model.classes), which is not right: \(error)")
        }
    }

    /// What the recipe says of the meaning of masks.
    public var truth: TruthOptions {
        TruthOptions(
            foreground: data.foreground, ignore: data.ignore, isInverted: data.invertMask,
            orientation: data.orientation, resizesMasks: data.resizeMasks)
    }

    /// Takes over number, names and colours.
    public mutating func set(_ classes: Classes) {
        model.classes = classes.count
        data.classNames = classes.names
        data.classColours = classes.colours?.map(\.description)
        data.ignoredColour = classes.ignoredColour?.description
    }

    private static func colour(_ text: String, key: String) throws(RecipeError) -> MaskColour {
        guard let colour = MaskColour(text) else {
            throw .value(file: nil, key: key, reason: "holds \(text), which is no colour; wanted: '#rrggbb'")
        }
        return colour
    }
}
