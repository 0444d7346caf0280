import ArgumentParser
import Controls
import Crypto
import Documents
import Foundation

/// Where the screening list comes from.
struct ListOptions: ParsableArguments {
    @Option(help: "A file with the Consolidated Screening List as JSON; the kept list when left out.")
    var list: String?
    @Option(help: ArgumentHelp("The folder where the last good list is kept.", valueName: "DIR")) var store: String?

    /// A list with what is known of it.
    struct Loaded {
        let list: ScreeningList
        let stamp: ListStamp
    }

    func load(now: Date = Date()) throws -> Loaded {
        if let list {
            let data = try DocumentFile.bytes(path: list, limit: ScreeningListBounds.bytes)
            let read = try ScreeningList(json: data, name: list)
            let stamp = ListStamp(
                read, origin: list, retrieved: Self.modified(list) ?? now, digest: SHA256.hex(of: data), now: now)
            return Loaded(list: read, stamp: stamp)
        }
        let (read, state) = try listStore.load()
        return Loaded(
            list: read,
            stamp: ListStamp(read, origin: state.origin, retrieved: state.retrieved, digest: state.digest, now: now))
    }

    var listStore: ScreeningListStore {
        let folder =
            store.map { URL(filePath: $0) }
            ?? FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first?
            .appending(path: "assay/screening-list") ?? URL(filePath: ".assay/screening-list")
        return ScreeningListStore(folder: folder, digest: { SHA256.hex(of: $0) })
    }

    /// A file was fetched no later than it was written.
    private static func modified(_ path: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
