/// The lists, tuples, dictionaries, storages and tensors of a file's pickles.
struct PickleHeap {
    /// A list or tuple.
    struct Sequence {
        var items: [PickleValue] = []
        /// Levels of containers inside, itself included.
        var depth = 1
    }

    /// Entries in the order in which their keys came first.
    struct Dictionary {
        private(set) var entries: [(key: PickleValue, value: PickleValue)] = []
        private var places: [String: Int] = [:]
        var depth = 1

        subscript(_ name: String) -> PickleValue? { places[name].map { entries[$0].value } }

        mutating func set(_ key: PickleValue, _ value: PickleValue) {
            guard case .text(let name) = key else { return entries.append((key, value)) }
            if let place = places[name] {
                entries[place].value = value
            } else {
                places[name] = entries.count
                entries.append((key, value))
            }
        }
    }

    /// Bytes of a key. Keys are hashed each time that they are set: long ones, recalled often, would take for ever.
    static let longestKey = 1024

    /// Torch's dictionaries of tensors nest three deep, whole training checkpoints about eight.
    static let deepest = 64

    private(set) var lists: [Sequence] = []
    private(set) var tuples: [Sequence] = []
    private(set) var dictionaries: [Dictionary] = []
    private(set) var storages: [PickledStorage] = []
    private(set) var tensors: [PickledTensor] = []
    private var storageNumbers: [String: Int] = [:]

    private func depth(_ value: PickleValue) -> Int {
        switch value {
        case .list(let k): lists[k].depth
        case .tuple(let k): tuples[k].depth
        case .dictionary(let k): dictionaries[k].depth
        default: 0
        }
    }

    /// The depth of a container of `depth` levels once `items` are in it.
    private func depth(_ depth: Int, with items: [PickleValue]) throws(PickleFault) -> Int {
        let deeper = items.reduce(depth) { max($0, self.depth($1) + 1) }
        guard deeper <= Self.deepest else {
            throw .refused("its values nest more than \(Self.deepest) deep, which no file of tensors does")
        }
        return deeper
    }

    mutating func makeList() -> PickleValue {
        lists.append(Sequence())
        return .list(lists.count - 1)
    }

    mutating func makeDictionary() -> PickleValue {
        dictionaries.append(Dictionary())
        return .dictionary(dictionaries.count - 1)
    }

    mutating func makeTuple(_ items: [PickleValue]) throws(PickleFault) -> PickleValue {
        tuples.append(Sequence(items: items, depth: try depth(1, with: items)))
        return .tuple(tuples.count - 1)
    }

    mutating func append(_ items: [PickleValue], to list: PickleValue) throws(PickleFault) {
        guard case .list(let k) = list else { throw .damaged("it appends to \(list.kind)") }
        lists[k].depth = try depth(lists[k].depth, with: items)
        lists[k].items += items
    }

    /// Sets keys and values, which take turns in `items`.
    mutating func set(_ items: [PickleValue], in dictionary: PickleValue) throws(PickleFault) {
        guard case .dictionary(let k) = dictionary else { throw .damaged("it sets entries of \(dictionary.kind)") }
        guard items.count.isMultiple(of: 2) else { throw .damaged("a key has no value") }
        dictionaries[k].depth = try depth(dictionaries[k].depth, with: items)
        for place in stride(from: 0, to: items.count, by: 2) {
            if case .text(let key) = items[place] { try Self.check(key) }
            dictionaries[k].set(items[place], items[place + 1])
        }
    }

    private static func check(_ key: String) throws(PickleFault) {
        guard key.utf8.count <= longestKey else { throw .refused("a name in it has \(key.utf8.count) bytes") }
    }

    /// The same storage for the same key: whoever names it twice must say the same of it.
    mutating func add(_ storage: PickledStorage) throws(PickleFault) -> PickleValue {
        try Self.check(storage.key)
        if let known = storageNumbers[storage.key] {
            guard storages[known] == storage else {
                throw .damaged("it tells two different things of storage \(PickleFault.printable(storage.key))")
            }
            return .storage(known)
        }
        storageNumbers[storage.key] = storages.count
        storages.append(storage)
        return .storage(storages.count - 1)
    }

    mutating func add(_ tensor: PickledTensor) -> PickleValue {
        tensors.append(tensor)
        return .tensor(tensors.count - 1)
    }

    func storage(for key: String) -> PickledStorage? { storageNumbers[key].map { storages[$0] } }
}
