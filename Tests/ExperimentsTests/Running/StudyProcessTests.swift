import Files
import Foundation
import Synchronization
import TestSupport
import Testing
import Training

@testable import Experiments

/// Studies of shell scripts that end as training runs do.
struct StudyProcessTests {
    private func failure(_ study: Study, _ watch: StudyWatch = StudyWatch()) async throws -> StudyError {
        try #require(await #expect(throws: StudyError.self) { _ = try await study.run(watch) })
    }

    @Test func anExitCodeOf3IsDivergenceAndNoSentenceIs() async throws {
        try await FakeTraining.with(
            """
            case $run in
            *diverging) echo 'Error: loss' >&2; exit 3 ;;
            *failing) echo 'Error: the training went astray' >&2; exit 1 ;;
            *) finish ;;
            esac
            """
        ) { fake in
            let study = try fake.begin([fake.arm("diverging"), fake.arm("failing"), fake.arm("good")])
            let error = try await failure(study)
            #expect(
                error
                    == .failed(
                        [
                            EndedRun(run: "diverging", outcome: .diverged("loss")),
                            EndedRun(run: "failing", outcome: .failed("the training went astray")),
                        ], study: fake.study.url.path))
            #expect(
                "\(error)" == """
                    diverging diverged: loss
                    failing failed: the training went astray
                    It is tried again by: pleura study --resume \(fake.study.url.path)
                    """)
            #expect(try fake.record("diverging")?.outcome == .diverged)
            #expect(try fake.record("failing")?.outcome == .failed)
            #expect(try fake.record("good")?.outcome == .finished)
            #expect(study.progress.line == "1 of 3 runs finished, 1 diverged, 1 failed")
        }
    }

    /// As `pleura train` itself: a mistyped device would otherwise stay in study.yaml and refuse the mended command.
    @Test func aStudyThatFailsBeforeAnythingIsDoneLeavesNoFolder() async throws {
        try await FakeTraining.with("echo 'Error: --device cuda: there is none' >&2; exit 1") { fake in
            let error = try await failure(try fake.begin([fake.arm("a"), fake.arm("b")]))
            #expect(
                "\(error)" == """
                    a failed: --device cuda: there is none
                    b failed: --device cuda: there is none
                    """)
            #expect(!FileManager.default.fileExists(atPath: fake.study.url.path))
        }
    }

    @Test func aRunThatLeftEpochsIsKept() async throws {
        let script = "mkdir -p \"$run/checkpoints\"; : >\"$run/checkpoints/last.state\"; exit 1"
        try await FakeTraining.with(script) { fake in
            let error = try await failure(try fake.begin([fake.arm("a")]))
            #expect("\(error)".contains("pleura study --resume \(fake.study.url.path)"))
            // A study that was there before stays, whatever fails.
            try FileManager.default.removeItem(at: fake.study.run("a").url)
            let again = try Study(resuming: fake.study, program: URL(filePath: "/bin/false"))
            _ = try await failure(again)
            #expect(FileManager.default.fileExists(atPath: fake.study.plan.path))
        }
    }

    @Test func standardErrorIsLoggedLineByLine() async throws {
        try await FakeTraining.with("echo one >&2; echo two >&2; finish") { fake in
            _ = try await fake.begin([fake.arm("a")]).run()
            let log = fake.study.logs.appending(path: "a.log")
            #expect(try String(contentsOf: log, encoding: .utf8) == "one\ntwo\n")
        }
    }

    @Test func aRunThatSomebodyElseStopsIsNotFinished() async throws {
        try await FakeTraining.with("kill -TERM $$; exit 0") { fake in
            let error = try await failure(try fake.begin([fake.arm("a")]))
            #expect("\(error)" == "a was stopped by a signal that the study did not send")
        }
    }

    @Test func askedToStopItStopsItsRunsAndIsKept() async throws {
        try await FakeTraining.with(
            """
            trap 'kill $pid; exit 143' TERM
            sleep 600 & pid=$!
            echo ready
            wait
            """
        ) { fake in
            let isAsked = Atomic(false)
            let watch = StudyWatch(
                isInterrupted: { isAsked.load(ordering: .relaxed) },
                report: { event in
                    if case .line = event { isAsked.store(true, ordering: .relaxed) }
                })
            let study = try fake.begin([fake.arm("a"), fake.arm("b")])
            #expect(try await failure(study, watch) == .interrupted(study: fake.study.url.path))
            #expect(try fake.record("a")?.outcome == .interrupted)
            #expect(try fake.record("b") == nil)
            #expect(FileManager.default.fileExists(atPath: fake.study.plan.path))
        }
    }

    /// The study was killed, and its run still loads data: it has the folder and its lock, and no checkpoint yet.
    @Test func aRunOfAKilledStudyIsWaitedFor() async throws {
        try await FakeTraining.with("echo start >>\"$here/starts\"; finish") { fake in
            let study = try fake.begin([fake.arm("a")])
            let run = fake.study.run("a").url
            try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
            let orphan = Mutex<FileLock?>(try FileLock(run))
            try #require(orphan.withLock { $0 != nil })
            let waited = Mutex<[Bool]>([])
            let watch = StudyWatch(report: { event in
                guard event == .waiting(run: "a") else { return }
                waited.withLock { $0.append(FileManager.default.fileExists(atPath: run.path)) }
                orphan.withLock { $0 = nil }
            })
            _ = try await study.run(watch)
            #expect(waited.withLock { $0 } == [true], "its folder is not taken away")
            #expect(fake.lines("starts") == ["start"])
        }
    }

    /// The new run finds no folder, an older one makes it, and the new one is refused by its lock.
    @Test func aRunThatIsRefusedByAnOlderOneIsTriedAgain() async throws {
        try await FakeTraining.with(
            """
            echo start >>"$here/starts"
            [ "$(grep -c . "$here/starts")" = 1 ] || { finish; exit; }
            mkdir -p "$run"
            echo 'locked?'
            read -r answer <"$here/answer"
            echo "Error: another pleura trains in $run" >&2
            exit 1
            """
        ) { fake in
            let study = try fake.begin([fake.arm("a")])
            let run = fake.study.run("a").url
            let answer = fake.folder.appending(path: "answer")
            try #require(mkfifo(answer.path, 0o600) == 0)
            let older = Mutex<FileLock?>(nil)
            let events = Mutex<[StudyEvent]>([])
            let watch = StudyWatch(report: { event in
                events.withLock { $0.append(event) }
                switch event {
                case .line:
                    let lock = try? FileLock(run)  // without it the run is not waited for, and the test fails
                    older.withLock { $0 = lock }
                    // Opened once the script reads; without an answer it would read on, and the test not end.
                    let pipe = try? FileHandle(forWritingTo: answer)
                    pipe?.write(Data("yes\n".utf8))
                case .waiting: older.withLock { $0 = nil }
                default: break
                }
            })
            _ = try await study.run(watch)
            #expect(fake.lines("starts") == ["start", "start"])
            #expect(
                events.withLock { $0 } == [
                    .began(run: "a"), .line(run: "a", text: "locked?"), .waiting(run: "a"),
                    .ended(run: "a", .finished),
                ])
        }
    }

    // MARK: - Several runs at once

    @Test func runsShareTheProcessorsUnlessThreadsAreGiven() async throws {
        func threads(jobs: Int) async throws -> [Int] {
            var threads: [Int] = []
            try await FakeTraining.with { fake in
                let arms = [fake.arm("shared"), fake.arm("own", hasOwnThreads: true) { $0.threads = 7 }]
                _ = try await fake.begin(arms, jobs: jobs, processors: 8).run()
                threads = try ["shared", "own"].map {
                    try Recipe(file: fake.study.recipes.appending(path: "\($0).yaml")).threads
                }
            }
            return threads
        }
        #expect(try await threads(jobs: 1) == [8, 7])
        #expect(try await threads(jobs: 3) == [2, 7])
        #expect(try await threads(jobs: 64) == [1, 7])
    }

    /// The two scripts meet at a pipe, so they are running at the same time.
    @Test func thatRunsOverlappedIsKeptWithThem() async throws {
        let script = """
            case $run in
            *a) echo met >"$here/pipe" ;;
            *b) read -r word <"$here/pipe" ;;
            esac
            finish
            """
        try await FakeTraining.with(script) { fake in
            try #require(mkfifo(fake.folder.appending(path: "pipe").path, 0o600) == 0)
            _ = try await fake.begin([fake.arm("a"), fake.arm("b"), fake.arm("c")], jobs: 2).run()
            #expect(try fake.record("a")?.ranSideBySide == true && fake.record("b")?.ranSideBySide == true)
        }
        try await FakeTraining.with { fake in
            _ = try await fake.begin([fake.arm("a"), fake.arm("b")]).run()
            #expect(try fake.record("a")?.ranSideBySide == false && fake.record("b")?.ranSideBySide == false)
        }
    }

    // MARK: - Learning rates

    /// Diverges from 0.01 on; the validation Dice is best at 1e-4.
    private static let tuned = """
        case $run in */tuning/*) ;; *) finish; exit ;; esac
        echo "$run" >>"$here/tried"
        rate=${run##*-lr}
        case $rate in 0.01) echo 'Error: NaN' >&2; exit 3 ;; 0.0001) dice=0.9 ;; *) dice=0.5 ;; esac
        mkdir -p "$run"
        echo epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds >"$run/history.csv"
        echo "1,0.5,0.5,0.5,$dice,$rate,1" >>"$run/history.csv"
        finish
        """

    @Test func aRateThatDivergedIsRememberedAndNotTriedAgain() async throws {
        try await FakeTraining.with(Self.tuned) { fake in
            _ = try await fake.begin([fake.arm("adam", isTuned: true)]).run()
            #expect(
                try String(contentsOf: fake.study.tuningTable, encoding: .utf8) == """
                    arm,learning_rate,val_dice,chosen
                    adam,1e-05,0.5,false
                    adam,3.16e-05,0.5,false
                    adam,0.0001,0.9,true
                    adam,0.000316,0.5,false
                    adam,0.001,0.5,false
                    adam,0.00316,0.5,false
                    adam,0.01,,false

                    """)
            #expect(try fake.record("adam-lr0.01", tuning: true)?.outcome == .diverged)
            #expect(fake.lines("tried").count == 7)
            let file = fake.study.recipes.appending(path: "adam.yaml")
            #expect(try Recipe(file: file).training.optimizer.learningRate == 0.0001)
            _ = try await Study(resuming: fake.study, program: fake.program).run()
            #expect(fake.lines("tried").count == 7)
        }
    }

    @Test func aDamagedMemoryOfARateIsNamed() async throws {
        try await FakeTraining.with(Self.tuned) { fake in
            _ = try await fake.begin([fake.arm("adam", isTuned: true)]).run()
            let file = fake.study.record(of: "adam-lr0.01", in: fake.study.tuning)
            try Data("went astray\n".utf8).write(to: file)
            let error = try await failure(try Study(resuming: fake.study, program: fake.program))
            #expect("\(error)".contains(file.path), "\(error)")
        }
    }

    @Test func aSearchInWhichEveryRateDivergesSaysSo() async throws {
        try await FakeTraining.with("exit 3") { fake in
            let error = try await failure(try fake.begin([fake.arm("adam", isTuned: true)]))
            #expect("\(error)".hasPrefix("adam diverged at every learning rate that was tried"), "\(error)")
            #expect(FileManager.default.fileExists(atPath: fake.study.plan.path), "what was tried is kept")
        }
    }
}
