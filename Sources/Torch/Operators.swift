// Operators of libtorch, typed. One operator, three lines; a further one is bound here and nowhere else.

// MARK: - Arithmetic

extension Tensor {
    /// Element by element, shapes broadcast as in PyTorch.
    public static func + (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::add.Tensor", a, b) }
    /// Element by element, shapes broadcast.
    public static func - (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::sub.Tensor", a, b) }
    /// Element by element, shapes broadcast; `matmul(_:)` is the product of matrices.
    public static func * (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::mul.Tensor", a, b) }
    /// Element by element, shapes broadcast; whole numbers give float32.
    public static func / (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::div.Tensor", a, b) }
    /// Adds a number to each element.
    public static func + (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::add.Scalar", a, b) }
    /// Takes a number from each element.
    public static func - (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::sub.Scalar", a, b) }
    /// Multiplies each element by a number.
    public static func * (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::mul.Scalar", a, b) }
    /// Divides each element by a number.
    public static func / (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::div.Scalar", a, b) }
    /// Adds a number to each element.
    public static func + (a: Double, b: Tensor) throws(TorchError) -> Tensor { try b + a }
    /// Takes each element from a number.
    public static func - (a: Double, b: Tensor) throws(TorchError) -> Tensor { try call("aten::rsub.Scalar", b, a) }
    /// Multiplies each element by a number.
    public static func * (a: Double, b: Tensor) throws(TorchError) -> Tensor { try b * a }
    /// Each element with the other sign.
    public static prefix func - (a: Tensor) throws(TorchError) -> Tensor { try call("aten::neg", a) }

    /// The product of matrices (..., n, k) and (..., k, m); leading axes are broadcast.
    public func matmul(_ other: Tensor) throws(TorchError) -> Tensor { try call("aten::matmul", self, other) }
    /// Each element to the power of `exponent`.
    public func power(_ exponent: Double) throws(TorchError) -> Tensor {
        try call("aten::pow.Tensor_Scalar", self, exponent)
    }
    /// Each element without its sign.
    public func absolute() throws(TorchError) -> Tensor { try call("aten::abs", self) }
    /// The square root of each element; NaN below 0.
    public func squareRoot() throws(TorchError) -> Tensor { try call("aten::sqrt", self) }
    /// e to the power of each element.
    public func exponential() throws(TorchError) -> Tensor { try call("aten::exp", self) }
    /// The natural logarithm of each element; NaN below 0.
    public func logarithm() throws(TorchError) -> Tensor { try call("aten::log", self) }
    /// Each element rounded to a whole number, halves to the even one.
    public func rounded() throws(TorchError) -> Tensor { try call("aten::round", self) }
    /// Each element brought into the range.
    public func clamped(to range: ClosedRange<Double>) throws(TorchError) -> Tensor {
        try call("aten::clamp", self, range.lowerBound, range.upperBound)
    }
    /// Each element, `lower` at least.
    public func clamped(from lower: Double) throws(TorchError) -> Tensor { try call("aten::clamp_min", self, lower) }
}

// MARK: - Comparison: bool tensors

extension Tensor {
    /// Where elements lie above the number.
    public static func > (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::gt.Scalar", a, b) }
    /// Where elements lie below the number.
    public static func < (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::lt.Scalar", a, b) }
    /// Where elements are the number or above it.
    public static func >= (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::ge.Scalar", a, b) }
    /// Where elements are the number or below it.
    public static func <= (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::le.Scalar", a, b) }
    /// Where both are true (not 0).
    public static func & (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_and", a, b) }
    /// Where one of the two is true (not 0).
    public static func | (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_or", a, b) }
    /// Where elements are false (0).
    public static prefix func ! (a: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_not", a) }
    /// Where the elements of both are equal; shapes are broadcast.
    public func equals(_ other: Tensor) throws(TorchError) -> Tensor { try call("aten::eq.Tensor", self, other) }

    /// Whether both have the same shape and, bit for bit in value, the same elements.
    public func isEqual(to other: Tensor) throws(TorchError) -> Bool {
        guard dtype == other.dtype else { return false }
        return try callForInt("aten::equal", self, other) != 0
    }
}

// MARK: - Reductions

extension Tensor {
    /// The sum of all elements, a scalar; whole numbers and truth values give int64.
    public func sum() throws(TorchError) -> Tensor { try call("aten::sum", self) }
    /// The mean of all elements, a scalar; floating-point types only.
    public func mean() throws(TorchError) -> Tensor { try call("aten::mean", self) }
    /// The largest element, a scalar.
    public func maximum() throws(TorchError) -> Tensor { try call("aten::max", self) }
    /// The smallest element, a scalar.
    public func minimum() throws(TorchError) -> Tensor { try call("aten::min", self) }
    /// The Euclidean norm of all elements.
    public func norm() throws(TorchError) -> Tensor { try call("aten::linalg_vector_norm", self) }
    /// Sums along axes, which go unless they are kept with size 1.
    public func sum(axes: [Int], keepAxes: Bool = false) throws(TorchError) -> Tensor {
        try call("aten::sum.dim_IntList", self, axes, keepAxes)
    }
    /// Means along axes, which go unless they are kept with size 1; floating-point types only.
    public func mean(axes: [Int], keepAxes: Bool = false) throws(TorchError) -> Tensor {
        try call("aten::mean.dim", self, axes, keepAxes)
    }
}

// MARK: - Shape

extension Tensor {
    /// The same elements under another shape; one size may be -1: what is left.
    public func reshaped(_ shape: [Int]) throws(TorchError) -> Tensor { try call("aten::reshape", self, shape) }
    /// A view with the axes in another order: axis `i` of the result is `axes[i]` of this.
    public func permuted(_ axes: [Int]) throws(TorchError) -> Tensor { try call("aten::permute", self, axes) }
    /// A view with two axes exchanged.
    public func transposed(_ a: Int, _ b: Int) throws(TorchError) -> Tensor {
        try call("aten::transpose.int", self, a, b)
    }
    /// A view with an axis of size 1 put in at `axis`.
    public func unsqueezed(_ axis: Int) throws(TorchError) -> Tensor { try call("aten::unsqueeze", self, axis) }
    /// A view without `axis`, where that has size 1; as it is otherwise.
    public func squeezed(_ axis: Int) throws(TorchError) -> Tensor { try call("aten::squeeze.dim", self, axis) }
    /// The axes from `axis` on made one.
    public func flattened(from axis: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::flatten.using_ints", self, axis)
    }
    /// A view whose axes of size 1 are repeated to `shape`, without copying.
    public func expanded(_ shape: [Int]) throws(TorchError) -> Tensor { try call("aten::expand", self, shape) }
    /// A copy with the order along `axes` reversed.
    public func flipped(_ axes: [Int]) throws(TorchError) -> Tensor { try call("aten::flip", self, axes) }
    /// A view of `length` positions of an axis, from `start`.
    public func narrowed(axis: Int, start: Int, length: Int) throws(TorchError) -> Tensor {
        try call("aten::narrow", self, axis, start, length)
    }
    /// Rows (along `axis`) at the positions in an int64 tensor.
    public func selected(_ positions: Tensor, axis: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::index_select", self, axis, positions)
    }
    /// Tensors one after the other along an axis; the other sizes are alike.
    public static func concatenate(_ tensors: [Tensor], axis: Int) throws(TorchError) -> Tensor {
        try call("aten::cat", tensors, axis)
    }
    /// Tensors of one shape along a new axis.
    public static func stack(_ tensors: [Tensor], axis: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::stack", tensors, axis)
    }
    /// Adds `amounts` of `value` at the ends of the last axes: (left, right, top, bottom) for images.
    public func padded(_ amounts: [Int], value: Double = 0) throws(TorchError) -> Tensor {
        try call("aten::constant_pad_nd", self, amounts, value)
    }
}

// MARK: - Type, device and layout

extension Tensor {
    /// The same elements in another number type; this very tensor where that is the same.
    public func to(_ type: DType) throws(TorchError) -> Tensor { try call("aten::to.dtype", self, type) }
    /// The same elements on another device (and in another type); this very tensor where both are the same.
    public func to(_ device: Device, _ type: DType? = nil) throws(TorchError) -> Tensor {
        try call("aten::to.device", self, device, type ?? dtype)
    }
    /// The same elements laid out in a memory format; this very tensor where they lie so already.
    public func contiguous(_ format: MemoryFormat = .contiguous) throws(TorchError) -> Tensor {
        try call("aten::contiguous", self, format)
    }
    /// A copy.
    public func cloned(_ format: MemoryFormat = .preserve) throws(TorchError) -> Tensor {
        try call("aten::clone", self, format)
    }
    /// The same elements, cut off from what they were computed from.
    public func detached() throws(TorchError) -> Tensor { try call("aten::detach", self) }
}

// MARK: - In place

extension Tensor {
    /// Overwrites the elements, converting type and device.
    public func copy(from other: Tensor) throws(TorchError) { try callInPlace("aten::copy_", self, other) }
    /// Overwrites every element.
    public func fill(_ value: Double) throws(TorchError) { try callInPlace("aten::fill_.Scalar", self, value) }
    /// Adds a number to each element, in place.
    public func add(_ value: Double) throws(TorchError) { try callInPlace("aten::add_.Scalar", self, value) }
    /// Adds a whole number to each element, in place: for counters.
    public func add(_ value: Int) throws(TorchError) { try callInPlace("aten::add_.Scalar", self, value) }
}

// MARK: - Creation

extension Tensor {
    /// Zeros.
    public static func zeros(_ shape: [Int], _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::zeros", shape, type, Int?.none, device)
    }
    /// Ones.
    public static func ones(_ shape: [Int], _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::ones", shape, type, Int?.none, device)
    }
    /// Elements that are all `value`.
    public static func full(_ shape: [Int], _ value: Double, _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::full", shape, value, type, Int?.none, device)
    }
    /// 0, 1, ... `count` - 1.
    public static func range(_ count: Int, _ type: DType = .int64, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::arange", count, type, Int?.none, device)
    }
    /// Draws from the normal distribution with torch's generator, which `manualSeed` sets.
    public static func normal(_ shape: [Int], _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::randn", shape, type, Int?.none, device)
    }
    /// Zeros of the shape, type, device and memory layout of another tensor.
    public static func zeros(like other: Tensor) throws(TorchError) -> Tensor { try call("aten::zeros_like", other) }
}
