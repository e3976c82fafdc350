package kontor.banks;

import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Tx;

/** One kind of file that banks send, in the room that understands it. */
public interface FileKind {

    /** What the inbox calls a file of this kind, e.g. {@code STATEMENT}. */
    String name();

    /** Told by the content, never by the name of a file. */
    boolean recognizes(FileHead head);

    /**
     * Why it does not recognize a file, for the operator who finds one that no kind recognizes;
     * empty when there is nothing to say.
     */
    default String objection(FileHead head) {
        return "";
    }

    /**
     * Reads a file outside a transaction, in slices of its own where it is large. After a crash it
     * is called again with the same file, and nothing may happen twice.
     *
     * @param files opens a file of the inbox by its id, anew each time: this one, and those that
     *     were read before and wait for it
     */
    Conclusion read(ArrivedFile file, Function<UUID, InputStream> files);

    /** The end of reading, in the transaction that notes what became of the file. */
    @FunctionalInterface
    interface Conclusion {
        Verdict of(Tx tx);
    }

    /**
     * Which of these files, all of this kind and read, hold something that waits for another file;
     * and for what, in words.
     */
    default Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
        return Map.of();
    }
}
