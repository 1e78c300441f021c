import ArgumentParser
import Datasets
import Foundation
import Training

extension LayoutChoice: ExpressibleByArgument {}

/// How data sets are read: the flags that every command with labelled data has.
struct DataOptions: ParsableArguments {
    @Option(
        help: .recipe(
            "How the data are laid out: auto, \(Layout.all.map(\.name).joined(separator: ", ")).", \.data.layout))
    var layout: LayoutChoice?
    @Option(help: "What masks add to their image's name: _mask for x.png and x_mask.png. Default: found by looking.")
    var maskSuffix: String?
    @Option(
        help: """
            A regular expression whose first group names the patient in an image's path: '(patient[0-9]+)'. A patient's \
            images stay in one subset. Default: the set's table, its layout or its file names tell.
            """)
    var groupBy: String?
    @Option(help: "A table image,group that names each image's patient.") var groups: String?
    @Flag(
        inversion: .prefixedNo,
        help: .recipe(
            "Refuse images without a mask, masks without an image and pictures that are not used.", \.data.strict)
    )
    var strict: Bool?
    @OptionGroup var masks: MaskOptions

    /// The flags with the keys of the recipe that they set.
    var flags: [RecipeFlag] {
        [
            RecipeFlag("--layout", "data.layout", \.data.layout, layout),
            RecipeFlag("--mask-suffix", "data.mask_suffix", \.data.maskSuffix, maskSuffix.map(Optional.some)),
            RecipeFlag("--group-by", "data.group_by", \.data.groupBy, groupBy.map(Optional.some)),
            RecipeFlag("--groups", "data.groups", \.data.groups, groups.map(Optional.some)),
            RecipeFlag("--strict", "data.strict", \.data.strict, strict),
        ] + masks.flags
    }

    func validate() throws {
        if groupBy != nil, groups != nil {
            throw ValidationError("--group-by and --groups both name patients; give one of them.")
        }
        if maskSuffix == "" {
            throw ValidationError("--mask-suffix is empty; without it masks have their image's name.")
        }
    }

    /// The section `data` of a recipe with these flags.
    func data(_ sources: [String]) -> Recipe.Data {
        var recipe = Recipe()
        for flag in flags { flag.apply(&recipe) }
        recipe.data.sources = sources
        return recipe.data
    }
}
