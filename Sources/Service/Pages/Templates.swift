import Foundation
import Mustache

/// The page templates that come with the program.
enum Templates {
    /// - Throws: `TemplateError` when one is missing or broken: the program is then not whole.
    static func load() throws -> MustacheLibrary {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Templates").path
        var templates: [String: MustacheTemplate] = [:]
        for name in ["layout", "overview", "consignment", "device", "compare", "problem"] {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name).mustache") else {
                throw TemplateError(name: name)
            }
            templates[name] = try MustacheTemplate(string: String(decoding: data, as: UTF8.self))
        }
        return MustacheLibrary(templates: templates)
    }
}

/// A template that isn't there.
struct TemplateError: Error, CustomStringConvertible {
    let name: String
    var description: String { "the page template \(name).mustache is missing from the program's resources" }
}

/// The pages' style sheet.
enum Stylesheet {
    static let text: String = {
        let path = Bundle.module.bundleURL.appendingPathComponent("Templates/assay.css").path
        return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }()
}
