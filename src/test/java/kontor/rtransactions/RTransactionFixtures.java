package kontor.rtransactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.core.OrganizationId;

/** R-transactions as the rooms of payments tell them. */
public final class RTransactionFixtures {

    private RTransactionFixtures() {}

    /** That a collection was not carried out for want of money; its id. */
    public static String aReject(OrganizationId organization, String account, String debit) {
        var kontor = TestKontor.shared();
        var door = new RTransactions(kontor.wiring().banking().cases());
        var day = LocalDate.of(2026, 12, 7);
        var told =
                new Told(
                        "direct_debits",
                        UUID.fromString(debit),
                        UUID.fromString(account),
                        false,
                        "AM04",
                        "insufficient funds",
                        "retry by policy",
                        day,
                        new Money(5_000, Currency.EUR),
                        Optional.empty(),
                        Window.open(day));
        kontor.database().write(organization, tx -> door.told(tx, List.of(told)));
        return kontor.database()
                .read(organization, tx -> door.ofPayments(tx, List.of(told.paymentId())))
                .get(told.paymentId())
                .getFirst()
                .id()
                .toString();
    }
}
