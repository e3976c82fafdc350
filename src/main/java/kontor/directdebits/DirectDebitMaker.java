package kontor.directdebits;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.OwnAccount;
import kontor.approvals.PaymentType;
import kontor.approvals.Subject;
import kontor.changes.Request;
import kontor.connections.Connections;
import kontor.db.Tx;
import kontor.directdebits.DirectDebitChecks.Sides;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;
import kontor.payments.Payments.Allowed;
import kontor.payments.Schedule;

/** Makes the collections of one list; what they have in common is worked out once. */
final class DirectDebitMaker {

    private final Tx tx;
    private final Connections connections;
    private final Map<UUID, PartySnapshot> owns = new HashMap<>();
    private final Map<DayAsked, Schedule.Day> days = new HashMap<>();

    private record DayAsked(MandateScheme scheme, UUID connection, LocalDate date) {}

    DirectDebitMaker(Tx tx, Connections connections) {
        this.tx = tx;
        this.connections = connections;
    }

    Allowed<DirectDebit> made(Request<NewDirectDebit> request, Sides sides) {
        NewDirectDebit input = request.input();
        var day = day(input, sides.own());
        var debit =
                new DirectDebit(
                        terms(request),
                        PaymentProgress.begun(input.date(), day, tx.now()),
                        input.scheme(),
                        sides.sequence(),
                        parties(sides),
                        input.retry());
        return new Allowed<>(debit, subject(request, sides.own()));
    }

    private DirectDebit.Parties parties(Sides sides) {
        var own = sides.own();
        var party = sides.party();
        var mandate = sides.mandate();
        boolean ending = mandate.status() == MandateStatus.PENDING_CANCELLATION;
        return new DirectDebit.Parties(
                Optional.of(own.connectionId()),
                own.id(),
                party.id(),
                party.counterpartyId(),
                mandate.id(),
                shown(own),
                PartySnapshot.of(party.accountSnapshot(tx.organization()), party.holder()),
                mandate.collectionSnapshot(ending));
    }

    private PartySnapshot shown(OwnAccount own) {
        return owns.computeIfAbsent(
                own.id(), _ -> PartySnapshot.of(own.snapshot(tx.organization()), own.holder()));
    }

    private Schedule.Day day(NewDirectDebit input, OwnAccount own) {
        var scheme = input.scheme();
        var connection = own.connectionId();
        return days.computeIfAbsent(
                new DayAsked(scheme, connection, input.date()),
                _ ->
                        DirectDebits.schedule(tx, connections, scheme, Optional.of(connection))
                                .firstFrom(input.date(), tx.bankNow()));
    }

    private PaymentTerms terms(Request<NewDirectDebit> request) {
        NewDirectDebit input = request.input();
        return new PaymentTerms(
                request.id(),
                Optional.of(request.caller().userId()),
                Optional.of(request.caller().roleId()),
                input.amount(),
                input.reference(),
                input.categoryPurpose(),
                input.chargeBearer(),
                input.externalId(),
                input.metadata(),
                input.batch(),
                tx.now());
    }

    static Subject subject(Request<NewDirectDebit> request, OwnAccount own) {
        return new Subject(
                request.id(),
                PaymentType.DIRECT_DEBIT,
                request.input().amount(),
                request.caller(),
                own.id(),
                own.holderEntity().id());
    }
}
