/// A value that a pickle makes. Everything of some size lies in the `PickleHeap` and is named by its number there:
/// so no nesting is too deep to free, and a list that holds itself is no harm.
enum PickleValue: Equatable {
    case none
    case bool(Bool)
    case integer(Int)
    /// A whole number of more than 64 bits: its bytes, least first.
    case long([UInt8])
    case real(Double)
    case text(String)
    case bytes
    case list(Int)
    case tuple(Int)
    case dictionary(Int)
    case constructor(PickleConstructor)
    /// A place on which tensors lie ("cpu"), which nobody asks for.
    case device
    case storage(Int)
    case tensor(Int)

    /// The kind in words, for messages.
    var kind: String {
        switch self {
        case .none: "nothing"
        case .bool: "a truth value"
        case .integer, .long, .real: "a number"
        case .text: "a text"
        case .bytes: "bytes"
        case .list: "a list"
        case .tuple: "a tuple"
        case .dictionary: "a dictionary"
        case .constructor(let constructor): constructor.rawValue
        case .device: "a device"
        case .storage: "a storage"
        case .tensor: "a tensor"
        }
    }

    /// Numbers, texts and the like, which may stand beside tensors and are passed over.
    var isPlain: Bool {
        switch self {
        case .none, .bool, .integer, .long, .real, .text, .bytes, .device: true
        case .constructor(let constructor): constructor.isNumberType
        case .list, .tuple, .dictionary, .storage, .tensor: false
        }
    }
}

/// The memory of a tensor, or of several, as the pickle tells of it.
struct PickledStorage: Equatable {
    let key: String
    let dtype: DType
    /// Elements.
    let count: Int
}

/// A tensor as the pickle tells of it: a view of a storage, which was checked to lie inside it.
struct PickledTensor: Equatable {
    /// The storage's number in the heap.
    let storage: Int
    let dtype: DType
    /// Elements of the storage before the tensor's first.
    let offset: Int
    let shape: [Int]
    /// Elements of the storage between neighbours along each axis, 0 or more; 0 where there are no neighbours.
    let strides: [Int]
    /// Elements.
    let count: Int

    /// - Throws: what is wrong with the claim, where the view reaches out of its storage.
    init(of storage: PickledStorage, number: Int, offset: Int, shape: [Int], strides: [Int]) throws(PickleFault) {
        func wrong(_ reason: String) -> PickleFault {
            .damaged(
                """
                a tensor of shape \(shape), strides \(strides) and offset \(offset) is said to lie in storage \
                \(PickleFault.printable(storage.key)): \(reason)
                """)
        }
        guard shape.count == strides.count else { throw wrong("every axis has one stride") }
        guard shape.count <= 64 else { throw .refused("it has a tensor of \(shape.count) axes, and 64 are the most") }
        guard offset >= 0, (shape + strides).allSatisfy({ $0 >= 0 }) else { throw wrong("none of these is negative") }
        // The last element that the tensor touches; sizes of 0 do not hide an overflow of the others.
        var (last, count, overflows) = (offset, 1, false)
        for (side, stride) in zip(shape, strides) where side > 0 {
            let reach = (side - 1).multipliedReportingOverflow(by: stride)
            let sum = last.addingReportingOverflow(reach.partialValue)
            let product = count.multipliedReportingOverflow(by: side)
            overflows = overflows || reach.overflow || sum.overflow || product.overflow
            (last, count) = (sum.partialValue, product.partialValue)
        }
        guard !overflows, !count.multipliedReportingOverflow(by: storage.dtype.size).overflow else {
            throw wrong("no memory is that large")
        }
        let isEmpty = shape.contains(0)
        guard isEmpty ? offset <= storage.count : last < storage.count else {
            throw wrong("it has \(storage.count) elements")
        }
        (self.storage, dtype, self.offset, self.shape) = (number, storage.dtype, offset, shape)
        // An axis of one element may claim any stride, which nobody is to add up.
        self.strides = zip(shape, strides).map { $0 > 1 ? $1 : 0 }
        self.count = isEmpty ? 0 : count
    }
}
