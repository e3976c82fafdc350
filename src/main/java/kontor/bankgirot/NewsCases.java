package kontor.bankgirot;

import java.util.ArrayList;
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
 * What Bankgirot said in one section and Kontor could not apply with certainty. A file that belongs
 * to something else has a hundred thousand such lines: the first get cases of their own, so that
 * people can work on them, and {@link #rest} tells of the others together.
 */
final class NewsCases {

    /** Cases of single lines of one section and kind. */
    private static final int SINGLE = 100;

    /** Names that a summary lists; the extract has all of them. */
    private static final int SHOWN = 20;

    private final Cases cases;
    private final BankgirotFiles.Told told;
    private final Map<CaseKind, List<AutogiroRecord>> all = new EnumMap<>(CaseKind.class);

    NewsCases(Cases cases, BankgirotFiles.Told told) {
        this.cases = cases;
        this.told = told;
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
    void twice(Tx tx, PaymentNews.News news, UUID payment) {
        String why =
                "collection %s is told %s twice in this file".formatted(payment, news.word().to());
        contradicts(tx, news.record(), Optional.of(payment), why);
    }

    /**
     * What is told again is no news, unless its money came with another sum.
     *
     * @param candidate the collection as it is
     */
    void stayed(Tx tx, PaymentNews.News news, UUID payment, Optional<Candidate> candidate) {
        var to = news.word().to();
        String now = candidate.map(one -> one.status().name()).orElse("not known");
        if (!now.equals(to.name())) {
            String why = "collection %s is %s and cannot become %s".formatted(payment, now, to);
            contradicts(tx, news.record(), Optional.of(payment), why);
        } else if (to == PaymentStatus.EXECUTED) {
            candidate
                    .flatMap(Candidate::paymentInformationId)
                    .filter(before -> isOtherDeposit(before, news.deposit()))
                    .map(
                            before ->
                                    "collection %s is paid in deposit %s and in %s"
                                            .formatted(payment, before, news.deposit()))
                    .ifPresent(why -> contradicts(tx, news.record(), Optional.of(payment), why));
        }
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
        var ofKind = all.computeIfAbsent(kind, _ -> new ArrayList<>());
        ofKind.add(record);
        if (ofKind.size() > SINGLE) {
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

    /** Tells of the lines that got no case of their own; after all of the section. */
    void rest(Tx tx) {
        all.forEach(
                (kind, records) -> {
                    if (records.size() > SINGLE) {
                        rest(tx, kind, records.subList(SINGLE, records.size()));
                    }
                });
    }

    private void rest(Tx tx, CaseKind kind, List<AutogiroRecord> records) {
        var first = records.getFirst();
        var last = records.getLast();
        String lines = records.size() + "|" + first.content() + "|" + last.content();
        String fingerprint = kind + "|" + told.bankgiro() + "|" + lines;
        cases.open(
                tx,
                new NewCase(
                        kind,
                        fingerprint,
                        told.accounts().stream().findFirst(),
                        Optional.empty(),
                        Optional.of(told.file().id()),
                        "file %s of Bankgirot: %d more such lines, from %d to %d, as the first %d"
                                .formatted(
                                        told.file().name(),
                                        records.size(),
                                        first.line(),
                                        last.line(),
                                        SINGLE),
                        NewCase.facts(
                                "bankgiro", told.bankgiro(),
                                "count", records.size(),
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
