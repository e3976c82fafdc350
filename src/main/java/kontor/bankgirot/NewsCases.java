package kontor.bankgirot;

import java.util.Optional;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.db.Tx;

/** What Bankgirot said in one section and Kontor could not apply with certainty. */
record NewsCases(Cases cases, BankgirotFiles.Told told) {

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
