/// The functions of the NVIDIA Management Library that are used, as `nvml.h` declares them. Each
/// returns `nvmlReturn_t`.
struct NVMLFunctions {
    /// `nvmlDevice_t`: a pointer that only the library looks into.
    typealias Device = UnsafeMutableRawPointer
    typealias Plain = @convention(c) () -> Int32
    typealias Count = @convention(c) (UnsafeMutablePointer<UInt32>) -> Int32
    typealias Handle = @convention(c) (UInt32, UnsafeMutablePointer<Device?>) -> Int32
    typealias Text = @convention(c) (Device, UnsafeMutablePointer<CChar>, UInt32) -> Int32
    typealias Power = @convention(c) (Device, UnsafeMutablePointer<UInt32>) -> Int32
    /// Writes `nvmlMemory_t`: three 64-bit numbers, total, free and used bytes.
    typealias Memory = @convention(c) (Device, UnsafeMutablePointer<UInt64>) -> Int32

    let initialise: Plain
    let shutDown: Plain
    let count: Count
    let handle: Handle
    let name: Text
    let identifier: Text
    let power: Power
    let memory: Memory

    init(in library: borrowing DynamicLibrary) throws(ProbeFailure) {
        initialise = try library.function("nvmlInit_v2", as: Plain.self)
        shutDown = try library.function("nvmlShutdown", as: Plain.self)
        count = try library.function("nvmlDeviceGetCount_v2", as: Count.self)
        handle = try library.function("nvmlDeviceGetHandleByIndex_v2", as: Handle.self)
        name = try library.function("nvmlDeviceGetName", as: Text.self)
        identifier = try library.function("nvmlDeviceGetUUID", as: Text.self)
        power = try library.function("nvmlDeviceGetPowerUsage", as: Power.self)
        memory = try library.function("nvmlDeviceGetMemoryInfo", as: Memory.self)
    }
}

/// What a function of the library answered: `nvmlReturn_t`.
struct NVMLStatus: RawRepresentable, CustomStringConvertible {
    static let success: Int32 = 0

    let rawValue: Int32

    var isSuccess: Bool { rawValue == Self.success }

    /// The names of `nvml.h` for what happens in the field, and the number for the rest.
    var description: String {
        switch rawValue {
        case 1: "the library is not initialised"
        case 2: "invalid argument"
        case 3: "not supported by this device"
        case 4: "no permission"
        case 6: "not found"
        case 7: "the answer is longer than the buffer"
        case 8: "a power cable is not attached"
        case 9: "the NVIDIA driver is not loaded"
        case 10: "timeout"
        case 11: "an interrupt problem in the kernel"
        case 14: "the device's inforom is corrupted"
        case 15: "the GPU is lost: it has fallen off the bus"
        case 16: "the GPU needs a reset"
        case 17: "the operating system has blocked the device"
        case 18: "driver and library versions differ"
        default: "NVML error \(rawValue)"
        }
    }
}
