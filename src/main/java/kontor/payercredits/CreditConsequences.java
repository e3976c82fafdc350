package kontor.payercredits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.RefusedAccount;
import kontor.mandates.Mandates;
import kontor.payments.Consequences;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** What becomes of mandates when somebody is paid under them. */
public final class CreditConsequences<P extends Payment<P>> implements Consequences<P> {

    private final Mandates mandates;
    private final Function<P, Optional<UnderMandate>> mandate;
    private final Consequences<P> more;

    /**
     * @param mandate of a payment that is made under one
     * @param more what else changes, which other rooms know
     */
    public CreditConsequences(
            Mandates mandates, Function<P, Optional<UnderMandate>> mandate, Consequences<P> more) {
        this.mandates = mandates;
        this.mandate = mandate;
        this.more = more;
    }

    @Override
    public void made(Tx tx, List<P> payments) {
        more.made(tx, payments);
    }

    /** What ends or blocks a mandate when money is collected does so when it is paid. */
    @Override
    public void moved(Tx tx, List<P> payments) {
        more.moved(tx, payments);
        var refused = new ArrayList<RefusedAccount>();
        var settled = new ArrayList<UUID>();
        for (P payment : payments) {
            var under = mandate.apply(payment);
            if (under.isEmpty() || !payment.status().isFinal()) {
                continue;
            }
            settled.add(under.get().id());
            refusal(payment, under.get()).ifPresent(refused::add);
        }
        if (!settled.isEmpty()) {
            mandates.collected().refused(tx, refused);
            mandates.collected().settled(tx, settled);
        }
    }

    private Optional<RefusedAccount> refusal(P payment, UnderMandate under) {
        return payment.progress()
                .statusReason()
                .filter(_ -> payment.status() == PaymentStatus.FAILED)
                .map(StatusReason::code)
                .map(code -> new RefusedAccount(under.id(), under.externalAccountId(), code));
    }

    /** A credit leaves when Bankgirot has agreed to its mandate. */
    @Override
    public Map<UUID, String> waiting(Tx tx, List<P> approved) {
        var ids =
                approved.stream()
                        .filter(one -> mandate.apply(one).isPresent())
                        .map(Payment::id)
                        .toList();
        return Credits.UNDER_MANDATES.waitsFor(tx, ids);
    }
}
