/// Why evidence was refused. Refused evidence proves nothing, not even that somebody cheated.
package enum Refusal: Error, Equatable, CustomStringConvertible {
    case malformed(String)
    case untrustedVerifier
    case badGrantSignature
    /// Well signed, but this service never opened the session.
    case unknownSession
    case badDirectorySignature
    /// The grant was given for other landmarks.
    case otherDirectory
    /// The grant was given for another question: other regions, speed, fault tolerance or validity.
    case otherQuestion
    case badDeviceEvidence
    case badClosing
    case unknownLandmark(String)
    case badRecordSignature(landmark: String)
    case otherSession(landmark: String)
    case recordOutOfTime(landmark: String)
    case repeatedLandmark(String)
    case noRecords
    /// Replies came, and none of them from a holder of the key.
    case answeredWithoutKey(landmarks: Int)
    case unknownRegion(String)

    /// A short name for metrics and findings.
    package var name: String {
        switch self {
        case .malformed: "malformed"
        case .untrustedVerifier: "untrustedVerifier"
        case .badGrantSignature: "badGrantSignature"
        case .unknownSession: "unknownSession"
        case .badDirectorySignature: "badDirectorySignature"
        case .otherDirectory: "otherDirectory"
        case .otherQuestion: "otherQuestion"
        case .badDeviceEvidence: "badDeviceEvidence"
        case .badClosing: "badClosing"
        case .unknownLandmark: "unknownLandmark"
        case .badRecordSignature: "badRecordSignature"
        case .otherSession: "otherSession"
        case .recordOutOfTime: "recordOutOfTime"
        case .repeatedLandmark: "repeatedLandmark"
        case .noRecords: "noRecords"
        case .answeredWithoutKey: "answeredWithoutKey"
        case .unknownRegion: "unknownRegion"
        }
    }

    package var description: String {
        switch self {
        case .malformed(let reason): "the file is malformed: \(reason)"
        case .untrustedVerifier: "the grant is by a verifier that is not trusted here"
        case .unknownSession: "this service never opened that session"
        case .badGrantSignature: "the grant's signature is not its verifier's"
        case .badDirectorySignature: "the landmark directory's signature is not the verifier's"
        case .otherDirectory: "the grant was given for another landmark directory"
        case .otherQuestion: "the grant was given for another question than the file asks"
        case .badDeviceEvidence: "the device did not sign for this session"
        case .badClosing: "the device did not sign this transcript"
        case .unknownLandmark(let id): "the landmark ‘\(id)’ is not in the directory"
        case .badRecordSignature(let id): "the record of ‘\(id)’ is not signed by it"
        case .otherSession(let id): "the record of ‘\(id)’ is of another session or device"
        case .recordOutOfTime(let id): "the record of ‘\(id)’ was not signed within the grant's lifetime"
        case .repeatedLandmark(let id): "the landmark ‘\(id)’ stands twice"
        case .noRecords: "no landmark measured anything"
        case .answeredWithoutKey(let count):
            "\(count) landmarks were answered, and none by a holder of the device key: somebody else answered"
        case .unknownRegion(let text): text
        }
    }
}
