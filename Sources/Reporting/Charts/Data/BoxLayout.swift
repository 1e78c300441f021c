/// Which row of a box plot shows what.
struct BoxLayout {
    /// One box.
    struct Row: Equatable {
        /// What stands left of it: the set, or the run where the chart has one set.
        let label: String
        /// From 0 at the top.
        let place: Int
        /// The set's place among the sets, from 0: its fill.
        let set: Int
    }

    /// Light enough for a median line to be seen, each lighter than the one before.
    static let fills = ["#56b4e9", "#f2b95f", "#a9dcc6", "#f0dce8"]

    /// A row for each group.
    private(set) var rows: [Row] = []
    /// Names of runs, above the rows of their sets.
    private(set) var headings: [(name: String, place: Int)] = []
    /// Rows with headings.
    private(set) var count = 0

    init(_ groups: [ScoreGroup]) {
        let sets = groups.map(\.set).unique
        var last: String?
        for group in groups {
            if sets.count > 1, group.run != last {
                headings.append((group.run, count))
                count += 1
            }
            last = group.run
            rows.append(
                Row(
                    label: "\(ChartLabel.short(sets.count > 1 ? group.set : group.run, longest: 28)) "
                        + "(\(group.values.count))", place: count, set: sets.firstIndex(of: group.set) ?? 0))
            count += 1
        }
    }
}
