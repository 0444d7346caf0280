package import Attestation
package import Foundation

/// An attestation key that a TPM made and keeps, below its endorsement key ("EK").
///
/// The folder holds the key as the TPM wrapped it: only the same TPM can load it. So nothing is written into the TPM,
/// and no slot of it is taken. Loaded states ("contexts") lie beside it and are made anew when the TPM was reset since.
package struct TPMAttestationKey: Sendable {
    /// Which of a TPM's endorsement keys to stand under: the one that its maker certified.
    package enum Endorsement: String, Sendable, CaseIterable {
        case rsa, ecc

        /// Where makers put its certificate (TCG EK Credential Profile for TPM Family 2.0, "NV Index").
        var certificateIndex: String {
            switch self {
            case .rsa: "0x1c00002"
            case .ecc: "0x1c0000a"
            }
        }
    }

    /// How it signs, always with SHA-256: on NIST P-256, or with RSA of 2,048 bits.
    package enum Scheme: String, Sendable, CaseIterable {
        case ecdsa, rsassa, rsapss

        var algorithm: String { self == .ecdsa ? "ecc" : "rsa" }
    }

    package let endorsement: Endorsement
    package let scheme: Scheme
    /// `TPMT_PUBLIC`.
    package let publicArea: [UInt8]
    /// Of the kind `tpm`, with the key's name.
    package let identity: DeviceIdentity
    private let tools: TPMTools
    private let files: Files
    /// One sequence of commands at a time: a TPM has few slots, and this frees those it finds used.
    private let turn = NSLock()

    /// Where its parts lie.
    private struct Files: Sendable {
        let folder: URL
        let endorsementContext: String
        let context: String
        let publicPart: URL
        let privatePart: String

        init(folder: URL, endorsement: Endorsement, scheme: Scheme) {
            let stem = "ek-\(endorsement.rawValue)-ak-\(scheme.rawValue)"
            self.folder = folder
            endorsementContext = folder.appending(path: "\(stem).parent.ctx").path
            context = folder.appending(path: "\(stem).ctx").path
            publicPart = folder.appending(path: "\(stem).pub")
            privatePart = folder.appending(path: "\(stem).priv").path
        }
    }

    /// The key in this folder, made there if it isn't yet. Blocks for as long as the TPM takes.
    package init(
        in folder: URL, tools: TPMTools, endorsement: Endorsement = .rsa, scheme: Scheme = .ecdsa
    ) throws(CollectorError) {
        self.tools = tools
        self.endorsement = endorsement
        self.scheme = scheme
        files = Files(folder: folder, endorsement: endorsement, scheme: scheme)
        try PrivateFolder.create(folder)
        if !FileManager.default.fileExists(atPath: files.publicPart.path) {
            try Self.make(files, tools: tools, endorsement: endorsement, scheme: scheme)
        }
        // A TPM2B_PUBLIC: the length in two bytes, and the area.
        let bytes = try SmallFile.read(files.publicPart, limit: TPMPublicArea.sizeLimit)
        publicArea = Array(bytes.dropFirst(2))
        let name: [UInt8]
        do {
            name = try TPMPublicArea(publicArea).name
        } catch {
            throw CollectorError.refused(error)
        }
        guard let identity = DeviceIdentity(kind: .tpm, key: name) else {
            throw CollectorError.unexpectedOutput("the attestation key has no name")
        }
        self.identity = identity
    }

    private static func make(
        _ files: Files, tools: TPMTools, endorsement: Endorsement, scheme: Scheme
    ) throws(CollectorError) {
        tools.forgetLoadedKeys()
        defer { tools.forgetLoadedKeys() }
        try tools.run("tpm2_createek", "-Q", "-G", endorsement.rawValue, "-c", files.endorsementContext)
        tools.forgetLoadedKeys()
        // The public part's name comes last: a key that was interrupted while it was made is made again.
        let unfinished = files.publicPart.appendingPathExtension("new")
        try tools.run(
            "tpm2_createak", "-Q", "-C", files.endorsementContext, "-G", scheme.algorithm, "-g", "sha256",
            "-s", scheme.rawValue, "-c", files.context, "-r", files.privatePart, "-u", unfinished.path, "-f", "tss")
        do {
            try FileManager.default.moveItem(at: unfinished, to: files.publicPart)
        } catch {
            throw CollectorError.file(path: files.publicPart.path, reason: "can't be written: \(error)")
        }
    }
}

extension TPMAttestationKey {
    /// The endorsement key's certificate, as the TPM's maker stored it in the TPM. DER.
    package func endorsementCertificate() throws(CollectorError) -> [UInt8] {
        try PrivateFolder.temporarily { folder throws(CollectorError) in
            let file = folder.appending(path: "certificate")
            try tools.run("tpm2_nvread", "-Q", endorsement.certificateIndex, "-o", file.path)
            let bytes = try SmallFile.read(file, limit: TPMEvidence.certificateSizeLimit)
            // A certificate is a sequence with its length in two bytes; makers fill the rest of the place up.
            guard bytes.count > 4, bytes.starts(with: [0x30, 0x82]) else {
                throw CollectorError.unexpectedOutput("the TPM holds no certificate at \(endorsement.certificateIndex)")
            }
            return Array(bytes.prefix(4 + (Int(bytes[2]) << 8 | Int(bytes[3]))))
        }
    }

    /// The secret in a verifier's credential, which the TPM gives out only if it holds both keys.
    ///
    /// - Parameter credential: as `TPMEnrolmentChallenge` made it.
    package func answer(to credential: [UInt8]) throws(CollectorError) -> [UInt8] {
        try loaded { folder throws(CollectorError) in
            let challenge = folder.appending(path: "credential")
            let secret = folder.appending(path: "secret")
            try SmallFile.write(credential, to: challenge)
            try tools.authorised(in: folder) { session throws(CollectorError) in
                _ = try tools.run(
                    "tpm2_activatecredential", "-Q", "-c", files.context, "-C", files.endorsementContext,
                    "-P", session, "-i", challenge.path, "-o", secret.path)
            }
            return try SmallFile.read(secret, limit: 64)
        }
    }

    /// A quote of registers of the SHA-256 bank.
    ///
    /// - Parameters:
    ///   - nonce: 32 bytes to vouch for.
    ///   - registers: 0 to 23, in any order.
    /// - Returns: evidence without its certificates and enrolment.
    package func quote(
        over nonce: [UInt8], registers: Set<Int>
    ) throws(CollectorError) -> (quote: [UInt8], signature: [UInt8], registers: [TPMEvidence.Register]) {
        let numbers = registers.sorted()
        return try loaded { folder throws(CollectorError) in
            let quote = folder.appending(path: "quote")
            let signature = folder.appending(path: "signature")
            let values = folder.appending(path: "values")
            try tools.run(
                "tpm2_quote", "-Q", "-c", files.context, "--scheme", scheme.rawValue, "-g", "sha256",
                "-l", "sha256:" + numbers.map(String.init).joined(separator: ","), "-q", Hex.string(nonce),
                "-m", quote.path, "-s", signature.path, "-o", values.path, "-F", "values")
            let bytes = try SmallFile.read(values, limit: 32 * TPMEvidence.registerLimit)
            guard bytes.count == 32 * numbers.count else {
                throw CollectorError.unexpectedOutput(
                    "tpm2_quote wrote \(bytes.count) bytes of register values; expected \(32 * numbers.count)")
            }
            let quoted = numbers.enumerated().map { place, number in
                TPMEvidence.Register(number: number, value: Array(bytes.dropFirst(32 * place).prefix(32)))
            }
            return (
                try SmallFile.read(quote, limit: 1024), try SmallFile.read(signature, limit: 1024), quoted
            )
        }
    }

    /// Does it with the key as it was last loaded, and where that fails once more with the key loaded anew: a TPM takes
    /// no context from before its last reset.
    private func loaded<Result>(
        _ work: (URL) throws(CollectorError) -> Result
    ) throws(CollectorError) -> Result {
        turn.lock()
        defer { turn.unlock() }
        return try PrivateFolder.temporarily { folder throws(CollectorError) in
            tools.forgetLoadedKeys()
            defer { tools.forgetLoadedKeys() }
            if let result = try? work(folder) { return result }
            try load(in: folder)
            return try work(folder)
        }
    }

    private func load(in folder: URL) throws(CollectorError) {
        tools.forgetLoadedKeys()
        try tools.run("tpm2_createek", "-Q", "-G", endorsement.rawValue, "-c", files.endorsementContext)
        tools.forgetLoadedKeys()
        try tools.authorised(in: folder) { session throws(CollectorError) in
            _ = try tools.run(
                "tpm2_load", "-Q", "-C", files.endorsementContext, "-P", session, "-u", files.publicPart.path,
                "-r", files.privatePart, "-c", files.context)
        }
        tools.forgetLoadedKeys()
    }
}
