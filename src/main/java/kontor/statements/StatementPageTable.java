package kontor.statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of pages that wait for the others of their statement. */
final class StatementPageTable {

    /** Keeps a page. It replaces the one that was kept before, unless that one was booked. */
    void keep(Tx tx, StatementPage page) {
        tx.update(
                        """
                        INSERT INTO statement_pages (organization_id, account_id, statement, first_page, last_page, is_last,
                            inbox_file_id, place, bank_id, entries, booked_minor, received)
                        VALUES (:org, :account, :statement, :first, :last, :complete, :file, :place, :bankId, :entries,
                            :booked, :now)
                        ON CONFLICT (organization_id, account_id, statement, first_page) DO UPDATE
                        SET last_page = excluded.last_page, is_last = excluded.is_last,
                            inbox_file_id = excluded.inbox_file_id, place = excluded.place, entries = excluded.entries,
                            booked_minor = excluded.booked_minor, refused = NULL, received = excluded.received
                        WHERE statement_pages.statement_id IS NULL
                        """)
                .bind("account", page.accountId())
                .bind("statement", page.statement())
                .bind("first", page.first())
                .bind("last", page.last())
                .bind("complete", page.complete())
                .bind("file", page.inboxFile())
                .bind("place", page.place())
                .bind("bankId", page.bankId())
                .bind("entries", page.entries())
                .bind("booked", page.bookedMinor())
                .bind("now", tx.now())
                .execute();
    }

    /** All pages of a statement that were kept, in their order. */
    List<StatementPage> of(Tx tx, UUID account, String statement) {
        return tx.query(
                        """
                        SELECT account_id, statement, first_page, last_page, is_last, inbox_file_id, place, bank_id,
                            entries, booked_minor, statement_id, refused
                        FROM statement_pages
                        WHERE organization_id = :org AND account_id = :account AND statement = :statement
                        ORDER BY first_page
                        """)
                .bind("account", account)
                .bind("statement", statement)
                .map((row, _) -> page(row))
                .list();
    }

    /** The pages in these files that are not booked. */
    List<StatementPage> waiting(Tx tx, Collection<UUID> files) {
        return tx.query(
                        """
                        SELECT p.* FROM unnest(:files::uuid[]) AS f (file)
                        CROSS JOIN LATERAL (
                            SELECT account_id, statement, first_page, last_page, is_last, inbox_file_id, place, bank_id,
                                entries, booked_minor, statement_id, refused
                            FROM statement_pages
                            WHERE organization_id = :org AND inbox_file_id = f.file AND statement_id IS NULL
                            ORDER BY statement, first_page OFFSET 0) AS p
                        """)
                .bind("files", files.toArray(UUID[]::new))
                .map((row, _) -> page(row))
                .list();
    }

    void booked(Tx tx, StatementPage one, UUID statementId) {
        tx.update(
                        """
                        UPDATE statement_pages SET statement_id = :booked, refused = NULL
                        WHERE organization_id = :org AND account_id = :account AND statement = :statement
                        """)
                .bind("account", one.accountId())
                .bind("statement", one.statement())
                .bind("booked", statementId)
                .execute();
    }

    void refused(Tx tx, StatementPage one, String reason) {
        tx.update(
                        """
                        UPDATE statement_pages SET refused = :reason
                        WHERE organization_id = :org AND account_id = :account AND statement = :statement
                        """)
                .bind("account", one.accountId())
                .bind("statement", one.statement())
                .bind("reason", reason)
                .execute();
    }

    private static StatementPage page(ResultSet row) throws SQLException {
        return new StatementPage(
                row.getObject("account_id", UUID.class),
                row.getString("statement"),
                row.getLong("first_page"),
                row.getLong("last_page"),
                row.getBoolean("is_last"),
                row.getObject("inbox_file_id", UUID.class),
                row.getInt("place"),
                row.getString("bank_id"),
                row.getLong("entries"),
                row.getLong("booked_minor"),
                Optional.ofNullable(row.getObject("statement_id", UUID.class)),
                Optional.ofNullable(row.getString("refused")));
    }
}
