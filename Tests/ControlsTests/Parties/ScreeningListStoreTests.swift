import Controls
import Documents
import Foundation
import TestSupport
import Testing

struct ScreeningListStoreTests {
    private let folder: ScratchFolder
    private let store: ScreeningListStore

    init() throws {
        folder = try ScratchFolder()
        // Any digest will do here: 64 hex digits of a sum.
        store = ScreeningListStore(folder: folder.url.appending(path: "kept")) { data in
            let sum = data.reduce(UInt64(17)) { $0 &* 31 &+ UInt64($1) }
            let digits = String(sum, radix: 16)
            return String(repeating: "0", count: 64 - digits.count) + digits
        }
    }

    private static func json(_ name: String) -> Data {
        Data(
            """
            {"results": [{"name": "\(name)", "source": "Entity List (EL)", "alt_names": ["Other"], "type": "Entity",
             "programs": ["P1", "P2"], "ids": [{"number": "12345"}], "addresses": [{"city": "Sedenak", "country": "MY"}],
             "start_date": "2025-01-02", "remarks": "r", "source_list_url": "https://example.org"}]}
            """.utf8)
    }

    private static let monday = Date(timeIntervalSince1970: 1_795_000_000)

    @Test func `what is kept is read again as it was`() throws {
        let kept = try store.keep(Self.json("Quillheron"), origin: "https://example.org/list", at: Self.monday)
        let loaded = try store.load()
        #expect(loaded.list.parties == kept.list.parties)
        #expect(loaded.state == kept.state)
        #expect(loaded.state.origin == "https://example.org/list")
        #expect(loaded.state.retrieved == Self.monday)
    }

    @Test func `bytes that are no list leave the old one in place`() throws {
        let state = try store.keep(Self.json("Quillheron"), origin: "a", at: Self.monday).state
        #expect(throws: DocumentError.self) { try store.keep(Data("<html>".utf8), origin: "b", at: Self.monday) }
        #expect(try store.load().state == state)
    }

    @Test func `a new list takes the old one's place, and the old files go`() throws {
        _ = try store.keep(Self.json("Quillheron"), origin: "a", at: Self.monday)
        _ = try store.keep(Self.json("Heronquill"), origin: "b", at: Self.monday + 60)
        #expect(try store.load().list.parties.map(\.name) == ["Heronquill"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder.path).count == 3)
    }

    @Test func `a changed short form is passed over, changed bytes are refused`() throws {
        _ = try store.keep(Self.json("Quillheron"), origin: "a", at: Self.monday)
        let files = try FileManager.default.contentsOfDirectory(atPath: store.folder.path)
        for file in files where file.hasSuffix(".short.json") {
            try Data("{}".utf8).write(to: store.folder.appending(path: file))
        }
        #expect(try store.load().list.parties.map(\.name) == ["Quillheron"])
        for file in files where file.hasPrefix("list-") {
            try Data("{}".utf8).write(to: store.folder.appending(path: file))
        }
        #expect(throws: ScreeningListStoreError.changed(store.folder.path)) { try store.load() }
    }

    @Test func `an empty folder says how to fill it`() {
        let error = #expect(throws: ScreeningListStoreError.self) { try store.load() }
        #expect(error?.description.contains("assay parties update") == true)
    }

    @Test func `a state that names files elsewhere is refused`() throws {
        _ = try store.keep(Self.json("Quillheron"), origin: "a", at: Self.monday)
        let state = store.folder.appending(path: "list.state.json")
        let text = try String(contentsOf: state, encoding: .utf8)
        let digest = try store.readState().digest
        try Data(text.replacing(digest, with: "../../etc/passwd-123456").utf8).write(to: state)
        #expect(throws: ScreeningListStoreError.changed(store.folder.path)) { try store.load() }
    }

    @Test func `a list older than seven days is stale`() throws {
        let state = try store.keep(Self.json("Quillheron"), origin: "a", at: Self.monday).state
        #expect(!state.isStale(at: Self.monday + 7 * 86_400))
        #expect(state.isStale(at: Self.monday + 7 * 86_400 + 1))
        #expect(state.days(at: Self.monday + 8.5 * 86_400) == 8)
        let list = try store.load().list
        let stamp = ListStamp(
            list, origin: "a", retrieved: Self.monday, digest: state.digest, now: Self.monday + 8 * 86_400)
        #expect(stamp.isStale)
        #expect(stamp.sentences.contains { $0.contains("stale") })
    }
}
