import Glibc
import Quantities
import Telemetry
import Testing

struct NVMLProbeTests {
    /// The devices that a probe of the fake finds.
    private func devices(of fake: FakeNVML) throws -> [ObservedAccelerator] {
        let result = withExtendedLifetime(fake) { NVMLProbe(library: fake.path).inventory() }
        guard case .found(let devices) = result else {
            Issue.record("expected devices, found \(result)")
            return []
        }
        return devices
    }

    private func failure(of fake: FakeNVML) throws -> String {
        let result = withExtendedLifetime(fake) { NVMLProbe(library: fake.path).inventory() }
        guard case .failed(let reason) = result else {
            Issue.record("expected a failure, found \(result)")
            return ""
        }
        return reason
    }

    @Test(arguments: ["/nonexistent/libnvidia-ml.so.1", "", "/etc/hostname", "/"])
    func `a library that cannot be opened is missing and the reason is said`(path: String) {
        guard case .libraryMissing(let reason) = NVMLProbe(library: path).inventory() else {
            Issue.record("expected a missing library")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `a device that answers everything is healthy`() throws {
        let device = try #require(try devices(of: FakeNVML()).first)
        #expect(device.index == 0)
        #expect(device.name == .value("FakeNVML accelerator"))
        #expect(device.identifier == .value("GPU-fake-0"))
        #expect(device.power == .value(117.25))
        #expect(device.memory == .value(150e9))
        #expect(device.health == .healthy)
    }

    @Test func `a device whose power cannot be read has unknown power and unknown health`() throws {
        let devices = try devices(of: FakeNVML())
        try #require(devices.count == 2)
        #expect(devices[1].identifier == .value("GPU-fake-1"))
        #expect(devices[1].memory == .value(150e9))
        #expect(devices[1].power == .unknown("not supported by this device"))
        #expect(devices[1].health == .unknown("power: not supported by this device"))
    }

    @Test func `a device that is lost stays in the list with nothing known`() throws {
        let devices = try devices(of: FakeNVML("LOST=0"))
        try #require(devices.count == 2)
        #expect(devices[0].identifier == .unknown("the GPU is lost: it has fallen off the bus"))
        guard case .unknown = devices[0].health else {
            Issue.record("expected unknown health, found \(devices[0].health)")
            return
        }
    }

    @Test func `a device that draws no power is degraded`() throws {
        let device = try #require(try devices(of: FakeNVML("MILLIWATTS=0")).first)
        guard case .degraded = device.health else {
            Issue.record("expected degraded health, found \(device.health)")
            return
        }
    }

    @Test func `more memory free than installed is not believed`() throws {
        let device = try #require(try devices(of: FakeNVML("FREE=150000000001ull")).first)
        #expect(device.memory.reason == "150000000001 bytes free and 50000000000 used of 150000000000 cannot be")
    }

    @Test func `a name without an end is cut at 95 characters`() throws {
        let device = try #require(try devices(of: FakeNVML("ENDLESS")).first)
        #expect(device.name == .value(String(repeating: "x", count: 95)))
    }

    @Test(arguments: [#"NAME="\033[31mred""#, #"NAME="""#, #"NAME="caf\351""#])
    func `a name that is empty or unprintable is unknown`(definition: String) throws {
        let device = try #require(try devices(of: FakeNVML(definition)).first)
        #expect(device.name.reason != nil)
        #expect(device.health != .healthy)
    }

    @Test func `no devices is an answer`() throws {
        #expect(try devices(of: FakeNVML("COUNT=0")) == [])
        #expect(try devices(of: FakeNVML("COUNT=64")).count == 64)
    }

    @Test func `more devices than 64 are a failure`() throws {
        #expect(try failure(of: FakeNVML("COUNT=65")).contains("found 65 devices"))
        #expect(try failure(of: FakeNVML("COUNT=4294967295u")).contains("expected at most 64"))
    }

    @Test func `a driver that is not loaded is a failure`() throws {
        #expect(try failure(of: FakeNVML("INIT=9")) == "nvmlInit_v2: the NVIDIA driver is not loaded")
    }

    @Test(arguments: [
        "nvmlInit_v2", "nvmlShutdown", "nvmlDeviceGetCount_v2", "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetName",
        "nvmlDeviceGetUUID", "nvmlDeviceGetPowerUsage", "nvmlDeviceGetMemoryInfo",
    ])
    func `a library that lacks a function is a failure that names it`(function: String) throws {
        #expect(try failure(of: FakeNVML(without: function)).hasSuffix("has no function \(function)"))
    }

    @Test func `looking again and again shuts the library down each time`() throws {
        // The fake answers only while exactly one session is open; held open here, it keeps its count.
        let fake = try FakeNVML()
        let held = try #require(dlopen(fake.path, RTLD_NOW))
        defer { dlclose(held) }
        for _ in 0..<20 { #expect(try devices(of: fake).count == 2) }
    }
}
