/// One axis of a subscript: a position (the axis goes), a range of it, or all of it.
public enum TensorIndex: Sendable {
    /// The position, counted from the end where negative.
    case at(Int)
    case range(Range<Int>)
    case all
    /// An axis of size 1 that was not there.
    case newAxis
}

extension Tensor {
    /// A view of a part: `try x[.at(0), .all, .range(2..<5)]`. Axes that are not named stay whole.
    /// - Throws: `TorchError.shape` where a position lies outside.
    public subscript(indices: TensorIndex...) -> Tensor {
        get throws(TorchError) {
            var view = self
            var axis = 0
            for index in indices {
                switch index {
                case .at(let position): view = try call("aten::select.int", view, axis, position)
                case .range(let range):
                    guard axis < view.rank, range.lowerBound >= -view.shape[axis], range.upperBound <= view.shape[axis]
                    else {
                        throw .shape(
                            .init(
                                operation: "subscript", shapes: [view.shape],
                                message: "the range \(range) lies outside of axis \(axis)"))
                    }
                    view = try view.narrowed(axis: axis, start: range.lowerBound, length: range.count)
                    axis += 1
                case .all: axis += 1
                case .newAxis:
                    view = try view.unsqueezed(axis)
                    axis += 1
                }
            }
            return view
        }
    }

    /// The tensor at one position of the first axis.
    public subscript(position: Int) -> Tensor {
        get throws(TorchError) { try call("aten::select.int", self, 0, position) }
    }
}
