package kontor.batchpages;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.accounts.AccountFilter;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.mandates.MandateFilter;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;
import kontor.sheets.CsvLine;
import kontor.wire.PageRequest;

/**
 * A CSV file to begin with: one payment in euros, from or into an account that the caller sees, so
 * that it passes the check as it is wherever there is one. What there is none of stands as an
 * external id that says so.
 */
public final class ExampleFile {

    /** In place of a day that the payment can have. */
    static final String DATE = "{date}";

    /** In place of the id of an own account. */
    static final String ACCOUNT = "{account}";

    /** In place of the id of a mandate. */
    static final String MANDATE = "{mandate}";

    static final List<Cell> DEBIT =
            List.of(
                    new Cell("amount.currency", "EUR"),
                    new Cell("amount.stringValue", "49.90"),
                    new Cell("date", DATE),
                    new Cell("scheme", "SDD_CORE"),
                    new Cell("reference", "Invoice 1001"),
                    new Cell("source.type", "ACCOUNT"),
                    new Cell("source.id", ACCOUNT),
                    new Cell("mandateId", MANDATE));

    static final List<Cell> TRANSFER =
            List.of(
                    new Cell("amount.currency", "EUR"),
                    new Cell("amount.stringValue", "49.90"),
                    new Cell("date", DATE),
                    new Cell("scheme", "SCT"),
                    new Cell("reference", "Invoice 1001"),
                    new Cell("source.type", "ACCOUNT"),
                    new Cell("source.id", ACCOUNT),
                    new Cell("destination.type", "INLINE"),
                    new Cell("destination.market", "DE"),
                    new Cell("destination.holder.legalName", "Acme Corp"),
                    new Cell("destination.identifier.type", "IBAN"),
                    new Cell("destination.identifier.market", "DE"),
                    new Cell("destination.identifier.number", "DE64500105173198833324"));

    private static final String CURRENCY = "EUR";
    private static final MandateFilter CORE =
            new MandateFilter(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(MandateScheme.SDD_CORE),
                    Optional.empty());

    private final Accounts accounts;
    private final Mandates mandates;

    public ExampleFile(Accounts accounts, Mandates mandates) {
        this.accounts = accounts;
        this.mandates = mandates;
    }

    /** What stands in a column. */
    record Cell(String column, String text) {}

    /** Header and row, each with its end. */
    String of(Tx tx, Caller caller, List<Cell> cells, LocalDate date) {
        var ours =
                Map.of(
                        DATE, date.toString(),
                        ACCOUNT, account(tx, caller),
                        MANDATE, mandate(tx, caller));
        return CsvLine.of(cells.stream().map(Cell::column).toList())
                + CsvLine.of(
                        cells.stream().map(one -> ours.getOrDefault(one.text, one.text)).toList());
    }

    private String account(Tx tx, Caller caller) {
        var active = new AccountFilter(List.of(AccountStatus.ACTIVE));
        return caller.may(Accounts.READ)
                ? accounts.list(tx, caller, active, first()).items().stream()
                        .filter(one -> one.currency().code().equals(CURRENCY))
                        .map(one -> one.id().toString())
                        .findFirst()
                        .orElse("external:your-account")
                : "external:your-account";
    }

    private String mandate(Tx tx, Caller caller) {
        return caller.may(Mandates.READ)
                ? mandates.list(tx, caller, CORE, first()).items().stream()
                        .filter(one -> one.status().isLive())
                        .map(one -> one.id().toString())
                        .findFirst()
                        .orElse("external:your-mandate")
                : "external:your-mandate";
    }

    private static PageRequest first() {
        return new PageRequest(PageRequest.MOST, Optional.empty(), "");
    }
}
