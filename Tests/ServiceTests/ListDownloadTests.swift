import Service
import Testing

struct ListDownloadTests {
    @Test func `an address that can't be is refused before anything is sent`() async {
        for address in ["ftp://example.org/x", "nonsense", "http://"] {
            await #expect(throws: ListDownloadError.badAddress(address)) { try await ListDownload.bytes(from: address) }
        }
    }
}
