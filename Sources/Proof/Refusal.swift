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
    /// The device's evidence at the opening doesn't hold.
    case badOpening(String)
    /// The session wasn't closed by the key and device that it was opened for.
    case badClosing(String)
    /// It was handed in when its session was over.
    case staleSession
    /// Other evidence of the same session was accepted before.
    case sessionIsClosed
    case unknownLandmark(String)
    case badRecordSignature(landmark: String)
    case otherSession(landmark: String)
    case recordOutOfTime(landmark: String)
    case tooManyRounds(landmark: String)
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
        case .badOpening: "badOpening"
        case .badClosing: "badClosing"
        case .staleSession: "staleSession"
        case .sessionIsClosed: "sessionIsClosed"
        case .unknownLandmark: "unknownLandmark"
        case .badRecordSignature: "badRecordSignature"
        case .otherSession: "otherSession"
        case .recordOutOfTime: "recordOutOfTime"
        case .tooManyRounds: "tooManyRounds"
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
        case .badOpening(let reason): "the device did not vouch for this session: \(reason)"
        case .badClosing(let reason): "the device did not close this session: \(reason)"
        case .sessionIsClosed: "the session was closed before, with other evidence"
        case .staleSession: "the session was over when its evidence was handed in"
        case .unknownLandmark(let id): "the landmark ‘\(id)’ is not one that the grant names"
        case .badRecordSignature(let id): "the record of ‘\(id)’ is not signed by it"
        case .otherSession(let id): "the record of ‘\(id)’ is of another session or device"
        case .recordOutOfTime(let id): "the record of ‘\(id)’ was not signed within the grant's lifetime"
        case .tooManyRounds(let id): "the record of ‘\(id)’ has more rounds than the grant allows"
        case .repeatedLandmark(let id): "the landmark ‘\(id)’ stands twice"
        case .noRecords: "no landmark measured anything"
        case .answeredWithoutKey(let count):
            "\(count) landmarks were answered, and none by a holder of the session key: somebody else answered"
        case .unknownRegion(let text): text
        }
    }
}
