package kontor.payments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.cases.NewCase;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.StatusReport;
import kontor.originals.GroupTotals;
import kontor.payeechecks.PayeeCheck;

/**
 * One status that a bank told (pain.002), on the level on which it was told.
 *
 * @param status ISO 20022 external status code, e.g. ACCP, RJCT; any four characters. PART on the
 *     higher levels says nothing of a payment
 * @param payeeName the payee's name as the report repeats it; after a check of it the name that the
 *     payee's bank knows
 * @param told the bank says so itself; otherwise its custom does, of payments that it does not list
 */
public record PaymentReport(
        Scope scope,
        String status,
        List<Reason> reasons,
        Optional<String> payeeName,
        boolean told) {

    /** Where a bank tells reasons and no status. */
    static final String NO_STATUS = "NONE";

    /** One that repeats no payee. */
    public PaymentReport(Scope scope, String status, List<Reason> reasons) {
        this(scope, status, reasons, Optional.empty(), true);
    }

    /** What the custom of a bank says of all that it does not list. */
    static PaymentReport implied(Scope scope, String status) {
        return new PaymentReport(scope, status, List.of(), Optional.empty(), false);
    }

    /** The verdict on the payee, as the status or as the reason of another one. */
    Optional<PayeeCheck> payeeCheck(Instant now) {
        var codes = Stream.concat(Stream.of(status), reasons.stream().map(Reason::code)).toList();
        String words =
                reasons.stream()
                        .map(Reason::additional)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "));
        return PayeeCheck.of(codes, payeeName, words, now);
    }

    /** The same for other reasons. */
    PaymentReport because(List<Reason> others) {
        return new PaymentReport(scope, status, others, payeeName, told);
    }

    /** The bank told a status, not only reasons. */
    boolean saysStatus() {
        return !status.equals(NO_STATUS);
    }

    /** It speaks of one payment alone. */
    boolean isOfOne() {
        return scope instanceof Scope.Transaction;
    }

    /** Why it refuses a whole file, where it does. */
    public Optional<StatusReason> refusesAll() {
        return Optional.of(this)
                .filter(one -> one.scope instanceof Scope.Instruction && one.isRefusal())
                .map(PaymentReport::reason);
    }

    boolean isRefusal() {
        return status.equals("RJCT") || status.equals("CANC");
    }

    /** Codes of its reasons; a cancellation is its own. */
    Set<String> reasonCodes() {
        return reasons.isEmpty() && status.equals("CANC")
                ? Set.of("CANC")
                : reasons.stream()
                        .map(why -> ReasonCode.of(why.code()).code())
                        .collect(Collectors.toSet());
    }

    /** The first reason told; a bank that tells none leaves it at that. */
    StatusReason reason() {
        return reasons.stream()
                .findFirst()
                .map(why -> StatusReason.ofBank(why.code, why.additional))
                .orElseGet(
                        () ->
                                status.equals("CANC")
                                        ? new StatusReason(
                                                "CANC", "cancelled at the bank on request", "")
                                        : StatusReason.ofBank("MS03", ""));
    }

    /** The status with the codes of its reasons. */
    String words() {
        return reasons.isEmpty()
                ? status
                : reasons.stream()
                        .map(Reason::code)
                        .collect(Collectors.joining(", ", status + " (", ")"));
    }

    /** Tells what the bank repeats of a payment information. */
    void tellTotals(GroupTotals groups) {
        if (scope instanceof Scope.PaymentInformation(var id, var totals)) {
            groups.told(id, totals);
        }
    }

    /** What it says, by name, in the words of the bank. */
    Map<String, String> facts() {
        var first = reasons.stream().findFirst();
        return switch (scope) {
            case Scope.Instruction _ -> NewCase.facts("status", status, "reason", first);
            case Scope.PaymentInformation(var id, _) ->
                    NewCase.facts("status", status, "paymentInformationId", id, "reason", first);
            case Scope.Transaction(var group, var instruction, var endToEnd, var original) ->
                    NewCase.facts(
                            "status", status,
                            "paymentInformationId", group,
                            "instructionId", instruction,
                            "endToEndId", endToEnd,
                            "amount", original.amount(),
                            "currency", original.currency(),
                            "date", original.date(),
                            "reason", first);
        };
    }

    /** What the status speaks of; the lowest level given wins. */
    public sealed interface Scope {

        record Instruction() implements Scope {}

        record PaymentInformation(String id, StatusReport.Totals totals) implements Scope {

            public PaymentInformation(String id) {
                this(id, StatusReport.Totals.NONE);
            }
        }

        record Transaction(
                String paymentInformationId,
                Optional<String> instructionId,
                Optional<String> endToEndId,
                StatusReport.Original original)
                implements Scope {

            public Transaction(
                    String paymentInformationId,
                    Optional<String> instructionId,
                    Optional<String> endToEndId) {
                this(paymentInformationId, instructionId, endToEndId, StatusReport.Original.NONE);
            }
        }
    }

    /**
     * Why the status is what it is; a report can have several.
     *
     * @param code ISO 20022 external reason code or the bank's own; NARR with words only
     * @param additional the bank's own words, empty when it had none
     */
    public record Reason(String code, String additional) {

        @Override
        public String toString() {
            return additional.isEmpty() ? code : code + " " + additional;
        }
    }

    public PaymentReport {
        reasons = List.copyOf(reasons);
    }
}
