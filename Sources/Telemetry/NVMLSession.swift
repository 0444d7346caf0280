import Quantities

/// The NVIDIA Management Library, open and initialised. Shut down, then closed, when the value goes away.
struct NVMLSession: ~Copyable {
    /// A greater count than this is taken for a fault, not for devices.
    static let deviceLimit: UInt32 = 64
    /// `NVML_DEVICE_NAME_V2_BUFFER_SIZE` and `NVML_DEVICE_UUID_V2_BUFFER_SIZE`.
    static let textLimit: UInt32 = 96

    private let functions: NVMLFunctions
    // Keeps the functions in memory: fields are destroyed after `deinit` has run.
    private let library: DynamicLibrary

    init(path: String) throws(ProbeFailure) {
        let library = try DynamicLibrary(path: path)
        let functions = try NVMLFunctions(in: library)
        let status = NVMLStatus(rawValue: functions.initialise())
        guard status.isSuccess else { throw .failed("nvmlInit_v2: \(status)") }
        // Not before: a session that never began must not be shut down, the library counts.
        self.library = library
        self.functions = functions
    }

    deinit { _ = functions.shutDown() }

    /// All devices that the library counts. One that cannot be reached is in the list, with nothing known.
    func devices() throws(ProbeFailure) -> [ObservedAccelerator] {
        var count: UInt32 = 0
        let status = NVMLStatus(rawValue: functions.count(&count))
        guard status.isSuccess else { throw .failed("nvmlDeviceGetCount_v2: \(status)") }
        guard count <= Self.deviceLimit else {
            throw .failed("nvmlDeviceGetCount_v2: found \(count) devices; expected at most \(Self.deviceLimit)")
        }
        return (0..<count).map { device($0) }
    }

    private func device(_ index: UInt32) -> ObservedAccelerator {
        var handle: NVMLFunctions.Device?
        let status = NVMLStatus(rawValue: functions.handle(index, &handle))
        guard status.isSuccess, let handle else {
            let reason = status.isSuccess ? "the library gave no handle" : "\(status)"
            return ObservedAccelerator(
                index: Int(index), name: .unknown(reason), identifier: .unknown(reason), power: .unknown(reason),
                memory: .unknown(reason))
        }
        return ObservedAccelerator(
            index: Int(index), name: text(functions.name, of: handle),
            identifier: text(functions.identifier, of: handle),
            power: power(of: handle), memory: memory(of: handle))
    }

    private func text(_ read: NVMLFunctions.Text, of device: NVMLFunctions.Device) -> Reading<String> {
        var buffer = [CChar](repeating: 0, count: Int(Self.textLimit))
        let status = NVMLStatus(rawValue: read(device, &buffer, Self.textLimit))
        guard status.isSuccess else { return .unknown("\(status)") }
        // A library that fills the buffer may leave out the end.
        let bytes = buffer.dropLast().prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        guard !bytes.isEmpty else { return .unknown("the library gave an empty text") }
        // It goes to terminals and pages.
        guard bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            return .unknown("the library gave unprintable text")
        }
        return .value(String(decoding: bytes, as: UTF8.self))
    }

    private func power(of device: NVMLFunctions.Device) -> Reading<Watts> {
        var milliwatts: UInt32 = 0
        let status = NVMLStatus(rawValue: functions.power(device, &milliwatts))
        guard status.isSuccess else { return .unknown("\(status)") }
        return .value(Watts(Double(milliwatts) / 1_000))
    }

    private func memory(of device: NVMLFunctions.Device) -> Reading<Bytes> {
        var sizes: [UInt64] = [0, 0, 0]
        let status = NVMLStatus(rawValue: functions.memory(device, &sizes))
        guard status.isSuccess else { return .unknown("\(status)") }
        let (total, free, used) = (sizes[0], sizes[1], sizes[2])
        guard free <= total, used <= total else {
            return .unknown("\(free) bytes free and \(used) used of \(total) cannot be")
        }
        return .value(Bytes(Double(total)))
    }
}
