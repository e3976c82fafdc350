package kontor.statements;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.iso20022.StatementHead;

/**
 * Pages of a statement in a file of their own whose balances do not add up alone: they wait in that
 * file until all pages are there.
 *
 * @param statement the same for all pages of one statement, and different from that of any other
 * @param first number of the first page here, from 1
 * @param last number of the last page here; several may follow each other in a file
 * @param complete no page comes after the last one
 * @param place counts the statements of the file, from 0
 * @param bankId the bank's id of the statement
 * @param entries how many entries are booked on these pages
 * @param bookedMinor their sum in minor units, debits negative
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
            NewStatement incoming, long last, boolean complete, UUID inboxFile, int place) {
        var head = incoming.head();
        // Banks use the same ids again each year. The time when a page was made does not help:
        // each page has its own.
        String period =
                head.period()
                        .map(one -> one.from().toLocalDate() + "/" + one.to().toLocalDate())
                        .or(() -> head.createdAt().map(made -> String.valueOf(made.getYear())))
                        .orElse("");
        return new StatementPage(
                incoming.accountId(),
                head.id() + "|" + head.electronicSequenceNumber().orElse(0L) + "|" + period,
                head.page().map(StatementHead.Page::number).orElse(1L),
                last,
                complete,
                inboxFile,
                place,
                head.id(),
                incoming.totals().entries(),
                incoming.totals().bookedMinor(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether both have the same figures. */
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
