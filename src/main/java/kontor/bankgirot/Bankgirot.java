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
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;
import kontor.payercredits.Credits;
import kontor.payments.PaymentFiles;

/** What is joined where files leave and arrive. */
public final class Bankgirot {

    private final BankgirotSeals seals;
    private final Accounts accounts;
    private final Mandates mandates;
    private final DirectDebits debits;
    private final CreditTransfers transfers;
    private final RefusedMandates refused;

    public Bankgirot(
            BankgirotSeals seals,
            Accounts accounts,
            Mandates mandates,
            DirectDebits debits,
            CreditTransfers transfers) {
        this.seals = seals;
        this.accounts = accounts;
        this.mandates = mandates;
        this.debits = debits;
        this.transfers = transfers;
        this.refused =
                new RefusedMandates(
                        mandates,
                        List.of(
                                new RefusedMandates.Waiting(debits::waitingUnder, debits.reports()),
                                new RefusedMandates.Waiting(
                                        Credits::waitingUnder, transfers.reports())));
    }

    /**
     * All that leaves for it: mandates before the payments under them, changes behind these.
     *
     * @param collections hands collections over as files
     * @param credits the same with credits to payers
     */
    public List<PaymentSource> outgoing(
            Function<PaymentFiles<DirectDebit>, PaymentSource> collections,
            Function<PaymentFiles<CreditTransfer>, PaymentSource> credits) {
        return Stream.of(
                        newMandates(),
                        mandates(MandateOrderKind.REFUSED),
                        mandates(MandateOrderKind.ENDED),
                        collections.apply(PaymentOrders.collections(accounts, mandates)),
                        credits.apply(PaymentOrders.credits(accounts, mandates)),
                        new CancellationOrders(mandates),
                        mandates(MandateOrderKind.CHANGED))
                .map(seals::around)
                .toList();
    }

    /** Mandates that Bankgirot is asked for. */
    public MandateOrders newMandates() {
        return mandates(MandateOrderKind.NEW);
    }

    private MandateOrders mandates(MandateOrderKind kind) {
        return new MandateOrders(kind, accounts, mandates, refused);
    }

    /** The payments with these references in files to it; others have none. */
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

    /** Among them credits to payers. */
    public CreditTransfers transfers() {
        return transfers;
    }

    public RefusedMandates refused() {
        return refused;
    }
}
