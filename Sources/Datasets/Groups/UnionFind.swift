/// Numbers that are joined to one another, directly or by way of others (Tarjan 1975).
struct UnionFind {
    private var parents: [Int]

    /// Each number from 0 alone.
    init(count: Int) { parents = Array(0..<count) }

    /// The least number of those that this one is joined to.
    mutating func root(_ number: Int) -> Int {
        var root = number
        while parents[root] != root { root = parents[root] }
        var next = number
        while parents[next] != root { (parents[next], next) = (root, parents[next]) }
        return root
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        parents[max(a, b)] = min(a, b)
    }
}
