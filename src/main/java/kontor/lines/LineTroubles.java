package kontor.lines;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what did not succeed in the rounds of this node. */
public final class LineTroubles implements BankWork.Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(LineTroubles.class);

    private final Map<UUID, List<Trouble>> rounds = new ConcurrentHashMap<>();

    /** What was tried, and why it did not succeed. */
    record Trouble(String what, RuntimeException why) {

        /** It is no matter of the line: nothing succeeds while the database is away. */
        boolean isOfTheDatabase() {
            return why instanceof DatabaseAway || why instanceof CommitUnknown;
        }

        /** In one sentence; of a cause that may speak of payments only its kind is told. */
        String inWords() {
            Throwable root = why;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root instanceof Hang.Unanswered || root instanceof IOException
                    ? what + ": " + root.getMessage() + " (" + root.getClass().getSimpleName() + ")"
                    : what + " (" + root.getClass().getSimpleName() + ")";
        }
    }

    /** The last thing of a line that was put aside, as far as this node knows. */
    private final Map<UUID, String> aside = new ConcurrentHashMap<>();

    @Override
    public void putAside(BankLine line, String what) {
        aside.put(line.connection().id(), what);
    }

    Optional<String> aside(BankLine line) {
        return Optional.ofNullable(aside.get(line.connection().id()));
    }

    void begin(BankLine line) {
        rounds.put(line.connection().id(), new CopyOnWriteArrayList<>());
    }

    List<Trouble> end(BankLine line) {
        return Optional.ofNullable(rounds.remove(line.connection().id())).orElse(List.of());
    }

    /** A round that nobody of this room has made is told of in the log alone. */
    @Override
    public void noted(BankLine line, String what, RuntimeException why) {
        var heard = rounds.get(line.connection().id());
        if (heard == null) {
            LOG.warn("{}: {}", line, what, why);
        } else {
            heard.add(new Trouble(what, why));
        }
    }
}
