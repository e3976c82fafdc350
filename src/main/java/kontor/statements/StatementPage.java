package kontor.statements;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.iso20022.StatementHead;

/**
 * Pages of a statement in a file of their own that prove nothing alone: they wait in that file
 * until all pages are there.
 *
 * @param statement what all pages of one statement have in common and no other statement has
 * @param first number of the first page here, from 1; several may follow each other in a file
 * @param complete no page comes after the last one
 * @param place the how-manieth statement of the file, from 0
 * @param statementId the statement that they were booked with
 * @param refused why all pages together were not booked
 */
record StatementPage(
        UUID accountId,
        String statement,
        long first,
        long last,
        boolean complete,
        UUID inboxFile,
        int place,
        String bankId,
        long entries,
        long bookedMinor,
        Optional<UUID> statementId,
        Optional<String> refused) {

    static StatementPage of(
            NewStatement told, long last, boolean complete, UUID inboxFile, int place) {
        var head = told.head();
        // Banks start their names anew each year; the pages themselves are made one after the
        // other.
        String period =
                head.period()
                        .map(one -> one.from().toLocalDate() + "/" + one.to().toLocalDate())
                        .or(() -> head.createdAt().map(made -> String.valueOf(made.getYear())))
                        .orElse("");
        return new StatementPage(
                told.accountId(),
                head.id() + "|" + head.electronicSequenceNumber().orElse(0L) + "|" + period,
                head.page().map(StatementHead.Page::number).orElse(1L),
                last,
                complete,
                inboxFile,
                place,
                head.id(),
                told.totals().entries(),
                told.totals().bookedMinor(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same pages told again. */
    boolean says(StatementPage other) {
        return last == other.last
                && complete == other.complete
                && entries == other.entries
                && bookedMinor == other.bookedMinor;
    }

    /** Whether these are all pages of a statement, in their order. */
    static boolean areAll(List<StatementPage> pages) {
        long next = 1;
        for (StatementPage page : pages) {
            if (page.first != next) {
                return false;
            }
            next = page.last + 1;
        }
        return !pages.isEmpty() && pages.getLast().complete;
    }

    String words() {
        return (first == last ? "page " + first : "pages " + first + " to " + last)
                + " of statement "
                + bankId;
    }
}
