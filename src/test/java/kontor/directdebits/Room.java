package kontor.directdebits;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.approvals.Approvals;
import kontor.approvals.OwnerStep;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Tx;
import kontor.mandates.MandateChecks;
import kontor.mandates.Mandates;
import kontor.payments.BankReportHandler;
import kontor.payments.Consequences;
import kontor.payments.PaymentWithSteps;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;
import kontor.wire.ResourceRef;

/** The rooms themselves, for what no request can ask of them. */
public final class Room {

    public final Approvals approvals;
    public final Mandates mandates;
    public final DirectDebits directDebits;
    public final BankReportHandler<DirectDebit> reports;

    public Room() {
        var wiring = TestKontor.shared().wiring();
        var externalIds = new ExternalIds();
        var externalAccounts =
                new ExternalAccounts(
                        wiring.ground().journal(),
                        externalIds,
                        List.of(),
                        wiring.parties().payeeReviews());
        approvals =
                new Approvals(
                        new OwnerStep() {
                            @Override
                            public UUID ownerRole(Tx tx) {
                                return wiring.people().roles().owner(tx);
                            }

                            @Override
                            public boolean keysMayDecide(Tx tx) {
                                return true;
                            }
                        },
                        wiring.parties().approvals().assents());
        mandates =
                new Mandates(
                        new MandateChecks(
                                wiring.parties().accounts(), externalAccounts, externalIds),
                        externalIds,
                        wiring.ground().journal(),
                        DirectDebits.inFlight(),
                        (_, _) -> {});
        directDebits =
                new DirectDebits(
                        new DirectDebitChecks(
                                wiring.parties().accounts(),
                                externalAccounts,
                                mandates,
                                externalIds,
                                wiring.parties().connections()),
                        mandates,
                        DirectDebits.parts(
                                approvals,
                                mandates,
                                externalIds,
                                wiring.ground().journal(),
                                wiring.parties().connections(),
                                new Nothing()));
        reports = directDebits.reports();
    }

    /** Nobody is told of collections. */
    private static final class Nothing implements Consequences<DirectDebit>, WarningSource {
        @Override
        public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
            return Map.of();
        }
    }

    /** Asked by somebody who holds the owner role and made nothing. */
    static <T> Request<T> asked(Tx tx, T request) {
        return asked(tx, Ids.next(), request);
    }

    /** The same about something that exists. */
    static <T> Request<T> asked(Tx tx, UUID id, T request) {
        UUID owner = TestKontor.shared().wiring().people().roles().owner(tx);
        OrganizationId organization = tx.organization();
        return new Request<>(
                new Caller(
                        organization,
                        Ids.next(),
                        "owner",
                        "Owner",
                        owner,
                        true,
                        true,
                        Set.of(),
                        100),
                Ids.next(),
                id,
                Optional.empty(),
                request);
    }

    /** A payment as the door finds it for the owner. */
    DirectDebit found(Tx tx, String id) {
        var caller = asked(tx, id).caller();
        return directDebits.payments().find(tx, caller, ResourceRef.parse(id)).stream()
                .map(PaymentWithSteps::payment)
                .findFirst()
                .orElseThrow();
    }
}
