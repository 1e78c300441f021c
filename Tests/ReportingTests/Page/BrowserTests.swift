import Foundation
import TestSupport
import Testing

@testable import Reporting

/// The pages in headless Chromium: `Tests/Browser/report_test.py` sorts, filters, opens pictures and moves the slider.
@Suite struct BrowserTests {
    private static let script = Fixtures.tests.deletingLastPathComponent().appending(path: "scripts/browser-test")
    private static let isWanted = ProcessInfo.processInfo.environment["PLEURA_SLOW_TESTS"] != nil

    @Test(.enabled(if: isWanted, "set PLEURA_SLOW_TESTS, after scripts/browser-test --setup"))
    func readersCanUseThePages() async throws {
        try await withFolder { folder in
            var pages: [String] = []
            for language in Language.allCases {
                let run = folder.appending(path: "run-\(language.rawValue)")
                let input = try Sample.runWithPictures(images: 12, side: 160, language: language)
                try await Report.write(input, to: run)
                let study = folder.appending(path: "study-\(language.rawValue)")
                try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
                let page = study.appending(path: "report.html")
                try StudyReport.write(try Sample.study(images: 9, side: 160, language: language), to: page)
                pages += [run.appending(path: "report.html").path, page.path]
            }
            let process = Process()
            let log = folder.appending(path: "log")
            try Data().write(to: log)
            process.executableURL = Self.script
            process.arguments =
                (ProcessInfo.processInfo.environment["PLEURA_SCREENSHOTS"].map { ["--screenshots", $0] } ?? []) + pages
            let output = try FileHandle(forWritingTo: log)
            (process.standardOutput, process.standardError) = (output, output)
            try process.run()
            process.waitUntilExit()
            let text = try String(contentsOf: log, encoding: .utf8)
            #expect(process.terminationStatus == 0, "\(text)")
        }
    }
}
