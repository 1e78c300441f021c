/// The name of a group of images that were joined since they are alike: the form in which `split.csv` and `metrics.csv`
/// hold it.
public enum JoinedGroup {
    /// "SET/GROUP and 2 like it".
    /// - Parameters:
    ///   - first: the first of the groups, "SET/GROUP".
    ///   - others: how many more there are.
    public static func name(_ first: String, others: Int) -> String { "\(first) and \(others) like it" }

    /// The first of the groups, its set and its own name; nil for a group that was not joined.
    public static func first(of group: String) -> (set: String, group: String)? {
        guard group.hasSuffix(" like it"), let match = group.wholeMatch(of: /([^\/]+)\/(.+) and [0-9]+ like it/) else {
            return nil
        }
        return (String(match.1), String(match.2))
    }
}
