package kontor.bankgirot;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.Accounts;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;

/** What is joined where files leave and arrive. */
public final class Bankgirot {

    private final Accounts accounts;
    private final Mandates mandates;
    private final DirectDebits debits;

    public Bankgirot(Accounts accounts, Mandates mandates, DirectDebits debits) {
        this.accounts = accounts;
        this.mandates = mandates;
        this.debits = debits;
    }

    /** Mandates that Bankgirot is asked for. */
    public MandateOrders newMandates() {
        return new MandateOrders(MandateOrders.Kind.NEW, accounts, mandates, debits);
    }

    /** Mandates that it is told the end of. */
    public MandateOrders endedMandates() {
        return new MandateOrders(MandateOrders.Kind.ENDED, accounts, mandates, debits);
    }

    /** Mandates whose payers get another number. */
    public MandateOrders changedMandates() {
        return new MandateOrders(MandateOrders.Kind.CHANGED, accounts, mandates, debits);
    }

    /** Collections as its files. */
    public CollectionOrders collections() {
        return new CollectionOrders(accounts, mandates);
    }

    /** Collections that are called back. */
    public CancellationOrders cancelledCollections() {
        return new CancellationOrders(mandates);
    }

    /** The collections with these references in files to it; others have none. */
    public static Map<String, UUID> payments(Tx tx, Collection<String> references) {
        return BankgirotTable.ordered(tx, references).values().stream()
                .collect(
                        Collectors.toMap(
                                BankgirotTable.Ordered::reference,
                                BankgirotTable.Ordered::payment));
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
