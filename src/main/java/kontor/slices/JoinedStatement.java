package kontor.slices;

import java.util.List;
import kontor.transactions.StatementEntry;

/**
 * Joins the elements of a file that form one statement: numbers their entries through and ends the
 * statement once, after its last element.
 */
public final class JoinedStatement implements EntryConsumer {

    private final EntryConsumer whole;
    private int elementsToCome;
    private long entriesBefore;
    private long lastPosition;

    /**
     * @param entriesBefore the position of the entry before the first one here, 0 for none
     */
    public JoinedStatement(EntryConsumer whole, long entriesBefore) {
        this.whole = whole;
        this.entriesBefore = entriesBefore;
        lastPosition = entriesBefore;
    }

    /** Expects one more element, and takes its entries. */
    public EntryConsumer oneMore() {
        elementsToCome++;
        return this;
    }

    @Override
    public void slice(List<StatementEntry> entries) {
        var placed = entries.stream().map(entry -> entry.after(entriesBefore)).toList();
        if (!placed.isEmpty()) {
            lastPosition = placed.getLast().position();
        }
        whole.slice(placed);
    }

    @Override
    public void part(StatementEntry some, long before) {
        whole.part(some.after(entriesBefore), before);
    }

    @Override
    public void end() {
        entriesBefore = lastPosition;
        if (--elementsToCome == 0) {
            whole.end();
        }
    }
}
