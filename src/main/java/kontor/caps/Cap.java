package kontor.caps;

import java.util.Optional;
import kontor.core.Refusal;
import kontor.core.RefusalCode;
import kontor.db.Tx;

/**
 * What an organization has at most; revoked and deleted ones do not count, but own accounts stay.
 */
public enum Cap implements RefusalCode {
    TOO_MANY_ENTITIES(10_000, "entities", "delete one first"),
    TOO_MANY_OWN_ACCOUNTS(10_000, "own accounts", "more go into another organization"),
    TOO_MANY_CONNECTIONS(200, "connections to banks", "delete one first"),
    TOO_MANY_USERS(2_000, "users and programs", "revoke one first");

    private final int most;
    private final String sentence;

    Cap(int most, String what, String cure) {
        this.most = most;
        this.sentence = "an organization has at most %,d %s; %s".formatted(most, what, cure);
    }

    public int most() {
        return most;
    }

    @Override
    public String field() {
        return "";
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /** How many more may be made in this transaction; others wait until it ends. */
    public Room room(Tx tx) {
        CapTable.alone(tx, name());
        return new Room(most - CapTable.count(tx, this));
    }

    /** What is left for the requests of one list. */
    public final class Room {

        private int left;

        private Room(int left) {
            this.left = left;
        }

        /** Takes one; the refusal, where none is left. */
        public Optional<Refusal> take() {
            return when(left-- <= 0);
        }
    }
}
