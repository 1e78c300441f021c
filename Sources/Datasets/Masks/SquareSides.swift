/// The sides of the largest squares that end at the pixels of two neighbouring rows.
struct SquareSides {
    private var above: [Int]
    private var here: [Int]

    init(width: Int) {
        above = [Int](repeating: 0, count: width)
        here = above
    }

    /// The pixel does not meet the condition.
    mutating func restart(_ x: Int) { here[x] = 0 }

    /// The pixel meets it; `together`: so do its three neighbours, and it belongs with them.
    mutating func extend(_ x: Int, together: Bool) -> Int {
        here[x] = together ? 1 + min(above[x], here[x - 1], above[x - 1]) : 1
        return here[x]
    }

    mutating func nextRow() { swap(&above, &here) }
}
