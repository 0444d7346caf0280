/// What a TPM signs when it quotes (`TPMS_ATTEST` with a `TPMS_QUOTE_INFO`).
///
/// The counters and the firmware version are plain only for keys of the endorsement or platform hierarchy. For others
/// the TPM adds a secret number, always the same for one key, so that of one key's quotes equal stays equal.
struct TPMQuote {
    /// Longer ones aren't read: with one selection of registers a quote takes 145 bytes.
    static let sizeLimit = 1024

    /// Registers of one bank.
    struct Selection: Equatable {
        let bank: TPMAlgorithm
        /// Ascending.
        let registers: [Int]
    }

    /// Who signed, by the hierarchy that it stands in: the qualified name.
    let signer: [UInt8]
    /// The bytes that were to be vouched for ("qualifying data").
    let nonce: [UInt8]
    let clock: DeviceClock
    /// No later time than this was ever shown before. False after the power went without a shutdown.
    let isClockSafe: Bool
    let firmware: UInt64
    let selections: [Selection]
    /// Over the values of the selected registers.
    let digest: [UInt8]

    /// - Throws: `malformed`.
    init(_ bytes: [UInt8]) throws(EvidenceRefusal) {
        guard bytes.count <= Self.sizeLimit else {
            throw EvidenceRefusal(.malformed, "the quote has \(bytes.count) bytes; at most \(Self.sizeLimit) are read")
        }
        var reader = TPMReader(bytes, of: "the quote")
        let magic = try reader.bytes(4)
        guard magic == [0xff, 0x54, 0x43, 0x47] else {
            throw EvidenceRefusal(
                .malformed, "the quote was not put together in a TPM: it begins with \(Hex.string(magic)), not ff544347"
            )
        }
        let type = try reader.bytes(2)
        guard type == [0x80, 0x18] else {
            throw EvidenceRefusal(
                .malformed, "the TPM attests to something else than a quote: \(Hex.string(type)), not 8018")
        }
        signer = try reader.sized("the signer's name", limit: 66)
        nonce = try reader.sized("the nonce", limit: 64)
        clock = DeviceClock(
            milliseconds: try reader.integer(), resets: try reader.integer(), restarts: try reader.integer())
        let safe = try reader.integer(UInt8.self)
        guard safe <= 1 else { throw EvidenceRefusal(.malformed, "the quote's clock is neither safe (1) nor not (0)") }
        isClockSafe = safe == 1
        firmware = try reader.integer()
        selections = try reader.selections()
        digest = try reader.sized("the digest", limit: 64)
        try reader.end()
    }
}

extension TPMReader {
    /// `TPML_PCR_SELECTION`. There are fewer than 16 hash algorithms, so fewer banks.
    fileprivate mutating func selections() throws(EvidenceRefusal) -> [TPMQuote.Selection] {
        let count = try integer(UInt32.self)
        guard count <= 16 else {
            throw EvidenceRefusal(.malformed, "the quote speaks of \(count) banks of registers; at most 16 are read")
        }
        var selections: [TPMQuote.Selection] = []
        for _ in 0..<count {
            let bank = try algorithm()
            let count = Int(try integer(UInt8.self))
            // Three bytes are usual: 24 registers.
            guard count <= 4 else {
                throw EvidenceRefusal(.malformed, "the quote selects registers in \(count) bytes; at most 4 are read")
            }
            let octets = try bytes(count)
            let registers = (0..<8 * count).filter { number in
                octets.dropFirst(number / 8).first.map { $0 >> (number % 8) & 1 == 1 } ?? false
            }
            selections.append(TPMQuote.Selection(bank: bank, registers: registers))
        }
        return selections
    }
}
