package kontor.statements;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.accounts.Balance.ReportedType;
import kontor.accounts.Balance.Type;
import kontor.accounts.NewBalance;
import kontor.iso20022.Balance;

/** The balances of a statement or report as the accounts keep them. */
final class StatementBalances {

    private StatementBalances() {}

    /**
     * Those in the currency of the account whose kind the API knows.
     *
     * @param source what they come from: the id of the statement, or the name of the report
     * @param asOf the day of balances that the bank did not date
     */
    static List<NewBalance> of(NewStatement statement, String source, LocalDate asOf) {
        var balances = new ArrayList<NewBalance>();
        for (Balance balance : statement.balances()) {
            var kind = kind(balance.type().value());
            if (kind.isPresent()
                    && isKnown(balance)
                    && balance.amount().currency().equals(statement.currency())) {
                balances.add(
                        new NewBalance(
                                statement.accountId(),
                                kind.get().type,
                                kind.get().reported,
                                balance.amount(),
                                balance.date().orElse(asOf),
                                statement.reported(),
                                source));
            }
        }
        return balances;
    }

    /** One without a word of credit or debit that nothing proves could be either. */
    private static boolean isKnown(Balance balance) {
        return balance.marked() || balance.amount().amountMinor() == 0;
    }

    private record BalanceKind(Type type, ReportedType reported) {}

    /** ISO 20022 ExternalBalanceType1Code; the API has no forward and proprietary balances. */
    private static Optional<BalanceKind> kind(String code) {
        return switch (code) {
            case "OPBD", "PRCD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.OPEN));
            case "ITBD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.INTERIM));
            case "CLBD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.CLOSE));
            case "OPAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.OPEN));
            case "ITAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.INTERIM));
            case "CLAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.CLOSE));
            default -> Optional.empty();
        };
    }
}
