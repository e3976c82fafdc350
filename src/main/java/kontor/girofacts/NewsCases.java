package kontor.girofacts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.db.Tx;

/**
 * What Bankgirot said of one bankgiro in a file and Kontor could not apply with certainty. A file
 * that belongs to something else has a hundred thousand such lines: the first get cases of their
 * own, so that people can work on them, and {@link #rest} tells of the others together.
 */
public final class NewsCases {

    /** Cases of single lines of one file and kind. */
    private static final int SINGLE = 100;

    /** Names that a summary lists; the extract has all of them. */
    private static final int SHOWN = 20;

    private final Cases cases;
    private final Source source;
    private final Map<CaseKind, Lines> all;

    /**
     * Lines of one kind.
     *
     * @param first the first of those that got no case of their own
     * @param last the last of those
     */
    public record Lines(int count, Optional<AutogiroRecord> first, Optional<AutogiroRecord> last) {

        private static final Lines NONE = new Lines(0, Optional.empty(), Optional.empty());

        private Lines and(AutogiroRecord record) {
            return count < SINGLE
                    ? new Lines(count + 1, first, last)
                    : new Lines(
                            count + 1, first.or(() -> Optional.of(record)), Optional.of(record));
        }

        private boolean hasRest() {
            return count > SINGLE;
        }
    }

    /**
     * Of whom it was said, and where.
     *
     * @param account an own account with the bankgiro, for who may see the cases
     */
    public record Source(UUID file, String fileName, String bankgiro, Optional<UUID> account) {

        private static Source of(Told told) {
            return new Source(
                    told.file().id(),
                    told.file().name(),
                    told.bankgiro(),
                    told.accounts().stream().findFirst());
        }
    }

    /**
     * @param before the lines of slices before this one
     */
    public NewsCases(Cases cases, Told told, Map<CaseKind, Lines> before) {
        this(cases, Source.of(told), before);
    }

    private NewsCases(Cases cases, Source source, Map<CaseKind, Lines> before) {
        this.cases = cases;
        this.source = source;
        this.all = new EnumMap<>(CaseKind.class);
        this.all.putAll(before);
    }

    /** Of records that were kept when their file was read. */
    public static NewsCases of(Cases cases, Source source) {
        return new NewsCases(cases, source, Map.of());
    }

    /** The lines by now, for the next slice. */
    public Map<CaseKind, Lines> lines() {
        return all;
    }

    /** Nothing here has such a payer number, or reference. */
    public void unknown(Tx tx, AutogiroRecord record, String why) {
        open(tx, CaseKind.STATUS_WITHOUT_PAYMENT, record, Optional.empty(), why);
    }

    /** It is there, and cannot become what Bankgirot says. */
    public void contradicts(Tx tx, AutogiroRecord record, Optional<UUID> payment, String why) {
        open(tx, CaseKind.STATUS_CONTRADICTS, record, payment, why);
    }

    /** A code that nobody knows. */
    public void unknownCode(Tx tx, AutogiroRecord record, String why) {
        open(tx, CaseKind.STATUS_UNKNOWN, record, Optional.empty(), why);
    }

    /** Kontor has them, an extract of Bankgirot does not; one case for all of them. */
    public void missing(Tx tx, List<String> names, String why) {
        if (names.isEmpty()) {
            return;
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        String more = names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "";
        cases.open(
                tx,
                new NewCase(
                        CaseKind.STATUS_CONTRADICTS,
                        "missing|"
                                + source.bankgiro
                                + "|"
                                + why.hashCode()
                                + "|"
                                + names.hashCode(),
                        source.account,
                        Optional.empty(),
                        Optional.of(source.file),
                        "file %s of Bankgirot: %d %s %s%s"
                                .formatted(source.fileName, names.size(), why, shown, more),
                        NewCase.facts("bankgiro", source.bankgiro, "count", names.size())));
    }

    private void open(
            Tx tx, CaseKind kind, AutogiroRecord record, Optional<UUID> payment, String why) {
        var lines = all.getOrDefault(kind, Lines.NONE).and(record);
        all.put(kind, lines);
        if (lines.hasRest()) {
            return;
        }
        String summary =
                "file %s of Bankgirot, line %d: %s".formatted(source.fileName, record.line(), why);
        cases.open(
                tx,
                new NewCase(
                        kind,
                        fingerprint(kind, record),
                        source.account,
                        payment,
                        Optional.of(source.file),
                        summary,
                        NewCase.facts(
                                "line", record.line(),
                                "record", record.title(),
                                "bankgiro", source.bankgiro,
                                "payerNumber", payer(record),
                                "reference", reference(record),
                                "content", record.content().stripTrailing())));
    }

    private String fingerprint(CaseKind kind, AutogiroRecord record) {
        return kind + "|" + source.bankgiro + "|" + record.content();
    }

    /** It has become what Bankgirot says after all. */
    public void agrees(Tx tx, AutogiroRecord record, String note) {
        var kind = CaseKind.STATUS_CONTRADICTS;
        cases.settle(tx, kind, fingerprint(kind, record), note);
    }

    /** Tells of the lines that got no case of their own; after all of the file. */
    public void rest(Tx tx) {
        all.forEach(
                (kind, lines) -> {
                    if (lines.hasRest()) {
                        rest(tx, kind, lines);
                    }
                });
    }

    private void rest(Tx tx, CaseKind kind, Lines lines) {
        var first = lines.first.orElseThrow();
        var last = lines.last.orElseThrow();
        int more = lines.count - SINGLE;
        String which = more + "|" + first.content() + "|" + last.content();
        cases.open(
                tx,
                new NewCase(
                        kind,
                        kind + "|" + source.bankgiro + "|" + which,
                        source.account,
                        Optional.empty(),
                        Optional.of(source.file),
                        "file %s of Bankgirot: %d more such lines, from %d to %d, as the first %d"
                                .formatted(
                                        source.fileName, more, first.line(), last.line(), SINGLE),
                        NewCase.facts(
                                "bankgiro",
                                source.bankgiro,
                                "count",
                                more,
                                "firstLine",
                                first.line(),
                                "lastLine",
                                last.line())));
    }

    private static Optional<String> payer(AutogiroRecord record) {
        return record.has("payer_no") ? Optional.of(record.digits("payer_no")) : Optional.empty();
    }

    private static Optional<String> reference(AutogiroRecord record) {
        return record.has("reference") ? record.filled("reference") : Optional.empty();
    }
}
