package kontor.slices;

import java.util.List;
import kontor.transactions.StatementEntry;

/** Takes the entries of one statement, in its order. */
public interface EntryConsumer {

    void slice(List<StatementEntry> entries);

    /**
     * Some details of an entry that has too many to be held in memory. The entry itself comes with
     * the next slice, without them.
     *
     * @param before how many details of it were passed before these
     */
    void part(StatementEntry some, long before);

    /** All entries of a statement, or of one of its pages, were passed. */
    void end();
}
