import Foundation

/// How data sets are read from their folders: what a command's flags, or the section `data` of a recipe, say.
public struct DataRules: Hashable, Sendable {
    /// How the folders are laid out.
    public var layout: LayoutChoice
    /// What masks add to their image's stem, "_mask" for example; nil: the layout's own rule.
    public var maskSuffix: String?
    /// A regular expression whose first group, in an image's name (its path in the set), is the patient's name.
    public var groupBy: String?
    /// A table image,group.
    public var groups: URL?

    /// All found by looking, unless said otherwise.
    public init(
        layout: LayoutChoice = .auto, maskSuffix: String? = nil, groupBy: String? = nil, groups: URL? = nil
    ) {
        (self.layout, self.maskSuffix, self.groupBy, self.groups) = (layout, maskSuffix, groupBy, groups)
    }
}
