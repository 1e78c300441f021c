import Files

extension Twins {
    /// The pairs with the groups of images that are alike joined, across sets too. A joined group is called
    /// "SET/GROUP and N like it", after the first of its groups in byte order; it is drawn with that set.
    /// - Parameter pairs: those that were compared, in their order.
    public func joined(_ pairs: [Pair]) -> [Pair] {
        guard !links.isEmpty, pairs.count == count else { return pairs }
        let patients = Set(pairs.map(\.patient)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(patients, patients.indices))
        let own = pairs.map { numbers[$0.patient] ?? 0 }
        var joined = UnionFind(count: patients.count)
        for link in links { joined.join(own[link.first], own[link.second]) }
        var sizes: [Int: Int] = [:]
        for number in patients.indices { sizes[joined.root(number), default: 0] += 1 }
        return zip(pairs, own).map { pair, number in
            let root = joined.root(number)
            guard let size = sizes[root], size > 1 else { return pair }
            var pair = pair
            pair.group = JoinedGroup.name(patients[root].description, others: size - 1)
            pair.home = patients[root].set
            return pair
        }
    }

    /// What was joined, for the terminal: nil where no two images are alike.
    /// - Parameter pairs: those that were compared, in their order.
    public func line(of pairs: [Pair]) -> String? {
        guard !links.isEmpty, pairs.count == count else { return nil }
        let exact = links.count(where: \.isExact)
        var parts: [String] = []
        if exact > 0 { parts.append("\(exact) image\(exact == 1 ? " is a copy" : "s are copies") of another") }
        if links.count > exact {
            parts.append("\(links.count - exact) nearly equal\(links.count - exact == 1 ? "s" : "") another")
        }
        let named = links.prefix(8).map { "\(pairs[$0.first].key) = \(pairs[$0.second].key)" }
        let more = links.count > 8 ? " and \(links.count - 8) more" : ""
        return parts.joined(separator: ", ") + "; such images stay in one subset: " + named.joined(separator: ", ")
            + more
    }
}
