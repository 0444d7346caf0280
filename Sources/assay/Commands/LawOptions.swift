import ArgumentParser
import Controls
import Documents

/// Which law is asked for: as of which day, as known when, and with which bills.
struct LawOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day whose law is read.", valueName: "YYYY-MM-DD")) var on: CalendarDate?
    @Option(help: ArgumentHelp("Leave out what became known after this day.", valueName: "YYYY-MM-DD"))
    var known: CalendarDate?

    /// The day that was asked for, or else another.
    func asOf(
        else date: CalendarDate, whatIf: [String] = [], assume: [String] = [], rulebook: Rulebook
    ) throws -> AsOf {
        for id in whatIf {
            guard try rulebook.instrument(named: id).kind == .bill else {
                throw ValidationError("--what-if takes bills; ‘\(id)’ is none")
            }
        }
        var assumed: [String: Instrument.Status] = [:]
        for text in assume {
            let pair = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let status = Instrument.Status(rawValue: pair[1]), status != .bill else {
                throw ValidationError("--assume takes an instrument and a status, such as us-affiliates-2025=stayed")
            }
            assumed[try rulebook.instrument(named: pair[0]).id] = status
        }
        return AsOf(on ?? date, known: known, whatIf: Set(whatIf), assumed: assumed)
    }
}

extension CalendarDate: ExpressibleByArgument {
    /// A day written YYYY-MM-DD.
    public init?(argument: String) { self.init(argument) }
}
