package kontor.bankgirot;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.db.Tx;

/** What Bankgirot said in one section and Kontor could not apply with certainty. */
record NewsCases(Cases cases, BankgirotFiles.Told told) {

    /** Names that a summary lists; the extract has all of them. */
    private static final int SHOWN = 20;

    /** Nothing here has such a payer number, or reference. */
    void unknown(Tx tx, AutogiroRecord record, String why) {
        open(tx, CaseKind.STATUS_WITHOUT_PAYMENT, record, Optional.empty(), why);
    }

    /** It is there, and cannot become what Bankgirot says. */
    void contradicts(Tx tx, AutogiroRecord record, Optional<UUID> payment, String why) {
        open(tx, CaseKind.STATUS_CONTRADICTS, record, payment, why);
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

    private static Optional<String> payer(AutogiroRecord record) {
        return record.has("payer_no") ? Optional.of(record.digits("payer_no")) : Optional.empty();
    }

    private static Optional<String> reference(AutogiroRecord record) {
        return record.has("reference") ? record.filled("reference") : Optional.empty();
    }
}
