/// The 44 items of CLAIM 2024, with what a run knows of each and whether its author has to write something.
enum ClaimChecklist {
    /// In their order.
    static let items = paper + data + partitions + model + evaluation + results

    /// Title, abstract, introduction, study design.
    private static let paper = [
        ClaimItem(1, .title, fact: \.technology, asksAuthor: true),
        ClaimItem(2, .abstract, asksAuthor: true),
        ClaimItem(3, .introduction, asksAuthor: true),
        ClaimItem(4, .introduction, asksAuthor: true),
        ClaimItem(5, .design, asksAuthor: true),
        ClaimItem(6, .design, asksAuthor: true),
    ]

    /// Data and reference standard.
    private static let data = [
        ClaimItem(7, .data, fact: \.sources, asksAuthor: true),
        ClaimItem(8, .data, fact: \.inclusion, asksAuthor: true),
        ClaimItem(9, .data, fact: \.preprocessing),
        ClaimItem(10, .data, fact: \.selection, asksAuthor: true),
        ClaimItem(11, .data, asksAuthor: true),
        ClaimItem(12, .data, fact: \.missing),
        ClaimItem(13, .data, asksAuthor: true),
        ClaimItem(14, .reference, fact: \.masks, asksAuthor: true),
        ClaimItem(15, .reference, asksAuthor: true),
        ClaimItem(16, .reference, asksAuthor: true),
        ClaimItem(17, .reference, asksAuthor: true),
        ClaimItem(18, .reference, asksAuthor: true),
    ]

    private static let partitions = [
        ClaimItem(19, .partitions, fact: \.assignment),
        ClaimItem(20, .partitions, fact: \.disjointness, asksAuthor: true),
        ClaimItem(21, .testing, fact: \.testSize, asksAuthor: true),
    ]

    private static let model = [
        ClaimItem(22, .model, fact: \.model),
        ClaimItem(23, .model, fact: \.software),
        ClaimItem(24, .model, fact: \.start),
        ClaimItem(25, .training, fact: \.training),
        ClaimItem(26, .training, fact: \.choice),
        ClaimItem(27, .training, fact: \.ensemble),
    ]

    private static let evaluation = [
        ClaimItem(28, .evaluation, fact: \.metrics),
        ClaimItem(29, .evaluation, fact: \.uncertainty),
        ClaimItem(30, .evaluation, asksAuthor: true),
        ClaimItem(31, .evaluation, asksAuthor: true),
        ClaimItem(32, .evaluation, fact: \.internalTest),
        ClaimItem(33, .evaluation, fact: \.externalTest, asksAuthor: true),
        ClaimItem(34, .evaluation, asksAuthor: true),
    ]

    /// Results, discussion, other information.
    private static let results = [
        ClaimItem(35, .included, fact: \.included, asksAuthor: true),
        ClaimItem(36, .included, asksAuthor: true),
        ClaimItem(37, .performance, fact: \.performance),
        ClaimItem(38, .performance, asksAuthor: true),
        ClaimItem(39, .performance, fact: \.failures, asksAuthor: true),
        ClaimItem(40, .discussion, fact: \.limits, asksAuthor: true),
        ClaimItem(41, .discussion, asksAuthor: true),
        ClaimItem(42, .other, fact: \.protocolFile, asksAuthor: true),
        ClaimItem(43, .other, fact: \.availability, asksAuthor: true),
        ClaimItem(44, .other, asksAuthor: true),
    ]
}
