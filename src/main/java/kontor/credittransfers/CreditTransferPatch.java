package kontor.credittransfers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.changes.Request;
import kontor.connections.Connections;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.payments.Decisions;
import kontor.payments.PaymentStatus;
import kontor.payments.Schedule;
import kontor.payments.StatusReason;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a transfer; of two operations on one path the later one counts.
 *
 * @param date the new day of execution
 * @param status what an operator forces, also where no event would lead to it
 */
public record CreditTransferPatch(Optional<LocalDate> date, Optional<PaymentStatus> status) {

    static final String FORCE = "credit_transfers:force";
    public static final List<Rule> RULES =
            List.of(Rule.of("/date", Op.REPLACE), Rule.of("/status", Op.REPLACE));

    /** Server time for the member {@code updated}, banking time for cut-offs. */
    record Moment(Instant now, Instant bankNow) {}

    public static CreditTransferPatch parse(JsonPatch patch) {
        Optional<LocalDate> date = Optional.empty();
        Optional<PaymentStatus> status = Optional.empty();
        for (Operation operation : patch.operations()) {
            if (operation.path().equals("/date")) {
                date = operation.fields().date("value");
            } else {
                status = operation.fields().oneOf("value", PaymentStatus.class);
            }
        }
        patch.refuseFaults();
        return new CreditTransferPatch(date, status);
    }

    /** The name of its event; that of a forced status is the API's. */
    String event() {
        return status.isPresent() ? "OPERATOR_FORCE_UPDATE" : "DATE_CHANGED";
    }

    /**
     * @param today in the zone of the own account
     */
    Outcome<CreditTransfer> applied(
            Caller caller,
            CreditTransfer transfer,
            Schedule schedule,
            LocalDate today,
            Moment moment) {
        var refused =
                date.flatMap(wanted -> dateRefusal(transfer, wanted, today))
                        .or(() -> status.flatMap(next -> forceRefusal(caller, transfer, next)));
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        var progress = transfer.progress();
        return Outcome.done(
                transfer.with(
                        status.map(next -> progress.forced(next, reason(next), moment.now))
                                .orElseGet(
                                        () ->
                                                progress.dated(
                                                        date.orElseThrow(),
                                                        day(transfer, schedule, moment),
                                                        moment.now))));
    }

    private Schedule.Day day(CreditTransfer transfer, Schedule schedule, Moment moment) {
        return transfer.status() == PaymentStatus.APPROVED
                ? schedule.approved(date.orElseThrow(), moment.bankNow)
                : schedule.firstFrom(date.orElseThrow(), moment.bankNow);
    }

    private static Optional<Refusal> dateRefusal(
            CreditTransfer transfer, LocalDate wanted, LocalDate today) {
        boolean here =
                transfer.status() == PaymentStatus.CREATED
                        || transfer.status() == PaymentStatus.APPROVED;
        return here
                ? SchemeRules.dateRefusal(wanted, today, "where the account is")
                : Optional.of(
                        Refusal.rule(
                                "payment_not_open",
                                "date",
                                "the credit transfer is "
                                        + transfer.status()
                                        + ", so its date is fixed"));
    }

    private static Optional<Refusal> forceRefusal(
            Caller caller, CreditTransfer transfer, PaymentStatus next) {
        if (!caller.may(FORCE)) {
            return Optional.of(
                    Refusal.forbidden(
                            "permission_missing", "the role lacks the permission " + FORCE));
        }
        return transfer.status().isWithBank() && next.isReportedByBank()
                ? Optional.empty()
                : Optional.of(
                        Refusal.rule(
                                "status_not_forcible",
                                "status",
                                "the credit transfer is "
                                        + transfer.status()
                                        + "; from SENT onward it can be forced to PENDING_AT_BANK,"
                                        + " ACCEPTED, EXECUTED, FAILED or RETURNED"));
    }

    private static Optional<StatusReason> reason(PaymentStatus next) {
        return next == PaymentStatus.FAILED || next == PaymentStatus.RETURNED
                ? Optional.of(
                        new StatusReason(
                                "OPERATOR", "set by an operator", "see the events for who did it"))
                : Optional.empty();
    }

    /** What becomes of transfers by their patches. */
    record Judge(CreditTransferChecks checks, Connections connections) {

        Outcome<Decisions.Decision<CreditTransfer>> patched(
                Tx tx,
                Request<CreditTransferPatch> request,
                CreditTransfer transfer,
                List<ApprovalStep> steps) {
            var patch = request.input();
            var schedule = CreditTransfers.schedule(tx, connections, transfer);
            var today = tx.today(zone(tx, transfer.parties().sourceAccountId()));
            var moment = new Moment(tx.now(), tx.bankNow());
            return patch.applied(request.caller(), transfer, schedule, today, moment)
                    .map(
                            next ->
                                    new Decisions.Decision<>(
                                            next,
                                            steps,
                                            patch.event(),
                                            Optional.empty(),
                                            Map.of()));
        }

        /** The zones of own accounts, read once for each transaction. */
        private record Zones(Map<UUID, ZoneId> byAccount) {}

        private ZoneId zone(Tx tx, UUID account) {
            var zones = tx.attachment(Zones.class, () -> new Zones(new HashMap<>()));
            return zones.byAccount.computeIfAbsent(account, id -> checks.zone(tx, id));
        }
    }
}
