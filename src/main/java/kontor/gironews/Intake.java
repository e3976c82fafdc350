package kontor.gironews;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;
import kontor.bankgirot.Payees;
import kontor.banks.ArrivedFile;
import kontor.banks.Verdict;
import kontor.cases.CaseKind;
import kontor.changes.Changes;
import kontor.girofacts.DaySums;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.RecordSlices;
import kontor.girofacts.Seen;
import kontor.girofacts.Told;
import kontor.mandatenews.Answers;

/**
 * Takes in one file: each slice is a transaction in the lane of the organization, which others use
 * in between. When a crash ends it, it is begun anew, and passes over what it has taken in.
 */
final class Intake {

    private final Changes changes;
    private final Payees payees;
    private final News news;
    private final ArrivedFile file;
    private final Section kind;
    private final Answers answers;
    private final Map<String, OfBankgiro> all = new LinkedHashMap<>();
    private Facts.Counted counted = Facts.Counted.NONE;

    Intake(
            Changes changes,
            Payees payees,
            News news,
            ArrivedFile file,
            Section kind,
            Answers answers) {
        this.changes = changes;
        this.payees = payees;
        this.news = news;
        this.file = file;
        this.kind = kind;
        this.answers = answers;
    }

    /**
     * What was read of one bankgiro.
     *
     * @param last its last slice, without the records
     */
    private record OfBankgiro(
            Told last, Seen seen, DaySums sums, Map<CaseKind, NewsCases.Lines> lines) {}

    void take(RecordSlices.Slice slice) {
        News.byBankgiro(kind, slice.records()).forEach(records -> take(slice, records));
    }

    private void take(RecordSlices.Slice slice, List<AutogiroRecord> records) {
        var payee = kind.hasEnd() ? slice.opening() : records.getFirst();
        String bankgiro = payee.digits("payee_bg");
        var before = all.get(bankgiro);
        var lines = before == null ? Map.<CaseKind, NewsCases.Lines>of() : before.lines;
        var told = before == null ? first(slice, bankgiro) : before.last;
        var some = told.with(slice, records);
        var taken =
                changes.inLane(
                        file.organization(), tx -> news.take(tx, kind, some, answers, lines));
        counted = counted.plus(taken.counted());
        var seen = before == null ? new Seen() : before.seen;
        records.forEach(one -> News.listed(one).ifPresent(seen::add));
        var sums = before == null ? new DaySums() : before.sums;
        sums.add(some);
        all.put(bankgiro, new OfBankgiro(some.with(slice, List.of()), seen, sums, taken.lines()));
    }

    /** Nothing of it yet. */
    private Told first(RecordSlices.Slice slice, String bankgiro) {
        var own = changes.inLane(file.organization(), tx -> payees.own(tx, file, bankgiro));
        return new Told(file, bankgiro, own, slice.opening(), slice.group(), List.of());
    }

    void end() {
        for (var one : all.values()) {
            changes.inLane(
                    file.organization(),
                    tx -> {
                        news.end(tx, kind, one.last, one.seen, one.sums, one.lines);
                        return true;
                    });
        }
    }

    Verdict verdict() {
        return counted.isNothingNew()
                ? new Verdict.Duplicate("all that it says was told by files before it")
                : new Verdict.Processed();
    }
}
