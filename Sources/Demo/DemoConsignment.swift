package import Documents
import Foundation

/// The consignment whose devices the demonstration measures: Examples/h200-to-johor.yaml.
package enum DemoConsignment {
    /// - Throws: `DocumentError` when the program's resources are not whole.
    package static var file: DocumentFile {
        get throws {
            try DocumentFile(path: Bundle.module.bundleURL.appendingPathComponent("h200-to-johor.yaml").path)
        }
    }
}
