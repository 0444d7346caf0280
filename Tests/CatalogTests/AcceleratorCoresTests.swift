import Catalog
import Quantities
import Testing

struct AcceleratorCoresTests {
    private static let path = "accelerators/test-chip.yaml"

    /// The small catalogue's chip with cores, two devices and an idle power.
    private static var small: SmallCatalog {
        var small = SmallCatalog()
        small.files[path] =
            SmallCatalog.chip + """
                idlePower: { low: 70, best: 80, high: 90, unit: W, source: test-paper, grade: B }
                cores: { value: 48, unit: each, source: test-sheet, grade: A }
                devices: { value: 2, unit: each, source: test-sheet, grade: A }

                """
        return small
    }

    @Test func `cores, devices and idle power load with their sources`() throws {
        let chip = try Self.small.load().accelerator(named: "test-chip")
        #expect(chip.coreCount == 48)
        #expect(chip.deviceCount == 2)
        #expect(chip.idlePower?.value.numbers() == Interval(low: 70, best: 80, high: 90))
        #expect(chip.idlePower?.sources == ["test-paper"])
    }

    @Test func `a chip that says nothing of them is one device of unknown cores`() throws {
        let chip = try SmallCatalog().load().accelerator(named: "test-chip")
        #expect(chip.coreCount == nil)
        #expect(chip.deviceCount == 1)
        #expect(chip.idlePower == nil)
    }

    @Test(arguments: [("bf16", "1e7"), ("fp4", "1")])
    func `nothing uses more than its peak, or a format that it doesn't have`(format: String, rate: String) throws {
        var small = SmallCatalog()
        small.files[Self.path] =
            SmallCatalog.chip + """
                usablePeak:
                  \(format): { value: \(rate), unit: TFLOPS, source: test-paper, grade: B }

                """
        #expect {
            try small.load()
        } throws: {
            "\($0)".contains("test-chip.yaml")
        }
    }

    @Test func `what kernels use of a peak loads beside the peak, which stays what the maker claims`() throws {
        var small = SmallCatalog()
        small.files[Self.path] =
            SmallCatalog.chip + """
                usablePeak:
                  bf16: { value: 10, unit: TFLOPS, source: test-paper, grade: B }

                """
        let chip = try small.load().accelerator(named: "test-chip")
        let peak = try SmallCatalog().load().accelerator(named: "test-chip").peakRate(.bf16)
        #expect(chip.usableRate(.bf16)?.value.best.value == 10e12)
        #expect(chip.peakRate(.bf16)?.value.best == peak?.value.best)
        #expect(chip.usableRate(.fp8)?.value.best == chip.peakRate(.fp8)?.value.best)
    }

    @Test(arguments: [
        Mistake(title: "half a core", part: "value: 48", instead: "value: 0.5", says: "a plausible figure"),
        Mistake(
            title: "cores in watts", part: "48, unit: each", instead: "48, unit: W",
            says: "the unit ‘W’; expected one of B, T, each"),
        Mistake(title: "no device", part: "value: 2, unit: each", instead: "value: 0, unit: each", says: "plausible"),
        Mistake(
            title: "idle power without a source", part: "unit: W, source: test-paper,", instead: "unit: W,",
            says: "‘idlePower’ without ‘source’"),
        Mistake(title: "idle power out of order", part: "low: 70", instead: "low: 85", says: "out of order"),
        Mistake(title: "a typing error", part: "cores:", instead: "core:", says: "did you mean ‘cores’?"),
    ])
    func `what is not whole is refused with its line`(mistake: Mistake) throws {
        try Self.small.expectRefusal(of: Self.path, for: mistake)
    }

    @Test(arguments: [
        ("nvidia-a100-sxm-80gb", 108), ("nvidia-h100-sxm", 132), ("nvidia-h200-sxm", 132), ("nvidia-h800-sxm", 132),
        ("nvidia-h20", 78), ("nvidia-b200", 148), ("nvidia-b300", 148), ("nvidia-gb200", 152), ("nvidia-gb300", 152),
        ("nvidia-l40s", 142), ("amd-mi300x", 304), ("amd-mi325x", 304), ("amd-mi355x", 256),
        ("huawei-ascend-910b-376t", 24), ("huawei-ascend-910b-313t", 20), ("huawei-ascend-910b-280t", 20),
        ("huawei-ascend-910c", 48), ("huawei-ascend-950dt", 36),
    ])
    func `the cores of a part are those that its maker or its driver counts`(id: String, cores: Int) throws {
        #expect(try Bundled.catalog.get().accelerator(named: id).coreCount == cores)
    }

    @Test func `only the 910C is two devices, with half the cores each`() throws {
        let several = try Bundled.catalog.get().accelerators.values.filter { $0.deviceCount > 1 }
        #expect(several.map(\.id) == ["huawei-ascend-910c"])
        #expect(several.first?.deviceCount == 2)
    }

    @Test func `idle power is below full power`() throws {
        for chip in try Bundled.catalog.get().accelerators.values {
            guard let idle = chip.idlePower else { continue }
            #expect(idle.value.high < chip.power.value.low, "\(chip.id)")
        }
    }
}
