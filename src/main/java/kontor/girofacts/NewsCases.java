package kontor.girofacts;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.cases.OpenCase;
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

    private static final String BANKGIRO = "bankgiro";
    private static final String PAYER = "payerNumber";
    private static final String CONTENT = "content";

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
                        facts(record)));
    }

    private Map<String, String> facts(AutogiroRecord record) {
        return NewCase.facts(
                "file",
                source.fileName,
                "line",
                record.line(),
                "record",
                record.title(),
                BANKGIRO,
                source.bankgiro,
                PAYER,
                payer(record),
                "reference",
                reference(record),
                CONTENT,
                record.content().stripTrailing());
    }

    private String fingerprint(CaseKind kind, AutogiroRecord record) {
        return kind + "|" + source.bankgiro + "|" + record.content();
    }

    /** A record of which nothing here knew the payer number when it was read, with its case. */
    public record Unknown(UUID openCase, UUID file, String fileName, AutogiroRecord record) {}

    /** Those of a bankgiro and these payer numbers of which cases are open, in their order. */
    public static List<Unknown> unknownOf(
            Tx tx, Cases cases, String bankgiro, Collection<String> payerNumbers) {
        return cases.openForUse(tx, CaseKind.STATUS_WITHOUT_PAYMENT, PAYER, payerNumbers).stream()
                .filter(one -> bankgiro.equals(one.facts().get(BANKGIRO)))
                .filter(one -> one.inboxFileId().isPresent() && one.facts().containsKey(CONTENT))
                .flatMap(one -> advice(one).stream())
                .toList();
    }

    private static Optional<Unknown> advice(OpenCase one) {
        var facts = one.facts();
        String content = "%-80s".formatted(facts.get(CONTENT));
        if (!content.startsWith("73")) {
            return Optional.empty();
        }
        var section =
                facts.getOrDefault("record", "").startsWith("Old")
                        ? Section.OLD_ADVICES
                        : Section.ADVICES;
        int line = Integer.parseInt(facts.getOrDefault("line", "1"));
        return Optional.of(
                new Unknown(
                        one.id(),
                        one.inboxFileId().orElseThrow(),
                        facts.getOrDefault("file", ""),
                        AutogiroReader.again(section, line, content)));
    }

    /** The record of a case was applied, or is told otherwise, since its mandate is known. */
    public static void known(Tx tx, Cases cases, Unknown one, String note) {
        cases.settleOfFile(
                tx,
                one.file,
                Set.of(CaseKind.STATUS_WITHOUT_PAYMENT),
                open -> open.id().equals(one.openCase),
                note);
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
