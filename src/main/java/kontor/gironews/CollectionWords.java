package kontor.gironews;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.List;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.autogiro.Section;
import kontor.core.BankCalendar;
import kontor.payments.BankReportHandler.Word;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** What a record of Bankgirot makes of a payment. */
final class CollectionWords {

    /** Codes of orders to cancel; those behind them move payments to another day. */
    private static final Set<String> CANCELS = Set.of("23", "24", "25");

    /** What Bankgirot calls a payment to a payer, as a record and as the kind of a payment. */
    private static final String CREDIT = "32";

    /** Of one payment each. */
    private static final Set<String> RESULTS = Set.of("82", CREDIT);

    private static final String NEW_DATE = "new_date_or_zero";

    private CollectionWords() {}

    /** A payment to a payer (TK 32), or what became of one. */
    static boolean isCredit(AutogiroRecord record) {
        return switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS, REJECTED, OLD_REJECTED, WAITING ->
                    record.code().equals(CREDIT);
            case CHANGED, OLD_CHANGED ->
                    record.has("pay_code") && record.text("pay_code").equals(CREDIT);
            default -> false;
        };
    }

    /** A payment as it is called in cases. */
    static String what(AutogiroRecord record, UUID payment) {
        return (isCredit(record) ? "credit transfer " : "collection ") + payment;
    }

    /** An order of ours to cancel that Bankgirot did not carry out. */
    static boolean isNotDone(AutogiroRecord record) {
        return isChange(record) && CANCELS.contains(record.code()) && !isDone(record);
    }

    private static boolean isChange(AutogiroRecord record) {
        boolean changed =
                record.section() == Section.CHANGED || record.section() == Section.OLD_CHANGED;
        return changed && record.has("comment_code");
    }

    private static boolean isDone(AutogiroRecord record) {
        return code(List.CHANGE, record, "comment_code").outcome() == Outcome.OK;
    }

    /**
     * What a record gives a payment of which nobody can say whether it was paid, cancelled, moved,
     * or will be tried again: a code that is new, or no day; empty for one that is clear.
     */
    static Optional<String> unclear(AutogiroRecord record) {
        return switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS -> unclearStatus(record);
            case CHANGED, OLD_CHANGED -> unclearChange(record);
            default -> Optional.empty();
        };
    }

    private static Optional<String> unclearStatus(AutogiroRecord record) {
        return Optional.of(record)
                .filter(one -> RESULTS.contains(one.code()) && !one.text("status").isEmpty())
                .filter(one -> !code(List.PAYMENT, one, "status").isKnown())
                .map(one -> "the status " + one.text("status"));
    }

    private static Optional<String> unclearChange(AutogiroRecord record) {
        if (!isChange(record)) {
            return Optional.empty();
        }
        var comment = code(List.CHANGE, record, "comment_code");
        boolean cancelled = BankgirotCode.of(List.CANCELLED, record.code()).isKnown();
        boolean unasked = cancelled && !CANCELS.contains(record.code());
        if (!comment.isKnown() || unasked && !isDone(record)) {
            return Optional.of("the comment %s (%s)".formatted(comment.code(), comment.meaning()));
        }
        boolean toNoDay = !cancelled && isDone(record) && record.date(NEW_DATE).isEmpty();
        return toNoDay ? Optional.of("another day, and names none") : Optional.empty();
    }

    /**
     * Empty for a record that moves none.
     *
     * @param deposit the sum to which it belongs; empty for none
     */
    static Optional<Word> of(AutogiroRecord record, String deposit) {
        return switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS ->
                    switch (record.code()) {
                        case "82", CREDIT -> Optional.of(result(record, deposit));
                        case "77" -> Optional.of(refund(record));
                        default -> Optional.empty();
                    };
            case REJECTED, OLD_REJECTED ->
                    record.has("comment_code")
                            ? Optional.of(failed(code(List.REJECT, record, "comment_code")))
                            : Optional.empty();
            case CHANGED, OLD_CHANGED -> changed(record);
            default -> Optional.empty();
        };
    }

    private static Word result(AutogiroRecord record, String deposit) {
        String status = record.text("status");
        var code = BankgirotCode.of(List.PAYMENT, status.isEmpty() ? "0" : status);
        return switch (code.outcome()) {
            case OK ->
                    new Word(
                            PaymentStatus.EXECUTED,
                            Optional.empty(),
                            progress -> inDeposit(progress, deposit),
                            "EXECUTED");
            case PENDING ->
                    new Word(
                            PaymentStatus.PENDING_AT_BANK,
                            Optional.empty(),
                            progress -> progress.again(nextTry(progress)),
                            "RETRY_ANNOUNCED");
            case FAIL, END, INFO -> failed(code);
        };
    }

    /** The first one counts: that it is paid in another one is told to people. */
    private static PaymentProgress inDeposit(PaymentProgress progress, String deposit) {
        boolean known =
                progress.bank()
                        .paymentInformationId()
                        .filter(before -> CollectionDoubts.areOfOneBankgiro(before, deposit))
                        .isPresent();
        return deposit.isEmpty() || known ? progress : progress.inGroup(deposit);
    }

    /** Bankgirot tries again on one of the next bank days. */
    private static LocalDate nextTry(PaymentProgress progress) {
        return BankCalendar.SWEDEN.plus(progress.effectiveDate(), 1);
    }

    private static Word refund(AutogiroRecord record) {
        return new Word(
                PaymentStatus.RETURNED,
                Optional.of(reason(code(List.REFUND, record, "refund_code"))),
                UnaryOperator.identity(),
                "RETURNED");
    }

    /** Only what was carried out: cancelled by whomever, or moved to another day. */
    private static Optional<Word> changed(AutogiroRecord record) {
        var who = BankgirotCode.of(List.CANCELLED, record.code());
        if (!isChange(record) || !isDone(record)) {
            return Optional.empty();
        }
        return who.isKnown()
                ? Optional.of(failed(who))
                : record.date(NEW_DATE).map(CollectionWords::moved);
    }

    private static Word moved(LocalDate day) {
        return new Word(
                PaymentStatus.PENDING_AT_BANK,
                Optional.empty(),
                progress -> progress.again(day),
                "MOVED_AT_BANK");
    }

    static BankgirotCode code(List list, AutogiroRecord record, String field) {
        return BankgirotCode.of(list, record.text(field));
    }

    private static Word failed(BankgirotCode code) {
        return new Word(
                PaymentStatus.FAILED,
                Optional.of(reason(code)),
                UnaryOperator.identity(),
                "FAILED");
    }

    private static StatusReason reason(BankgirotCode code) {
        return new StatusReason(code.name(), code.meaning(), code.action());
    }

    /** In short, what a record says of a collection. */
    static String said(AutogiroRecord record) {
        return record.code().equals("77")
                ? "on %s with code %s"
                        .formatted(
                                day(record).map(LocalDate::toString).orElse("no day"),
                                record.text("refund_code"))
                : record.code();
    }

    static Optional<LocalDate> day(AutogiroRecord record) {
        return record.has("refund_date") ? record.date("refund_date") : Optional.empty();
    }
}
