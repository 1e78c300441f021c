import Foundation
import Synchronization

/// A small HTTP server on a port of its own of 127.0.0.1: one connection at a time, one request a connection.
///
/// It serves until the tests' process ends: a socket that is closed while its thread still accepts can have its number
/// taken by another test's.
public final class HTTPServer: Sendable {
    /// What was asked.
    public struct Request: Sendable {
        /// How many came before it.
        public let number: Int
        /// With the query, as the request's first line has it.
        public let path: String
        /// By lower-case names.
        public let fields: [String: String]
    }

    /// What is answered.
    public struct Answer: Sendable {
        public var status: Int
        public var fields: [String: String]
        public var body: Data
        /// Bytes of the body after which the connection is closed; nil for all.
        public var cut: Int?

        public init(status: Int = 200, fields: [String: String] = [:], body: Data = Data(), cut: Int? = nil) {
            (self.status, self.fields, self.body, self.cut) = (status, fields, body, cut)
        }
    }

    /// The system's number of what kept it from listening.
    public struct Failure: Error { let number: Int32 }

    /// http://127.0.0.1:PORT
    public let address: String
    private let received = Mutex<[Request]>([])

    /// Listens, and hands every request to `handler`, on a thread of its own.
    public init(_ handler: @escaping @Sendable (Request) -> Answer) throws {
        #if canImport(Darwin)
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw Failure(number: errno) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let number: Int32 = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, length) == 0, listen(descriptor, 16) == 0,
                    getsockname(descriptor, address, &length) == 0
                else { return errno }
                return 0
            }
        }
        guard number == 0 else { throw Failure(number: number) }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Self.serve(connection) { path, fields in
                    let request = received.withLock { all in
                        let request = Request(number: all.count, path: path, fields: fields)
                        all.append(request)
                        return request
                    }
                    return handler(request)
                }
                close(connection)
            }
        }
    }

    /// What was asked so far.
    public var requests: [Request] { received.withLock { $0 } }

    private static func serve(_ connection: Int32, _ answer: (String, [String: String]) -> Answer) {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual(Array("\r\n\r\n".utf8)) {
            var byte: UInt8 = 0
            guard read(connection, &byte, 1) == 1 else { return }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let path = lines.first.map { $0.split(separator: " ") }.flatMap { $0.count > 1 ? String($0[1]) : nil } ?? ""
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        let found = answer(path, fields)
        var text = "HTTP/1.1 \(found.status) Status\r\nConnection: close\r\nContent-Length: \(found.body.count)\r\n"
        for (name, value) in found.fields { text += "\(name): \(value)\r\n" }
        write(Data((text + "\r\n").utf8) + found.body.prefix(found.cut ?? found.body.count), to: connection)
    }

    /// A reader that has gone must not end the tests.
    private static var quiet: Int32 {
        #if canImport(Darwin)
            0x80000
        #else
            Int32(MSG_NOSIGNAL)
        #endif
    }

    private static func write(_ data: Data, to connection: Int32) {
        data.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let sent = send(
                    connection, buffer.baseAddress.map { $0 + done }, buffer.count - done, quiet)
                if sent <= 0 { return }
                done += sent
            }
        }
    }
}
