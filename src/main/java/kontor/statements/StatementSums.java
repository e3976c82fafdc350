package kontor.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kontor.core.Currency;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import kontor.ledger.DayTotals;
import kontor.proof.Tally;
import kontor.proof.ValueDateSums;
import kontor.transactions.StatementEntry;
import org.jspecify.annotations.Nullable;

/**
 * The first reading of an account file: adds up its statements. Pages of one statement that follow
 * each other in the file are one draft.
 */
final class StatementSums implements StatementHandler {

    /** A statement while it is added up; its pages may follow each other in the file. */
    static final class Draft {

        private final StatementFile file;
        private final StatementHead first;
        private StatementHead last;
        private final List<Balance> balances = new ArrayList<>();
        private final ValueDateSums values = new ValueDateSums();
        private StatementTotals totals = StatementTotals.NONE;
        private final DayTotals days = new DayTotals();
        private final Tally tally = new Tally();

        /**
         * @param file the message that it is in
         */
        Draft(StatementFile file, StatementHead head) {
            this.file = file;
            first = head;
            last = head;
        }

        /** Banks use the same ids again, so account and page number must fit too. */
        private boolean goesOnWith(StatementHead page) {
            return last.page().isPresent()
                    && page.page().isPresent()
                    && page.page().get().number() == last.page().get().number() + 1
                    && first.id().equals(page.id())
                    && first.account().equals(page.account())
                    && first.electronicSequenceNumber().equals(page.electronicSequenceNumber());
        }

        /** The head of the first page; it counts as the last one when the last page is here. */
        StatementHead head() {
            return new StatementHead(
                    first.id(),
                    first.electronicSequenceNumber(),
                    first.legalSequenceNumber(),
                    first.createdAt(),
                    first.period(),
                    first.page().map(page -> new StatementHead.Page(page.number(), isLast())),
                    first.account());
        }

        StatementFile file() {
            return file;
        }

        /** The number of the last page here. */
        long lastPage() {
            return last.page().map(StatementHead.Page::number).orElse(1L);
        }

        /** No page comes after those here. */
        boolean isLast() {
            return last.page().map(StatementHead.Page::last).orElse(true);
        }

        /** It has pages, and not all of them are here. */
        boolean isPartOfPages() {
            return head().page().filter(page -> page.number() > 1 || !page.last()).isPresent();
        }

        List<Balance> balances() {
            return balances;
        }

        StatementTotals totals() {
            return totals;
        }

        DayTotals days() {
            return days;
        }

        Tally tally() {
            return tally;
        }

        /** That of all its balances, where it is one. */
        Optional<Currency> balanceCurrency() {
            var currencies =
                    balances.stream()
                            .map(balance -> balance.amount().currency())
                            .distinct()
                            .toList();
            return currencies.size() == 1 ? Optional.of(currencies.getFirst()) : Optional.empty();
        }

        /** Its booked entries by the day from which they count. */
        ValueDateSums values() {
            return values;
        }
    }

    private final List<Draft> elements = new ArrayList<>();
    private @Nullable StatementFile file;

    /** One for each statement or page in the file; pages of one statement share theirs. */
    List<Draft> elements() {
        return elements;
    }

    /** Each draft once, in the order in which they begin. */
    List<Draft> drafts() {
        return elements.stream().distinct().toList();
    }

    /** That of all its messages. */
    StatementFile.Kind kind() {
        return Objects.requireNonNull(file).kind();
    }

    @Override
    public void file(StatementFile next) {
        file = next;
    }

    @Override
    public void statementStarted(StatementHead statement) {
        var draft = elements.stream().filter(one -> one.goesOnWith(statement)).findFirst();
        draft.ifPresent(one -> one.last = statement);
        var its = draft.orElseGet(() -> new Draft(Objects.requireNonNull(file), statement));
        its.tally.started(statement, draft.isEmpty() && !its.isPartOfPages());
        elements.add(its);
    }

    @Override
    public void balance(Balance balance) {
        elements.getLast().balances.add(balance);
    }

    @Override
    public void entryStarted(EntryHead entry) {
        var draft = elements.getLast();
        draft.totals = draft.totals.plus(entry);
        boolean booked = StatementEntry.isBooked(entry);
        if (booked) {
            draft.values.add(entry);
        }
        draft.tally.started(entry, booked);
        draft.days.add(entry);
    }

    @Override
    public void batch(Batch batch) {
        batch.numberOfTransactions().ifPresent(elements.getLast().tally::batch);
    }

    @Override
    public void details(TransactionDetails details) {
        elements.getLast().tally.details(details);
    }

    @Override
    public void entryEnded(Optional<String> additionalInformation) {
        elements.getLast().tally.ended();
    }

    @Override
    public void statementEnded() {}
}
