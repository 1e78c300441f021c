import Files

/// The threads of each training run where several train at once and none was given.
enum ThreadShare {
    /// The processors that this process may use.
    static var allowedProcessors: Int { Processors.current.count }

    /// - Parameter jobs: runs that train at once, at least 1.
    /// - Returns: at least 1.
    static func threads(jobs: Int, processors: Int = allowedProcessors) -> Int { max(1, processors / max(jobs, 1)) }
}
