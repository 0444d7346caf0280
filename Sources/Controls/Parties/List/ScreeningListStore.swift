package import Foundation

/// Keeps the last good list in a folder: the bytes as they were published, the short form that is read quickly, and what
/// is known of both.
///
/// A new list takes the place of the old one only when it has been read: the file that names the kept ones is replaced
/// last, at once and whole. Whatever fails before that leaves the old list as it was.
package struct ScreeningListStore: Sendable {
    package let folder: URL
    private let digest: @Sendable (Data) -> String

    /// A list older than this is stale.
    package static let staleDays = 7

    /// - Parameters:
    ///   - folder: that the list is kept in.
    ///   - digest: SHA-256 in lower-case hex; the room itself knows no cryptography.
    package init(folder: URL, digest: @escaping @Sendable (Data) -> String) {
        self.folder = folder
        self.digest = digest
    }

    /// What is known of a kept list.
    package struct State: Sendable, Equatable, Codable {
        /// Where it came from: an address or a path.
        package let origin: String
        package let retrieved: Date
        /// SHA-256 of the published bytes, in hex.
        package let digest: String
        /// SHA-256 of the short form.
        let shortDigest: String
        package let parties: Int
        package let setAside: Int

        /// Whole days from its retrieval to a time.
        package func days(at time: Date) -> Int {
            max(0, Int((time.timeIntervalSince(retrieved) / 86_400).rounded(.down)))
        }

        package func isStale(at time: Date) -> Bool {
            time.timeIntervalSince(retrieved) > Double(ScreeningListStore.staleDays) * 86_400
        }
    }

    /// Reads and keeps a list.
    ///
    /// - Throws: `DocumentError` for bytes that are no list, with the old list kept; `ScreeningListStoreError` for a
    ///   folder that can't be written.
    package func keep(_ data: Data, origin: String, at time: Date) throws -> (list: ScreeningList, state: State) {
        let list = try ScreeningList(json: data, name: origin)
        let short = try list.shortForm()
        let state = State(
            origin: origin, retrieved: time, digest: digest(data), shortDigest: digest(short),
            parties: list.parties.count, setAside: list.setAside.count)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let old = try? readState()
            try data.write(to: published(state), options: .atomic)
            try short.write(to: self.short(state), options: .atomic)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            try encoder.encode(state).write(to: stateFile, options: .atomic)
            if let old, old.digest != state.digest {
                try? FileManager.default.removeItem(at: published(old))
                try? FileManager.default.removeItem(at: self.short(old))
            }
        } catch {
            throw ScreeningListStoreError.unwritable(folder.path)
        }
        return (list, state)
    }

    /// The kept list. The short form is read; when it isn't what was written, the published bytes are.
    ///
    /// - Throws: `ScreeningListStoreError` when nothing is kept or what is kept has been changed.
    package func load() throws -> (list: ScreeningList, state: State) {
        let state = try readState()
        if let data = bounded(short(state)), digest(data) == state.shortDigest,
            let list = try? ScreeningList(json: data, name: short(state).path)
        {
            return (list, state)
        }
        guard let data = bounded(published(state)), digest(data) == state.digest else {
            throw ScreeningListStoreError.changed(folder.path)
        }
        return (try ScreeningList(json: data, name: published(state).path), state)
    }

    /// What is known of the kept list, without reading it.
    ///
    /// - Throws: `ScreeningListStoreError` when nothing is kept.
    package func readState() throws(ScreeningListStoreError) -> State {
        guard let data = bounded(stateFile, limit: 1 << 16) else { throw .empty(folder.path) }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let state = try? decoder.decode(State.self, from: data), Self.isDigest(state.digest),
            Self.isDigest(state.shortDigest)
        else { throw .changed(folder.path) }
        return state
    }

    private var stateFile: URL { folder.appending(path: "list.state.json") }
    private func published(_ state: State) -> URL { folder.appending(path: "list-\(state.digest).json") }
    private func short(_ state: State) -> URL { folder.appending(path: "list-\(state.digest).short.json") }

    /// Digests become names of files: nothing but hex may stand in them.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count >= 16 && text.utf8.count <= 128
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
            }
    }

    private func bounded(_ url: URL, limit: Int = ScreeningListBounds.bytes) -> Data? {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1), data.count <= limit else { return nil }
        return data
    }
}

/// Why no list is to be had from a folder.
package enum ScreeningListStoreError: Error, Equatable, CustomStringConvertible {
    case empty(String)
    case changed(String)
    case unwritable(String)

    package var description: String {
        switch self {
        case .empty(let folder):
            "\(folder): found no kept screening list; expected one: ‘assay parties update’ fetches it"
        case .changed(let folder):
            "\(folder): found a kept screening list that isn't what was written; expected its digest: "
                + "‘assay parties update’ fetches it anew"
        case .unwritable(let folder): "\(folder): found no folder that can be written to; expected a writable folder"
        }
    }
}
