package kontor.credittransfers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.approvals.Approvals;
import kontor.approvals.OwnerStep;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.InlineAccounts;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.duplicates.Duplicates;
import kontor.mandates.MandateChecks;
import kontor.mandates.Mandates;
import kontor.payercredits.Credits;
import kontor.payments.BankReportHandler;
import kontor.payments.PaymentWithSteps;
import kontor.wire.ResourceRef;

/** The room itself, for what no request can ask of it. */
public final class Room {

    public final CreditTransfers creditTransfers;
    public final BankReportHandler<CreditTransfer> reports;

    public Room() {
        var wiring = TestKontor.shared().wiring();
        var externalIds = new ExternalIds();
        var externalAccounts =
                new ExternalAccounts(
                        wiring.ground().journal(),
                        externalIds,
                        List.of(),
                        wiring.parties().payeeReviews());
        var counterparties =
                new Counterparties(
                        wiring.ground().journal(),
                        externalIds,
                        externalAccounts,
                        (_, _) -> Set.of(),
                        (_, _) -> {});
        var approvals =
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
        var mandates =
                new Mandates(
                        new MandateChecks(
                                wiring.parties().accounts(), externalAccounts, externalIds),
                        externalIds,
                        wiring.ground().journal(),
                        Credits.with(DirectDebits.inFlight()),
                        (_, _) -> {});
        creditTransfers =
                new CreditTransfers(
                        new CreditTransferChecks(
                                wiring.parties().accounts(),
                                externalAccounts,
                                externalIds,
                                wiring.parties().connections(),
                                mandates),
                        new InlineAccounts(counterparties, externalAccounts),
                        wiring.parties().connections(),
                        CreditTransfers.parts(
                                approvals,
                                externalIds,
                                wiring.ground().journal(),
                                wiring.parties().connections(),
                                new Duplicates(),
                                mandates,
                                (_, _, _) -> Map.of()));
        reports = creditTransfers.reports();
    }

    /** Asked by somebody who holds the owner role and made nothing. */
    static <T> Request<T> asked(Tx tx, T request) {
        UUID owner = TestKontor.shared().wiring().people().roles().owner(tx);
        return new Request<>(
                new Caller(
                        tx.organization(),
                        Ids.next(),
                        "owner",
                        "Owner",
                        owner,
                        true,
                        true,
                        Set.of(),
                        100),
                Ids.next(),
                Ids.next(),
                java.util.Optional.empty(),
                request);
    }

    /** A payment as the door finds it for the owner. */
    CreditTransfer found(Tx tx, String id) {
        var caller = asked(tx, id).caller();
        return creditTransfers.payments().find(tx, caller, ResourceRef.parse(id)).stream()
                .map(PaymentWithSteps::payment)
                .findFirst()
                .orElseThrow();
    }
}
