import Foundation

/// A library that stands for a GPU that is not there: a few lines of C with the names of NVIDIA's functions,
/// compiled into a folder of its own and removed with it. It shows how the probe treats what a driver
/// answers; it shows nothing about any real driver.
final class FakeNVML {
    /// Where the library lies.
    let path: String
    private let folder: URL

    struct CompilerFailed: Error { let message: String }

    /// Compiles the fake.
    ///
    /// - Parameters:
    ///   - definitions: C macros that change an answer, such as `COUNT=65`.
    ///   - missing: the name of a function to leave out.
    /// - Throws: `CompilerFailed` with what the compiler said.
    init(_ definitions: String..., without missing: String = "none") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "FakeNVML-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "libFakeNVML.so").path
        let source = folder.appending(path: "FakeNVML.c")
        // A function under another name is missing.
        let code = Self.code.replacing(" \(missing)(", with: " absent(")
        try code.write(to: source, atomically: true, encoding: .utf8)

        let compiler = Process()
        let messages = Pipe()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments =
            ["cc", "-shared", "-fPIC", "-Wall", "-Werror", "-o", path, source.path] + definitions.map { "-D\($0)" }
        compiler.standardError = messages
        try compiler.run()
        let message = try messages.fileHandleForReading.readToEnd() ?? Data()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            throw CompilerFailed(message: String(decoding: message, as: UTF8.self))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Two devices: the first answers everything, the second has no power reading (3 is "not supported").
    private static let code = """
        /* FakeNVML stands for a GPU that is not there. For tests only. */
        #include <string.h>
        #ifndef COUNT
        #define COUNT 2
        #endif
        #ifndef INIT
        #define INIT 0
        #endif
        #ifndef LOST
        #define LOST -1
        #endif
        #ifndef MILLIWATTS
        #define MILLIWATTS 117250
        #endif
        #ifndef FREE
        #define FREE 100000000000ull
        #endif
        #ifndef NAME
        #define NAME "FakeNVML accelerator"
        #endif
        typedef struct { int index; } device;
        typedef struct { unsigned long long total, free, used; } memory;
        static device devices[64];
        static int sessions = 0;

        int nvmlInit_v2(void) { if (INIT == 0) sessions++; return INIT; }
        int nvmlShutdown(void) { return --sessions < 0; }
        int nvmlDeviceGetCount_v2(unsigned *count) { *count = COUNT; return sessions == 1 ? 0 : 1; }
        int nvmlDeviceGetHandleByIndex_v2(unsigned index, device **out) {
            if ((int)index == LOST) return 15;
            devices[index].index = index;
            *out = &devices[index];
            return 0;
        }
        int nvmlDeviceGetName(device *d, char *out, unsigned length) {
        #ifdef ENDLESS
            memset(out, 'x', length);
        #else
            strncpy(out, NAME, length);
        #endif
            return 0;
        }
        int nvmlDeviceGetUUID(device *d, char *out, unsigned length) {
            strncpy(out, d->index == 0 ? "GPU-fake-0" : "GPU-fake-1", length);
            return 0;
        }
        int nvmlDeviceGetPowerUsage(device *d, unsigned *milliwatts) {
            if (d->index == 1) return 3;
            *milliwatts = MILLIWATTS;
            return 0;
        }
        int nvmlDeviceGetMemoryInfo(device *d, memory *out) {
            out->total = 150000000000ull;
            out->free = FREE;
            out->used = 50000000000ull;
            return 0;
        }
        """
}
