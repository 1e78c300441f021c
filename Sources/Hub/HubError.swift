import Files
import Foundation
import Segmentation
import Torch

/// Why pretrained weights cannot be had. Messages name what was tried or found, what is wanted, and the way out.
public enum HubError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No weights are known for the encoder.
    case unknownWeights(encoder: String)
    /// `HF_ENDPOINT` is no address.
    case endpoint(String)
    /// The file cannot be fetched: the network is switched off or away, or the server does not hand it out.
    case unavailable(encoder: String, url: String, reason: String)
    /// What came is not the file: digests are SHA-256 in hexadecimal. `expected` is Pleura's own where `isPinned`, else
    /// the server's.
    case digest(encoder: String, url: String, expected: String, actual: String, isPinned: Bool)
    /// The file holds other tensors than the encoder has.
    case unfit(file: String, encoder: String, reason: String)
    /// A file of the store is not whole any more.
    case damaged(file: String, encoder: String, reason: String)
    /// No room for the file.
    case diskFull(file: String, wanted: Int?)
    /// A file or folder of the store cannot be read or written.
    case file(String, reason: String)
    /// Mean and deviation that no input can be normalised with.
    case statistics(String)
    /// A file of tensors cannot be read or written.
    case tensors(TensorFileError)
    /// The encoder cannot be made, or torch fails.
    case model(ModelError)

    /// What happened and the way out.
    public var description: String {
        switch self {
        case .unknownWeights(let encoder):
            "no pretrained weights of \(encoder) are known; \(Self.byHand(encoder)); or \(Self.without)"
        case .endpoint(let endpoint):
            "HF_ENDPOINT is '\(endpoint)'; an address such as https://huggingface.co is wanted"
        case .unavailable(let encoder, let url, let reason):
            "the pretrained weights of \(encoder) cannot be fetched: \(reason). Tried: \(url). "
                + "Fetch that file where there is a network, and \(Self.byHand(encoder)); or \(Self.without)"
        case .digest(let encoder, let url, let expected, let actual, false):
            "what \(url) sends is not what the server says it is: its SHA-256 is \(actual), \(expected) is wanted. "
                + "Nothing of it was kept. Try again later, or \(Self.byHand(encoder)); or \(Self.without)"
        case .digest(let encoder, let url, let expected, let actual, true):
            "what \(url) sends is not the file that Pleura knows: its SHA-256 is \(actual), \(expected) is wanted. "
                + "Nothing of it was kept. If HF_ENDPOINT names a mirror, unset it; or \(Self.byHand(encoder)); or "
                + Self.without
        case .unfit(let file, let encoder, let reason):
            "\(file) does not hold the weights of the encoder \(encoder): \(reason)"
        case .damaged(let file, let encoder, let reason):
            "\(file) is damaged: \(reason). Remove it, and fetch it again with: pleura weights pull \(encoder)"
        case .diskFull(let file, let wanted):
            "the disk is full: \(file) \(wanted.map { "needs \($0) bytes" } ?? "does not fit"). "
                + "Make room, or name another folder by HF_HOME"
        case .file(let path, let reason): "\(path): \(reason)"
        case .statistics(let reason): reason
        case .tensors(let error): error.description
        case .model(let error): error.description
        }
    }

    private static func byHand(_ encoder: String) -> String {
        "put a file in place with: pleura weights add \(encoder) FILE"
    }

    private static let without = "train without pretrained weights: --weights none"
}

extension HubError {
    /// The system's error for a file.
    static func failure(_ file: URL, _ number: Int32, wanted: Int? = nil) -> HubError {
        failure(FileError(path: file.path, number: number), wanted: wanted)
    }

    /// The system's error for a file or folder.
    static func failure(_ error: FileError, wanted: Int? = nil) -> HubError {
        error.isDiskFull
            ? .diskFull(file: error.path, wanted: wanted)
            : .file(error.path, reason: "cannot be \(error.action.rawValue): \(error.reason)")
    }
}
