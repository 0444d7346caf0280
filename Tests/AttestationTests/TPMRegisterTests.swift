import Attestation
import Foundation
import Testing

struct TPMRegisterTests {
    private let tpm: TestTPM

    init() throws { tpm = try TestTPM() }

    private func reference(changing changed: [Int] = [], named name: String = "host 1") -> PlatformReference {
        let values = TestTPM.registers.prefix(4).map { ($0.number, changed.contains($0.number) ? [9] : $0.value) }
        return PlatformReference(name: name, registers: Dictionary(uniqueKeysWithValues: values))
    }

    @Test func `the registers of a known platform lift the assurance to the platform's`() throws {
        var policy = tpm.policy
        policy.platforms = [reference(changing: [0], named: "another host"), reference()]
        let device = try tpm.parts().verify(policy: policy)
        #expect(device.assurance == .platformKey)
        #expect(device.measurements == .matching(compared: 4, references: ["host 1"]))
        #expect(device.details["platform"] == "host 1")
    }

    @Test func `without a reference the quote speaks for a holder of the key only`() throws {
        let device = try tpm.parts().verify(policy: tpm.policy)
        #expect(device.assurance == .softwareKey)
        #expect(device.measurements == .notCompared)
        #expect(device.details["platform"] == "no reference: what software held the key is unknown")
    }

    @Test func `registers of no known platform are refused by their numbers`() throws {
        var policy = tpm.policy
        policy.platforms = [reference(changing: [1, 3])]
        let refusal = try #require(try tpm.parts().refusal(policy: policy))
        #expect(refusal.codes == [.registerMismatch])
        #expect(refusal.description.contains("from ‘host 1’ differ the registers 1, 3"))
    }

    @Test func `a register that the reference names and the quote leaves out is a difference`() throws {
        var policy = tpm.policy
        policy.platforms = [reference()]
        let refusal = try tpm.parts(registers: Array(TestTPM.registers.prefix(3))).refusal(policy: policy)
        #expect(refusal?.description.contains("differ the registers 3") == true)
    }

    @Test func `a reference without registers matches nothing`() throws {
        var policy = tpm.policy
        policy.platforms = [PlatformReference(name: "empty", registers: [:])]
        #expect(try tpm.parts().refusal(policy: policy)?.codes == [.registerMismatch])
    }

    @Test func `a digest over other values is refused`() throws {
        let parts = try tpm.parts { $0.digest = [UInt8](repeating: 0, count: 32) }
        #expect(try parts.refusal(policy: tpm.policy)?.codes == [.registerMismatch])
    }

    @Test(arguments: [
        [TestQuote.Selection(bank: 0x000b, octets: [0xff, 1, 0])],
        [TestQuote.Selection(bank: 0x000b, octets: [0x7f, 0, 0])],
        [TestQuote.Selection(bank: 0x0004, octets: [0xff, 0, 0])],
        [
            TestQuote.Selection(bank: 0x000b, octets: [0xff, 0, 0]),
            TestQuote.Selection(bank: 0x0004, octets: [1, 0, 0]),
        ],
        [],
    ])
    func `the quote covers just the registers given, in the bank of SHA-256`(selections: [TestQuote.Selection]) throws {
        let parts = try tpm.parts { $0.selections = selections }
        #expect(try parts.refusal(policy: tpm.policy)?.codes == [.registerMismatch])
    }

    @Test(arguments: [[], [0, 2, 1], [1, 1], [0, 24], [-1, 0], Array(0...24)])
    func `registers are 1 to 24, ascend and exist`(numbers: [Int]) throws {
        let registers = numbers.map { TPMEvidence.Register(number: $0, value: [UInt8](repeating: 0, count: 32)) }
        #expect(try tpm.parts().with(registers: registers).refusal(policy: tpm.policy)?.has(.malformed) == true)
    }

    @Test func `a register of another size is refused even if the digest agrees`() throws {
        var registers = TestTPM.registers
        registers[0] = .init(number: 0, value: registers[0].value + registers[1].value.prefix(1))
        registers[1] = .init(number: 1, value: Array(registers[1].value.dropFirst()))
        #expect(try tpm.parts().with(registers: registers).refusal(policy: tpm.policy)?.codes == [.malformed])
    }
}
