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
        var own = sides.own();
        var party = sides.party();
        var destination =
                owns.computeIfAbsent(
                        own.id(),
                        _ -> PartySnapshot.of(own.snapshot(tx.organization()), own.holder()));
        var source = PartySnapshot.of(party.accountSnapshot(tx.organization()), party.holder());
        var parties =
                new DirectDebit.Parties(
                        Optional.of(own.connectionId()),
                        own.id(),
                        party.id(),
                        party.counterpartyId(),
                        sides.mandate().id(),
                        destination,
                        source,
                        sides.mandate()
                                .collectionSnapshot(
                                        sides.mandate().status()
                                                == MandateStatus.PENDING_CANCELLATION));
        var day =
                days.computeIfAbsent(
                        new DayAsked(input.scheme(), own.connectionId(), input.date()),
                        _ ->
                                DirectDebits.schedule(
                                                tx,
                                                connections,
                                                input.scheme(),
                                                Optional.of(own.connectionId()))
                                        .firstFrom(input.date(), tx.bankNow()));
        var terms =
                new PaymentTerms(
                        request.id(),
                        Optional.of(request.caller().userId()),
                        input.amount(),
                        input.reference(),
                        input.categoryPurpose(),
                        input.chargeBearer(),
                        input.externalId(),
                        input.metadata(),
                        input.batch(),
                        tx.now());
        return new Allowed<>(
                new DirectDebit(
                        terms,
                        PaymentProgress.begun(input.date(), day, tx.now()),
                        input.scheme(),
                        sides.sequence(),
                        parties),
                subject(request, own));
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
