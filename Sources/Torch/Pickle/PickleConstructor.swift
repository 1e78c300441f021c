/// What a pickle may name. Everything else that it names is refused by its name.
enum PickleConstructor: String, CaseIterable {
    case orderedDictionary = "collections.OrderedDict"
    case size = "torch.Size"
    case device = "torch.device"
    case parameter = "torch.nn.parameter.Parameter"
    case rebuildTensor = "torch._utils._rebuild_tensor"
    case rebuildTensorV2 = "torch._utils._rebuild_tensor_v2"
    case rebuildParameter = "torch._utils._rebuild_parameter"
    case rebuildParameterWithState = "torch._utils._rebuild_parameter_with_state"
    case floatStorage = "torch.FloatStorage"
    case doubleStorage = "torch.DoubleStorage"
    case halfStorage = "torch.HalfStorage"
    case bfloat16Storage = "torch.BFloat16Storage"
    case longStorage = "torch.LongStorage"
    case intStorage = "torch.IntStorage"
    case shortStorage = "torch.ShortStorage"
    case charStorage = "torch.CharStorage"
    case byteStorage = "torch.ByteStorage"
    case boolStorage = "torch.BoolStorage"
    case float32 = "torch.float32"
    case float64 = "torch.float64"
    case float16 = "torch.float16"
    case bfloat16 = "torch.bfloat16"
    case int64 = "torch.int64"
    case int32 = "torch.int32"
    case int16 = "torch.int16"
    case int8 = "torch.int8"
    case uint8 = "torch.uint8"
    case bool = "torch.bool"

    init(module: String, name: String) throws(PickleFault) {
        let path = "\(module).\(name)"
        if let known = Self(rawValue: path) {
            self = known
        } else if module == "torch", name.hasSuffix("Storage") {
            throw .refused("it holds a \(PickleFault.printable(path)), a kind of tensor that Pleura does not have")
        } else {
            throw .refused("it asks to run \(PickleFault.printable(path)), which Pleura never does")
        }
    }

    /// The number type of a storage of this kind; nil where this is no kind of storage.
    var storageType: DType? {
        switch self {
        case .floatStorage: .float32
        case .doubleStorage: .float64
        case .halfStorage: .float16
        case .bfloat16Storage: .bfloat16
        case .longStorage: .int64
        case .intStorage: .int32
        case .shortStorage: .int16
        case .charStorage: .int8
        case .byteStorage: .uint8
        case .boolStorage: .bool
        default: nil
        }
    }

    /// Whether this names a number type, as checkpoints do in their settings.
    var isNumberType: Bool {
        switch self {
        case .float32, .float64, .float16, .bfloat16, .int64, .int32, .int16, .int8, .uint8, .bool: true
        default: false
        }
    }
}

extension PickleConstructor {
    /// What `self(arguments)` makes in torch, without running anything.
    func make(_ arguments: [PickleValue], in heap: inout PickleHeap) throws(PickleFault) -> PickleValue {
        switch self {
        case .orderedDictionary:
            guard arguments.isEmpty else { break }
            return heap.makeDictionary()
        case .size:
            // A tuple of sizes; which tuple it is, nobody asks.
            guard arguments.count == 1, case .tuple = arguments[0] else { break }
            return arguments[0]
        case .device:
            guard (1...2).contains(arguments.count), arguments.allSatisfy(\.isPlain) else { break }
            return .device
        case .rebuildTensor:
            guard arguments.count == 4 else { break }
            return try tensor(arguments, in: &heap)
        case .rebuildTensorV2:
            // Then: whether gradients are wanted, hooks, and bits for complex numbers.
            guard (6...7).contains(arguments.count) else { break }
            if arguments.count == 7 { try refuseBits(arguments[6], in: heap) }
            return try tensor(arguments, in: &heap)
        case .parameter, .rebuildParameter, .rebuildParameterWithState:
            // Then: whether gradients are wanted, hooks, attributes set from Python. None of these is a number.
            guard (1...4).contains(arguments.count), case .tensor = arguments[0] else { break }
            return arguments[0]
        default: break
        }
        let kinds = arguments.prefix(8).map(\.kind).joined(separator: ", ")
        throw .damaged("it calls \(rawValue) with (\(kinds)), which torch does not")
    }

    private func refuseBits(_ value: PickleValue, in heap: PickleHeap) throws(PickleFault) {
        if value == .none { return }
        guard case .dictionary(let k) = value, heap.dictionaries[k].entries.isEmpty else {
            throw .refused("it holds a tensor that is conjugated or negated when it is read, which Pleura does not do")
        }
    }

    private func tensor(_ arguments: [PickleValue], in heap: inout PickleHeap) throws(PickleFault) -> PickleValue {
        guard case .storage(let storage) = arguments[0], case .integer(let offset) = arguments[1],
            let shape = Self.integers(arguments[2], in: heap), let strides = Self.integers(arguments[3], in: heap)
        else {
            let kinds = arguments.prefix(4).map(\.kind).joined(separator: ", ")
            throw .damaged("it makes a tensor of (\(kinds)); a storage, an offset, sizes and strides are wanted")
        }
        let claim = try PickledTensor(
            of: heap.storages[storage], number: storage, offset: offset, shape: shape, strides: strides)
        return heap.add(claim)
    }

    private static func integers(_ value: PickleValue, in heap: PickleHeap) -> [Int]? {
        let items: [PickleValue]
        switch value {
        case .tuple(let k): items = heap.tuples[k].items
        case .list(let k): items = heap.lists[k].items
        default: return nil
        }
        var integers: [Int] = []
        for item in items {
            guard case .integer(let integer) = item else { return nil }
            integers.append(integer)
        }
        return integers
    }
}
