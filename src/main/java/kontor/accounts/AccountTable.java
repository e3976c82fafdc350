package kontor.accounts;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.entities.CreditorNumbers;
import kontor.reporting.Reporting;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the accounts. */
final class AccountTable {

    private static final String COLUMNS =
            """
            a.id, a.entity_id, a.third_party_id, a.affiliation_id, a.connection_id, a.market, a.currency,
            a.name, a.alias, a.identifiers, a.routing, a.fictive, a.external_id, a.metadata, a.zone,
            a.sepa_creditor_identifier, a.autogiro_customer_number, a.instruments, a.reporting,
            a.status, a.version, a.created, a.updated\
            """;

    /** A number in the form in which numbers are compared: without blanks, hyphens and case. */
    static String comparable(String number) {
        return number.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static final Rows<Account> NEW =
            Rows.of(
                    Column.id("id", Account::id),
                    Column.id("entity_id", Account::entityId),
                    Column.id("third_party_id", Account::thirdPartyId),
                    Column.id("affiliation_id", Account::affiliationId),
                    Column.id("connection_id", Account::connectionId),
                    Column.text("market", Account::market),
                    Column.text("currency", account -> account.currency().code()),
                    Column.text("name", Account::name),
                    Column.optionalText("alias", Account::alias),
                    Column.text(
                            "identifiers",
                            account -> Json.write(IdentifierJson.accounts(account.identifiers()))),
                    Column.text(
                            "routing",
                            account -> Json.write(IdentifierJson.routing(account.routing()))),
                    Column.flag("fictive", Account::fictive),
                    Column.optionalText("external_id", Account::externalId),
                    Column.text("metadata", account -> Json.writeMetadata(account.metadata())),
                    Column.text("zone", account -> account.zone().getId()),
                    Column.optionalText(
                            "sepa_creditor_identifier",
                            account -> account.creditor().sepaCreditorIdentifier()),
                    Column.optionalText(
                            "autogiro_customer_number",
                            account -> account.creditor().autogiroCustomerNumber()),
                    Column.text("instruments", account -> Instrument.write(account.instruments())),
                    Column.word("status", Account::status),
                    Column.number("version", Account::version));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO accounts (organization_id, %s, created, updated)
                    SELECT :org, %s, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Account> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), accounts).bind("now", tx.now()).execute();
        insertNumbers(tx, accounts);
    }

    private static void insertNumbers(Tx tx, List<Account> accounts) {
        record Number(UUID account, String number) {}
        var distinct = new LinkedHashSet<Number>();
        for (var one : accounts) {
            for (var id : one.identifiers()) {
                id.writings().forEach(text -> distinct.add(new Number(one.id(), comparable(text))));
            }
        }
        var numbers = List.copyOf(distinct);
        tx.update(
                        """
                        INSERT INTO account_numbers (organization_id, number, account_id)
                        SELECT :org, u.number, u.account
                        FROM unnest(:numbers::text[], :accounts::uuid[]) AS u (number, account)
                        """)
                .bind("numbers", column(numbers, String[]::new, Number::number))
                .bind("accounts", column(numbers, UUID[]::new, Number::account))
                .execute();
    }

    /** The accounts that have one of these numbers, by number and currency with a blank between. */
    Map<String, UUID> numbersTaken(Tx tx, Collection<String> numbers) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (1) n.number || ' ' || a.currency, a.id
                        FROM account_numbers n
                        JOIN accounts a ON a.organization_id = n.organization_id AND a.id = n.account_id
                        WHERE n.organization_id = :org AND n.number = ANY (:numbers)
                        ORDER BY 1, a.id
                        """)
                .bind(
                        "numbers",
                        numbers.stream().map(AccountTable::comparable).toArray(String[]::new))
                .map((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those of the connections that accounts use, each with one of these accounts. */
    Map<UUID, UUID> using(Tx tx, Collection<UUID> connectionIds) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (connection_id) connection_id, id FROM accounts
                        WHERE organization_id = :org AND connection_id = ANY (:connections)
                        ORDER BY connection_id, id
                        """)
                .bind("connections", connectionIds.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Read with a key-share lock, which many transactions can hold at once; only deleting would
     * have to wait.
     */
    Map<UUID, OwnAccount> forUse(Tx tx, Collection<UUID> ids) {
        return tx.queryAndHold(
                        "a",
                        """
                        SELECT a.id, a.connection_id, a.status, a.market, a.currency, a.name, a.zone,
                            a.identifiers, a.routing, coalesce(a.sepa_creditor_identifier,
                            e.sepa_creditor_identifier) AS sepa, coalesce(a.autogiro_customer_number,
                            e.autogiro_customer_number) AS autogiro, a.instruments, e.id AS holder,
                            e.legal_name, e.national_identifier, e.address
                        FROM accounts a
                        JOIN entities e ON e.organization_id = a.organization_id AND e.id = a.entity_id
                        WHERE a.organization_id = :org AND a.id = ANY (:ids)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> ownAccount(row))
                .collectToMap(OwnAccount::id, account -> account);
    }

    private static final String FIND =
            """
            SELECT %s FROM accounts a WHERE a.organization_id = :org AND a.id = :id
            """
                    .formatted(COLUMNS);

    Optional<Account> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> account(row)).findOne();
    }

    private static final String BY_NUMBER =
            """
            SELECT %s FROM account_numbers n
            JOIN accounts a ON a.organization_id = n.organization_id AND a.id = n.account_id
            WHERE n.organization_id = :org AND n.number = :number
            ORDER BY a.id
            """
                    .formatted(COLUMNS);

    List<Account> byNumber(Tx tx, String number) {
        return tx.query(BY_NUMBER).bind("number", number).map((row, _) -> account(row)).list();
    }

    private static final String LOCK =
            """
            SELECT %s FROM accounts a WHERE a.organization_id = :org AND a.id = ANY (:ids)
            ORDER BY a.id
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change in id order, so that two nodes cannot deadlock; payments need not wait. */
    Map<UUID, Account> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> account(row))
                .collectToMap(Account::id, account -> account);
    }

    private static final Rows<Account> CHANGED =
            Rows.versioned(
                    Column.id("id", Account::id).asKey(),
                    Column.id("entity_id", Account::entityId),
                    Column.optionalText("alias", Account::alias),
                    Column.text("metadata", account -> Json.writeMetadata(account.metadata())),
                    Column.text("instruments", account -> Instrument.write(account.instruments())),
                    Column.text("reporting", account -> account.reporting().write()),
                    Column.optionalText(
                            "sepa_creditor_identifier",
                            account -> account.creditor().sepaCreditorIdentifier()),
                    Column.optionalText(
                            "autogiro_customer_number",
                            account -> account.creditor().autogiroCustomerNumber()),
                    Column.number("version", Account::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE accounts a SET %s, updated = :now
                    FROM %s
                    WHERE a.organization_id = :org AND a.id = u.id AND a.version = u.expected
                    """);

    /** Writes what a PATCH may change; every row must still have the version of {@code before}. */
    void update(Tx tx, Map<UUID, Account> before, List<Account> after) {
        CHANGED.change(
                tx,
                UPDATE,
                "accounts",
                after,
                account -> Maps.required(before, account.id()).version());
    }

    private static final String LIST =
            """
            SELECT %s FROM accounts a
            WHERE a.organization_id = :org AND (:before::uuid IS NULL OR a.id < :before)
                AND (cardinality(:statuses::text[]) = 0 OR a.status = ANY (:statuses))
                AND (:within::uuid[] IS NULL OR a.id = ANY (:within))
                AND (:externalId::text IS NULL OR a.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
            ORDER BY a.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first; accounts of every status when none is given. */
    List<Account> list(
            Tx tx, AccountFilter filter, AccountLimit within, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("before", before)
                .bind("within", within.within())
                .bind("externalId", filter.externalId().orElse(null))
                .bind("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new))
                .bind("limit", limit)
                .map((row, _) -> account(row))
                .list();
    }

    List<String> sepaCreditorIdentifiers(Tx tx) {
        return tx.query(
                        """
                        SELECT sepa_creditor_identifier FROM entities
                        WHERE organization_id = :org AND sepa_creditor_identifier IS NOT NULL
                        UNION
                        SELECT sepa_creditor_identifier FROM accounts
                        WHERE organization_id = :org AND sepa_creditor_identifier IS NOT NULL
                        ORDER BY 1
                        """)
                .mapTo(String.class)
                .list();
    }

    private static OwnAccount ownAccount(ResultSet row) throws SQLException {
        return new OwnAccount(
                row.getObject("id", UUID.class),
                row.getObject("connection_id", UUID.class),
                AccountStatus.valueOf(row.getString("status")),
                row.getString("market"),
                Currency.known(row.getString("currency")),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                IdentifierJson.readAccounts(row.getString("identifiers")),
                IdentifierJson.readRouting(row.getString("routing")),
                new CreditorNumbers(
                        Optional.ofNullable(row.getString("sepa")),
                        Optional.ofNullable(row.getString("autogiro"))),
                Instrument.read(row.getString("instruments")),
                new OwnAccount.Holder(
                        row.getObject("holder", UUID.class),
                        row.getString("legal_name"),
                        Optional.ofNullable(row.getString("national_identifier")),
                        Optional.ofNullable(row.getString("address"))));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getObject("entity_id", UUID.class),
                row.getObject("third_party_id", UUID.class),
                row.getObject("affiliation_id", UUID.class),
                row.getObject("connection_id", UUID.class),
                row.getString("market"),
                Currency.known(row.getString("currency")),
                row.getString("name"),
                Optional.ofNullable(row.getString("alias")),
                IdentifierJson.readAccounts(row.getString("identifiers")),
                IdentifierJson.readRouting(row.getString("routing")),
                row.getBoolean("fictive"),
                Optional.ofNullable(row.getString("external_id")),
                Json.readMetadata(row.getString("metadata")),
                ZoneId.of(row.getString("zone")),
                new CreditorNumbers(
                        Optional.ofNullable(row.getString("sepa_creditor_identifier")),
                        Optional.ofNullable(row.getString("autogiro_customer_number"))),
                Instrument.read(row.getString("instruments")),
                Reporting.read(row.getString("reporting")),
                AccountStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
