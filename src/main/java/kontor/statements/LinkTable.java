package kontor.statements;

import static kontor.db.Columns.column;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    void insert(Tx tx, List<End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO entry_links (organization_id, link, side, entry_id, date, servicer_reference, details)
                        SELECT :org, u.link, u.side, u.entry_id, u.date, u.servicer_reference, u.details
                        FROM unnest(:links::text[], :sides::text[], :entries::uuid[], :dates::date[],
                            :servicers::text[], :details::bigint[])
                            AS u (link, side, entry_id, date, servicer_reference, details)
                        ON CONFLICT (organization_id, link, side, entry_id) DO NOTHING
                        """)
                .bind("links", column(ends, String[]::new, End::link))
                .bind("sides", column(ends, String[]::new, end -> end.side().name()))
                .bind("entries", column(ends, UUID[]::new, End::entry))
                .bind("dates", column(ends, LocalDate[]::new, End::date))
                .bind(
                        "servicers",
                        column(ends, String[]::new, end -> end.servicerReference().orElse(null)))
                .bind("details", column(ends, Long[]::new, End::details))
                .execute();
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
