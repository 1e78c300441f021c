/// Pleura's version, by semantic versioning.
public let pleuraVersion = "0.1.0"
