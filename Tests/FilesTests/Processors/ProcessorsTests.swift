import Testing

@testable import Files

@Suite struct ProcessorsTests {
    private static func processors(
        _ online: Int, affinity: Int? = nil, quota: Double? = nil, _ environment: [String: String] = [:]
    ) -> Processors { Processors(online: online, affinity: affinity, quota: quota, environment: environment) }

    @Test func withoutALimitAllAreTaken() {
        let all = Self.processors(8, affinity: 8)
        #expect(all.count == 8 && all.limit == nil && all.description == "8 of 8")
        #expect(Self.processors(0).count == 1)
    }

    @Test func theSmallestLimitCountsAndIsNamed() {
        let variables = ["OMP_NUM_THREADS": "3", "SLURM_CPUS_PER_TASK": "2"]
        #expect(Self.processors(8, affinity: 6).description == "6 of 8, by affinity")
        #expect(Self.processors(8, affinity: 6, quota: 5).description == "5 of 8, by a CPU quota of 5")
        #expect(Self.processors(8, affinity: 6, quota: 5, variables).description == "2 of 8, by SLURM_CPUS_PER_TASK")
        #expect(Self.processors(8, affinity: 1, quota: 5, variables).description == "1 of 8, by affinity")
        #expect(Self.processors(8, ["OMP_NUM_THREADS": "3"]).description == "3 of 8, by OMP_NUM_THREADS")
        // More than there are limits nothing.
        #expect(Self.processors(2, affinity: 2, quota: 7.5, ["OMP_NUM_THREADS": "64"]).description == "2 of 2")
    }

    @Test(arguments: [(0.2, 1), (1, 1), (1.5, 2), (2.01, 3)])
    func quotasAreRoundedUp(_ quota: Double, _ count: Int) {
        #expect(Self.processors(8, quota: quota).count == count)
    }

    @Test func variablesWithoutANumberAreIgnored() {
        for text in ["", "0", "-2", "all", "2.5", ",4"] {
            #expect(Self.processors(8, ["OMP_NUM_THREADS": text]).count == 8, "\(text)")
        }
        // OpenMP's list for nested teams.
        #expect(Self.processors(8, ["OMP_NUM_THREADS": " 4 ,2,1"]).count == 4)
    }

    @Test func theLogSaysOfHowManyAndWhy() {
        let one = Self.processors(2, affinity: 1)
        #expect(one.description(threads: 1) == "1 of 2, by affinity")
        #expect(
            one.description(threads: 4) == "4, as asked, where this process may use 1 of 2 processors, by affinity")
        #expect(Self.processors(8).description(threads: 3) == "3 of 8, as asked")
        #expect(
            Self.processors(8).description(threads: 9) == "9, as asked, where this process may use 8 of 8 processors")
    }

    @Test(arguments: [
        ("Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7\nMems_allowed:\t1\n", 8), ("Cpus_allowed_list:\t3", 1),
        ("Cpus_allowed_list:\t0-3,8,12-13\n", 7), ("Cpus_allowed_list:\t\n", nil), ("Cpus_allowed_list:\tx-2\n", nil),
        ("Cpus_allowed_list:\t5-2\n", nil), ("Name:\tx\n", nil),
    ]) func affinityIsReadFromTheStatus(_ status: String, _ count: Int?) {
        #expect(Processors.affinity(status: status) == count)
    }

    @Test func thisProcessHasAtLeastOne() {
        #expect((1...Processors.current.online).contains(Processors.current.count))
        #expect(!Processors.kind.isEmpty && Processors.kind.hasPrefix(Processors.name))
    }

    @Test func theKindNamesWhatKernelsAreChosenBy() {
        let information = """
            processor\t: 0
            cpu family\t: 26
            model\t\t: 2
            model name\t: AMD EPYC
            flags\t\t: fpu sse4_2 avx2 avx512f avx512_bf16

            processor\t: 1
            model name\t: Another
            flags\t\t: amx_bf16
            """
        func kind(_ environment: [String: String] = [:]) -> String {
            Processors.kind(information: information, fallback: "none", environment: environment)
        }
        #expect(kind() == "AMD EPYC (family 26, model 2): avx2, avx512f, avx512_bf16")
        #expect(
            kind(["ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": ""])
                == "AMD EPYC (family 26, model 2): avx2, avx512f, avx512_bf16, ATEN_CPU_CAPABILITY=avx2")
        let arm = "processor\t: 0\nFeatures\t: fp asimd bf16\nCPU implementer\t: 0x41\nCPU part\t: 0xd40\n"
        #expect(
            Processors.kind(information: arm, fallback: "none", environment: [:])
                == "ARM, implementer 0x41, part 0xd40: asimd, bf16")
        #expect(Processors.kind(information: "", fallback: "Apple M4", environment: [:]) == "Apple M4")
    }
}

@Suite struct CPUQuotaTests {
    /// The minimum over an invented file system.
    private func quota(groups: String, mounts: String, _ files: [String: String]) -> Double? {
        let all = files.merging(["/proc/self/cgroup": groups, "/proc/self/mountinfo": mounts]) { $1 }
        return CPUQuota.minimum { all[$0] }
    }

    private static let v2 = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate"

    @Test func withoutControlGroupsThereIsNone() {
        #expect(CPUQuota.minimum { _ in nil } == nil)
        #expect(quota(groups: "", mounts: "", [:]) == nil)
        #expect(quota(groups: "0::/\n", mounts: Self.v2, [:]) == nil)
    }

    @Test func aQuotaOfAnyGroupAboveHolds() {
        let files = [
            "/sys/fs/cgroup/cpu.max": "max 100000\n", "/sys/fs/cgroup/slurm/cpu.max": "150000 100000\n",
            "/sys/fs/cgroup/slurm/job_7/cpu.max": "400000 100000\n", "/sys/fs/cgroup/slurm/job_7/step/cpu.max": "max",
            "/sys/fs/cgroup/other/cpu.max": "1000 100000",
        ]
        #expect(quota(groups: "0::/slurm/job_7/step\n", mounts: Self.v2, files) == 1.5)
        #expect(quota(groups: "0::/\n", mounts: Self.v2, files) == nil)
    }

    @Test(arguments: [
        ("max 100000", nil), ("max", nil), ("50000 100000\n", 0.5), ("200000", 2), ("-1 100000", nil), ("", nil),
        ("100000 0", nil), ("one two", nil),
    ]) func v2Texts(_ text: String, _ processors: Double?) { #expect(CPUQuota.quotaV2(text) == processors) }

    @Test(
        arguments: [
            ("-1\n", "100000\n", nil), ("50000\n", "100000\n", 0.5), ("30000", "10000", 3), ("200000", nil, 2),
            ("x", "100000", nil),
        ] as [(String, String?, Double?)]
    ) func v1Texts(_ quota: String, _ period: String?, _ processors: Double?) {
        #expect(CPUQuota.quotaV1(quota, period: period) == processors)
    }

    /// Docker without a namespace of control groups: the group has the host's path, its folder alone is mounted.
    @Test func containersOfV1SeeTheirGroupAsTheMountedOne() {
        let mounts = """
            40 31 0:29 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro,nosuid master:9 - cgroup cgroup rw,cpu,cpuacct
            41 31 0:30 /docker/abc /sys/fs/cgroup/memory ro,nosuid master:9 - cgroup cgroup rw,memory
            """
        let groups = "12:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc/child\n1:name=systemd:/docker/abc\n"
        let files = [
            "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "250000\n",
            "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/cpu,cpuacct/child/cpu.cfs_quota_us": "-1\n",
            "/sys/fs/cgroup/memory/cpu.cfs_quota_us": "1\n",
        ]
        #expect(quota(groups: groups, mounts: mounts, files) == 2.5)
        // A group outside of what is mounted: the mounted one is the container's own.
        #expect(quota(groups: "4:cpu,cpuacct:/elsewhere\n", mounts: mounts, files) == 2.5)
        #expect(quota(groups: "4:cpu,cpuacct:/../elsewhere\n", mounts: mounts, files) == 2.5)
    }

    @Test func hybridMachinesAreAskedInBoth() {
        let mounts = """
            32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """
        let groups = "9:name=systemd:/\n1:cpu:/a\n0::/b\n"
        var files = ["/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us": "300000"]
        #expect(quota(groups: groups, mounts: mounts, files) == 3)
        files["/sys/fs/cgroup/unified/b/cpu.max"] = "200000 100000"
        #expect(quota(groups: groups, mounts: mounts, files) == 2)
    }

    @Test func namesWithBlanksAndColonsAreFollowed() {
        let mounts = #"30 23 0:26 / /mnt/my\040groups rw - cgroup2 cgroup2 rw"#
        #expect(
            quota(groups: "0::/a:b\n", mounts: mounts, ["/mnt/my groups/a:b/cpu.max": "100000 100000"]) == 1)
    }

    @Test func damagedLinesAreLeftOut() {
        #expect(CPUQuota.folders(groups: "0::/a\nx\n0:\n", mounts: "1 2 3\n- - -\n\n\(Self.v2)\n").count == 2)
    }
}
