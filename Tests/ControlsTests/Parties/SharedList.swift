import Controls
import Foundation
import TestSupport

/// The list of 2026-07-31, read once; nil where the data aren't there.
enum SharedList {
    static let path = SharedData.folder.map { $0.appending(path: "controls/csl_snapshot_2026-07-31.json").path }

    static let screen = Result<PartyScreen, any Error> {
        try PartyScreen(try ScreeningList(path: path ?? "no data"))
    }
}
