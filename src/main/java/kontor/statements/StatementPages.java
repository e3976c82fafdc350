package kontor.statements;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** The door for statements whose pages come in files of their own, in any order. */
final class StatementPages {

    private final StatementPageTable table = new StatementPageTable();

    /**
     * Keeps a page.
     *
     * @return why not, when its statement was booked with other figures on this page
     */
    Optional<String> keep(Tx tx, StatementPage page) {
        table.keep(tx, page);
        return of(tx, page).stream()
                .filter(one -> one.first() == page.first() && one.statementId().isPresent())
                .filter(booked -> !booked.says(page))
                .findFirst()
                .map(booked -> booked.statementId().orElseThrow())
                .map(
                        statement ->
                                "it was read before with other figures, as statement " + statement);
    }

    /** All pages in their order; none while one is missing, or once they were booked. */
    List<StatementPage> complete(Tx tx, StatementPage one) {
        var pages = of(tx, one);
        boolean open = pages.stream().anyMatch(page -> page.statementId().isEmpty());
        return open && StatementPage.areAll(pages) ? pages : List.of();
    }

    private List<StatementPage> of(Tx tx, StatementPage one) {
        return table.of(tx, one.accountId(), one.statement());
    }

    void booked(Tx tx, StatementPage one, UUID statementId) {
        table.booked(tx, one, statementId);
    }

    void refused(Tx tx, StatementPage one, String reason) {
        table.refused(tx, one, reason);
    }

    /** What of these files waits for other pages, in words for an operator. */
    Map<UUID, String> waiting(Tx tx, Collection<UUID> files) {
        var words = new LinkedHashMap<UUID, String>();
        for (StatementPage page : table.waiting(tx, files)) {
            words.merge(page.inboxFile(), waiting(page), (one, other) -> one + "; " + other);
        }
        return words;
    }

    private static String waiting(StatementPage page) {
        String why =
                page.refused()
                        .map(reason -> ": all pages together are not booked: " + reason)
                        .orElse(" waits until all pages are there");
        return page.words() + why;
    }
}
