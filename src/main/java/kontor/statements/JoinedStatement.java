package kontor.statements;

import java.util.List;
import kontor.transactions.StatementEntry;

/**
 * What the file tells in several elements and is one: entries of later parts come after those of
 * earlier ones.
 */
final class JoinedStatement implements EntrySlices.Taker {

    private final EntrySlices.Taker whole;
    private int partsToCome;
    private long entriesBefore;
    private long lastPosition;

    /**
     * @param entriesBefore the first entry stands after so many of earlier files
     */
    JoinedStatement(EntrySlices.Taker whole, long entriesBefore) {
        this.whole = whole;
        this.entriesBefore = entriesBefore;
        lastPosition = entriesBefore;
    }

    EntrySlices.Taker oneMore() {
        partsToCome++;
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
        if (--partsToCome == 0) {
            whole.end();
        }
    }
}
