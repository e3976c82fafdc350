package kontor.bankgirot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.banks.PaymentSource;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;

/** What is joined where files leave and arrive. */
public final class Bankgirot {

    private final BankgirotSeals seals;
    private final Accounts accounts;
    private final Mandates mandates;
    private final DirectDebits debits;

    public Bankgirot(
            BankgirotSeals seals, Accounts accounts, Mandates mandates, DirectDebits debits) {
        this.seals = seals;
        this.accounts = accounts;
        this.mandates = mandates;
        this.debits = debits;
    }

    /**
     * All that leaves for it: mandates before the collections under them, changes behind these.
     *
     * @param submission hands collections over as files
     */
    public List<PaymentSource> outgoing(Function<CollectionOrders, PaymentSource> submission) {
        return Stream.of(
                        newMandates(),
                        orders(MandateOrderKind.REFUSED),
                        orders(MandateOrderKind.ENDED),
                        submission.apply(new CollectionOrders(accounts, mandates)),
                        new CancellationOrders(mandates),
                        orders(MandateOrderKind.CHANGED))
                .map(seals::around)
                .toList();
    }

    /** Mandates that Bankgirot is asked for. */
    public MandateOrders newMandates() {
        return orders(MandateOrderKind.NEW);
    }

    private MandateOrders orders(MandateOrderKind kind) {
        return new MandateOrders(kind, accounts, mandates, debits);
    }

    /** The collections with these references in files to it; others have none. */
    public static Map<String, UUID> payments(Tx tx, Collection<String> references) {
        return BankgirotTable.ordered(tx, references).values().stream()
                .collect(
                        Collectors.toMap(
                                BankgirotTable.Ordered::reference,
                                BankgirotTable.Ordered::payment));
    }

    public BankgirotSeals seals() {
        return seals;
    }

    /** Own accounts, among them those with a bankgiro. */
    public Accounts accounts() {
        return accounts;
    }

    public Mandates mandates() {
        return mandates;
    }

    public DirectDebits debits() {
        return debits;
    }
}
