/// The dictionary of tensors in what a training saved.
///
/// The rule: a dictionary that has an entry `state_dict`, `model_state_dict` or `model` (the first of these) which is
/// a dictionary itself stands for that one, again and again. In the dictionary found, every key is a text and every
/// value a tensor, or plain: numbers and texts are passed over, anything else is refused, so that no weight is lost
/// in silence.
enum StateDictionary {
    static let wrappers = ["state_dict", "model_state_dict", "model"]

    /// Names and tensors (by their numbers in the heap), in the file's order.
    static func entries(of root: PickleValue, in heap: PickleHeap)
        throws(PickleFault) -> [(name: String, tensor: Int)]
    {
        let dictionary = heap.dictionaries[try unwrapped(root, in: heap)]
        let names = dictionary.entries.prefix(12).map { shown($0.key) }.joined(separator: ", ")
        guard dictionary.entries.contains(where: { $0.value.isTensor }) else {
            throw .refused("it holds no dictionary of tensors; what it holds is called: \(names)")
        }
        var found: [(name: String, tensor: Int)] = []
        for (key, value) in dictionary.entries {
            switch (key, value) {
            case (.text(let name), .tensor(let tensor)): found.append((name, tensor))
            case (_, let value) where value.isPlain: break
            case (_, .tensor): throw .refused("a tensor in it is called by \(key.kind), and not by a text")
            default: throw .refused("beside its tensors it holds \(value.kind) called \(shown(key))")
            }
        }
        return found
    }

    /// The number of the dictionary in the heap.
    private static func unwrapped(_ root: PickleValue, in heap: PickleHeap) throws(PickleFault) -> Int {
        guard case .dictionary(var place) = root else {
            throw .refused("it holds \(root.kind) and not a dictionary of tensors")
        }
        // A dictionary may hold itself, but values nest no deeper than this.
        for _ in 0..<PickleHeap.deepest {
            let inner = wrappers.lazy.compactMap { name -> Int? in
                guard case .dictionary(let k) = heap.dictionaries[place][name] else { return nil }
                return k
            }
            guard let next = inner.first else { return place }
            place = next
        }
        throw .refused("its dictionaries hold each other without end")
    }

    private static func shown(_ key: PickleValue) -> String {
        switch key {
        case .text(let name): PickleFault.printable(name)
        case .integer(let number): String(number)
        default: key.kind
        }
    }
}

extension PickleValue {
    fileprivate var isTensor: Bool {
        if case .tensor = self { true } else { false }
    }
}
