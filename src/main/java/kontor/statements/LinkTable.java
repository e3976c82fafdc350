package kontor.statements;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of the links between booked entries and details that arrive apart from them. */
final class LinkTable {

    /** The words are stored: a booked entry, or details that were notified apart from it. */
    enum Side {
        BOOKED,
        NOTIFIED
    }

    /**
     * One end of a link.
     *
     * @param link see {@link EntryLinks}
     * @param entry the id of the transaction, or of the late details
     * @param details how many transactions it lists itself
     */
    record End(
            String link,
            Side side,
            UUID entry,
            LocalDate date,
            Optional<String> servicerReference,
            long details) {}

    private static final Rows<End> NEW =
            Rows.of(
                    Column.text("link", End::link),
                    Column.word("side", End::side),
                    Column.id("entry_id", End::entry),
                    Column.date("date", End::date),
                    Column.optionalText("servicer_reference", End::servicerReference),
                    Column.big("details", End::details));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO entry_links (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT (organization_id, link, side, entry_id) DO NOTHING
                    """);

    void insert(Tx tx, List<End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        NEW.bound(tx.update(INSERT), ends).execute();
    }

    /** Both ends of the links: one look-up by index for each, even when statistics are stale. */
    List<End> ofLinks(Tx tx, Collection<String> links) {
        return tx.query(
                        """
                        SELECT e.* FROM unnest(:links::text[]) AS u (link)
                        CROSS JOIN LATERAL (
                            SELECT link, side, entry_id, date, servicer_reference, details FROM entry_links
                            WHERE organization_id = :org AND link = u.link OFFSET 0) AS e
                        ORDER BY e.link, e.entry_id
                        """)
                .bind("links", links.toArray(String[]::new))
                .map(
                        (row, _) ->
                                new End(
                                        row.getString("link"),
                                        Side.valueOf(row.getString("side")),
                                        row.getObject("entry_id", UUID.class),
                                        row.getObject("date", LocalDate.class),
                                        Optional.ofNullable(row.getString("servicer_reference")),
                                        row.getLong("details")))
                .list();
    }

    void delete(Tx tx, Collection<UUID> entries) {
        tx.update(
                        "DELETE FROM entry_links WHERE organization_id = :org AND entry_id = ANY"
                                + " (:ids)")
                .bind("ids", entries.toArray(UUID[]::new))
                .execute();
    }
}
