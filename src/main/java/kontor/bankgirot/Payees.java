package kontor.bankgirot;

import java.util.List;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.banks.ArrivedFile;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.db.Tx;

/** Whose files are taken: those of own bankgiros under own customer numbers. */
public final class Payees {

    private static final String CURE =
            "; if it is yours, set it as autogiroCustomerNumber and have the file read again";

    private final Accounts accounts;

    /**
     * Of whom a section is, or in a register a line.
     *
     * @param customerNumber absent where the layout has none
     * @param line the first one that says so
     */
    public record Section(String bankgiro, Optional<String> customerNumber, int line) {}

    public Payees(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The own accounts that are paid by Autogiro under a bankgiro and of which the connection of a
     * file may report.
     */
    public List<Account> own(Tx tx, ArrivedFile file, String bankgiro) {
        return own(tx, file.connection(), bankgiro);
    }

    /** Those of which this connection may report. */
    public List<Account> own(Tx tx, Connection connection, String bankgiro) {
        var found = accounts.byIdentifierForUse(tx, bankgiro);
        var own = accounts.forUse(tx, found.stream().map(Account::id).toList());
        return found.stream()
                .filter(one -> Maps.required(own, one.id()).isPaidByAutogiro(bankgiro))
                .filter(
                        one ->
                                one.connectionId().equals(connection.id())
                                        || accounts.areReportedBy(
                                                tx, connection.id(), List.of(one.id())))
                .toList();
    }

    /** The first line of a file that is not ours, with the reason. */
    public Optional<String> objection(Tx tx, ArrivedFile file, List<Section> found) {
        return found.stream().flatMap(one -> objection(tx, file, one).stream()).findFirst();
    }

    private Optional<String> objection(Tx tx, ArrivedFile file, Section payee) {
        var own = own(tx, file, payee.bankgiro());
        if (own.isEmpty()) {
            return Optional.of(
                    "line %d: the bankgiro %s belongs to no own account of this connection in SEK"
                                    .formatted(payee.line(), payee.bankgiro())
                            + "; of several bankgiros of one account the first is that of"
                            + " Autogiro");
        }
        return payee.customerNumber()
                .filter(number -> isOther(tx, payee.bankgiro(), number, own))
                .map(
                        number ->
                                "line %d: the customer number %s is none of yours with bankgiro %s"
                                                .formatted(payee.line(), number, payee.bankgiro())
                                        + CURE);
    }

    /** Where none is known, none can differ. */
    private boolean isOther(Tx tx, String bankgiro, String number, List<Account> own) {
        var ids = own.stream().map(Account::id).toList();
        var told =
                accounts.forUse(tx, ids).values().stream()
                        .flatMap(one -> customerNumber(one).stream())
                        .toList();
        if (told.contains(number) || CustomerTable.isKnown(tx, bankgiro, ids, number)) {
            return false;
        }
        return !told.isEmpty() || CustomerTable.isAnyKnown(tx, bankgiro, ids);
    }

    private static Optional<String> customerNumber(OwnAccount account) {
        return account.autogiroCustomerNumber().map(CustomerTable::comparable);
    }
}
