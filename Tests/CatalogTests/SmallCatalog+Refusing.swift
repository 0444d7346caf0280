import Documents
import Foundation
import Testing

/// A change to one file of a small catalogue that its reader has to refuse.
struct Mistake: Sendable {
    let title: String
    /// A part that stands in the file once, and what stands there instead.
    let part: String
    let instead: String
    let says: String
}

extension SmallCatalog {
    /// Loads it with a mistake in the file, and expects a refusal with that file and the mistake's line.
    func expectRefusal(of path: String, for mistake: Mistake) throws {
        let text = try #require(files[path])
        let pieces = text.components(separatedBy: mistake.part)
        #expect(pieces.count == 2, "the part must stand there once")
        var small = self
        small.files[path] = text.replacing(mistake.part, with: mistake.instead)
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/\(path)"))
        #expect(error.line == pieces.first?.components(separatedBy: "\n").count, "\(error)")
        #expect(error.description.contains(mistake.says), "\(error)")
    }
}
