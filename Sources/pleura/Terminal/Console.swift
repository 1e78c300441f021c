import Foundation

/// A line on standard error: what is being done, choices, warnings.
func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// A line on standard output: results. Written at once, also into a pipe.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
