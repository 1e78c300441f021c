// Operators of libtorch, typed. One operator, three lines; a further one is bound here and nowhere else.

// MARK: - Arithmetic

extension Tensor {
    public static func + (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::add.Tensor", a, b) }
    public static func - (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::sub.Tensor", a, b) }
    public static func * (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::mul.Tensor", a, b) }
    public static func / (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::div.Tensor", a, b) }
    public static func + (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::add.Scalar", a, b) }
    public static func - (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::sub.Scalar", a, b) }
    public static func * (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::mul.Scalar", a, b) }
    public static func / (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::div.Scalar", a, b) }
    public static func + (a: Double, b: Tensor) throws(TorchError) -> Tensor { try b + a }
    public static func - (a: Double, b: Tensor) throws(TorchError) -> Tensor { try call("aten::rsub.Scalar", b, a) }
    public static func * (a: Double, b: Tensor) throws(TorchError) -> Tensor { try b * a }
    public static prefix func - (a: Tensor) throws(TorchError) -> Tensor { try call("aten::neg", a) }

    public func matmul(_ other: Tensor) throws(TorchError) -> Tensor { try call("aten::matmul", self, other) }
    public func power(_ exponent: Double) throws(TorchError) -> Tensor {
        try call("aten::pow.Tensor_Scalar", self, exponent)
    }
    public func absolute() throws(TorchError) -> Tensor { try call("aten::abs", self) }
    public func squareRoot() throws(TorchError) -> Tensor { try call("aten::sqrt", self) }
    public func exponential() throws(TorchError) -> Tensor { try call("aten::exp", self) }
    public func logarithm() throws(TorchError) -> Tensor { try call("aten::log", self) }
    public func rounded() throws(TorchError) -> Tensor { try call("aten::round", self) }
    public func clamped(to range: ClosedRange<Double>) throws(TorchError) -> Tensor {
        try call("aten::clamp", self, range.lowerBound, range.upperBound)
    }
    public func clamped(from lower: Double) throws(TorchError) -> Tensor { try call("aten::clamp_min", self, lower) }
}

// MARK: - Comparison: bool tensors

extension Tensor {
    public static func > (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::gt.Scalar", a, b) }
    public static func < (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::lt.Scalar", a, b) }
    public static func >= (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::ge.Scalar", a, b) }
    public static func <= (a: Tensor, b: Double) throws(TorchError) -> Tensor { try call("aten::le.Scalar", a, b) }
    public static func & (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_and", a, b) }
    public static func | (a: Tensor, b: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_or", a, b) }
    public static prefix func ! (a: Tensor) throws(TorchError) -> Tensor { try call("aten::logical_not", a) }
    public func equals(_ other: Tensor) throws(TorchError) -> Tensor { try call("aten::eq.Tensor", self, other) }

    /// Whether both have the same shape and, bit for bit in value, the same elements.
    public func isEqual(to other: Tensor) throws(TorchError) -> Bool {
        guard dtype == other.dtype else { return false }
        return try callForInt("aten::equal", self, other) != 0
    }
}

// MARK: - Reductions

extension Tensor {
    public func sum() throws(TorchError) -> Tensor { try call("aten::sum", self) }
    public func mean() throws(TorchError) -> Tensor { try call("aten::mean", self) }
    public func maximum() throws(TorchError) -> Tensor { try call("aten::max", self) }
    public func minimum() throws(TorchError) -> Tensor { try call("aten::min", self) }
    /// The Euclidean norm of all elements.
    public func norm() throws(TorchError) -> Tensor { try call("aten::linalg_vector_norm", self) }
    public func sum(axes: [Int], keepAxes: Bool = false) throws(TorchError) -> Tensor {
        try call("aten::sum.dim_IntList", self, axes, keepAxes)
    }
    public func mean(axes: [Int], keepAxes: Bool = false) throws(TorchError) -> Tensor {
        try call("aten::mean.dim", self, axes, keepAxes)
    }
}

// MARK: - Shape

extension Tensor {
    /// The same elements under another shape; one size may be -1: what is left.
    public func reshaped(_ shape: [Int]) throws(TorchError) -> Tensor { try call("aten::reshape", self, shape) }
    public func permuted(_ axes: [Int]) throws(TorchError) -> Tensor { try call("aten::permute", self, axes) }
    public func transposed(_ a: Int, _ b: Int) throws(TorchError) -> Tensor {
        try call("aten::transpose.int", self, a, b)
    }
    public func unsqueezed(_ axis: Int) throws(TorchError) -> Tensor { try call("aten::unsqueeze", self, axis) }
    public func squeezed(_ axis: Int) throws(TorchError) -> Tensor { try call("aten::squeeze.dim", self, axis) }
    public func flattened(from axis: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::flatten.using_ints", self, axis)
    }
    public func expanded(_ shape: [Int]) throws(TorchError) -> Tensor { try call("aten::expand", self, shape) }
    public func flipped(_ axes: [Int]) throws(TorchError) -> Tensor { try call("aten::flip", self, axes) }
    public func narrowed(axis: Int, start: Int, length: Int) throws(TorchError) -> Tensor {
        try call("aten::narrow", self, axis, start, length)
    }
    /// Rows (along `axis`) at the positions in an int64 tensor.
    public func selected(_ positions: Tensor, axis: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::index_select", self, axis, positions)
    }
    public static func concatenate(_ tensors: [Tensor], axis: Int) throws(TorchError) -> Tensor {
        try call("aten::cat", tensors, axis)
    }
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
    public func to(_ type: DType) throws(TorchError) -> Tensor { try call("aten::to.dtype", self, type) }
    public func to(_ device: Device, _ type: DType? = nil) throws(TorchError) -> Tensor {
        try call("aten::to.device", self, device, type ?? dtype)
    }
    public func contiguous(_ format: MemoryFormat = .contiguous) throws(TorchError) -> Tensor {
        try call("aten::contiguous", self, format)
    }
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
    public func fill(_ value: Double) throws(TorchError) { try callInPlace("aten::fill_.Scalar", self, value) }
    public func add(_ value: Double) throws(TorchError) { try callInPlace("aten::add_.Scalar", self, value) }
    public func add(_ value: Int) throws(TorchError) { try callInPlace("aten::add_.Scalar", self, value) }
}

// MARK: - Creation

extension Tensor {
    public static func zeros(_ shape: [Int], _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::zeros", shape, type, Int?.none, device)
    }
    public static func ones(_ shape: [Int], _ type: DType = .float32, on device: Device = .cpu)
        throws(TorchError) -> Tensor
    {
        try call("aten::ones", shape, type, Int?.none, device)
    }
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
    public static func zeros(like other: Tensor) throws(TorchError) -> Tensor { try call("aten::zeros_like", other) }
}
