package kontor.bankgirot;

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
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.PaymentStatus;

/**
 * What Bankgirot said of one bankgiro in a file and Kontor could not apply with certainty. A file
 * that belongs to something else has a hundred thousand such lines: the first get cases of their
 * own, so that people can work on them, and {@link #rest} tells of the others together.
 */
final class NewsCases {

    /** Cases of single lines of one file and kind. */
    private static final int SINGLE = 100;

    /** Names that a summary lists; the extract has all of them. */
    private static final int SHOWN = 20;

    private final Cases cases;
    private final Told told;
    private final Map<CaseKind, Lines> all;

    /**
     * Lines of one kind.
     *
     * @param first the first of those that got no case of their own
     * @param last the last of those
     */
    record Lines(int count, Optional<AutogiroRecord> first, Optional<AutogiroRecord> last) {

        private static final Lines NONE = new Lines(0, Optional.empty(), Optional.empty());

        private Lines and(AutogiroRecord record) {
            return count < SINGLE
                    ? new Lines(count + 1, first, last)
                    : new Lines(count + 1, first.or(() -> Optional.of(record)), Optional.of(record));
        }

        private boolean hasRest() {
            return count > SINGLE;
        }
    }

    /**
     * @param before the lines of slices before this one
     */
    NewsCases(Cases cases, Told told, Map<CaseKind, Lines> before) {
        this.cases = cases;
        this.told = told;
        this.all = new EnumMap<>(CaseKind.class);
        this.all.putAll(before);
    }

    /** The lines by now, for the next slice. */
    Map<CaseKind, Lines> lines() {
        return all;
    }

    /** Nothing here has such a payer number, or reference. */
    void unknown(Tx tx, AutogiroRecord record, String why) {
        open(tx, CaseKind.STATUS_WITHOUT_PAYMENT, record, Optional.empty(), why);
    }

    /** It is there, and cannot become what Bankgirot says. */
    void contradicts(Tx tx, AutogiroRecord record, Optional<UUID> payment, String why) {
        open(tx, CaseKind.STATUS_CONTRADICTS, record, payment, why);
    }

    /** Its money moved once, and cannot move again. */
    void twice(Tx tx, AutogiroRecord record, PaymentStatus to, UUID payment) {
        String why = "collection %s is told %s twice in this file".formatted(payment, to);
        contradicts(tx, record, Optional.of(payment), why);
    }

    /**
     * What is told again is no news, unless its money came with another sum, or went twice.
     *
     * @param candidate the collection as it is
     * @param refund what Bankgirot said before of its being paid back
     * @return false when it is told in a case
     */
    boolean stayed(
            Tx tx,
            PaymentNews.News news,
            UUID payment,
            Optional<Candidate> candidate,
            Optional<String> refund) {
        var to = news.word().to();
        String now = candidate.map(one -> one.status().name()).orElse("not known");
        var why =
                now.equals(to.name())
                        ? moneyTwice(news, payment, candidate, refund)
                        : Optional.of(
                                "collection %s is %s and cannot become %s"
                                        .formatted(payment, now, to));
        why.ifPresent(words -> contradicts(tx, news.record(), Optional.of(payment), words));
        return why.isEmpty();
    }

    private static Optional<String> moneyTwice(
            PaymentNews.News news,
            UUID payment,
            Optional<Candidate> candidate,
            Optional<String> refund) {
        if (news.word().to() == PaymentStatus.RETURNED) {
            return refund.map(
                    before ->
                            "collection %s is paid back twice: %s, and %s"
                                    .formatted(payment, before, PaymentNews.said(news.record())));
        }
        return candidate
                .filter(_ -> news.word().to() == PaymentStatus.EXECUTED)
                .flatMap(Candidate::paymentInformationId)
                .filter(before -> isOtherDeposit(before, news.deposit()))
                .map(
                        before ->
                                "collection %s is paid in deposit %s and in %s"
                                        .formatted(payment, before, news.deposit()));
    }

    /** Both are deposits of one bankgiro, and not the same. */
    private static boolean isOtherDeposit(String before, String deposit) {
        int bankgiro = deposit.indexOf('-') + 1;
        return bankgiro > 0
                && before.startsWith(deposit.substring(0, bankgiro))
                && !before.equals(deposit);
    }

    /** A code that nobody knows. */
    void unknownCode(Tx tx, AutogiroRecord record, String why) {
        open(tx, CaseKind.STATUS_UNKNOWN, record, Optional.empty(), why);
    }

    /** Kontor has them, an extract of Bankgirot does not; one case for all of them. */
    void missing(Tx tx, List<String> names, String why) {
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
                                + told.bankgiro()
                                + "|"
                                + why.hashCode()
                                + "|"
                                + names.hashCode(),
                        told.accounts().stream().findFirst(),
                        Optional.empty(),
                        Optional.of(told.file().id()),
                        "file %s of Bankgirot: %d %s %s%s"
                                .formatted(told.file().name(), names.size(), why, shown, more),
                        NewCase.facts("bankgiro", told.bankgiro(), "count", names.size())));
    }

    private void open(
            Tx tx, CaseKind kind, AutogiroRecord record, Optional<UUID> payment, String why) {
        var lines = all.getOrDefault(kind, Lines.NONE).and(record);
        all.put(kind, lines);
        if (lines.hasRest()) {
            return;
        }
        String summary =
                "file %s of Bankgirot, line %d: %s"
                        .formatted(told.file().name(), record.line(), why);
        cases.open(
                tx,
                new NewCase(
                        kind,
                        kind + "|" + told.bankgiro() + "|" + record.content(),
                        told.accounts().stream().findFirst(),
                        payment,
                        Optional.of(told.file().id()),
                        summary,
                        NewCase.facts(
                                "line", record.line(),
                                "record", record.title(),
                                "bankgiro", told.bankgiro(),
                                "payerNumber", payer(record),
                                "reference", reference(record),
                                "content", record.content().stripTrailing())));
    }

    /** Tells of the lines that got no case of their own; after all of the file. */
    void rest(Tx tx) {
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
                        kind + "|" + told.bankgiro() + "|" + which,
                        told.accounts().stream().findFirst(),
                        Optional.empty(),
                        Optional.of(told.file().id()),
                        "file %s of Bankgirot: %d more such lines, from %d to %d, as the first %d"
                                .formatted(
                                        told.file().name(),
                                        more,
                                        first.line(),
                                        last.line(),
                                        SINGLE),
                        NewCase.facts(
                                "bankgiro", told.bankgiro(),
                                "count", more,
                                "firstLine", first.line(),
                                "lastLine", last.line())));
    }

    private static Optional<String> payer(AutogiroRecord record) {
        return record.has("payer_no") ? Optional.of(record.digits("payer_no")) : Optional.empty();
    }

    private static Optional<String> reference(AutogiroRecord record) {
        return record.has("reference") ? record.filled("reference") : Optional.empty();
    }
}
