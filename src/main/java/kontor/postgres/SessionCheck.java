package kontor.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session survives from one transaction to the next. Behind a pooler that lends sessions
 * for one transaction each, the locks of a session would be taken in one and given back in another,
 * and work would wait for ever without a word.
 */
final class SessionCheck {

    /** With a transaction on each, a pooler cannot lend all of them what they had before. */
    private static final int SESSIONS = 3;

    private static final String SENTENCE =
            "Between Kontor and PostgreSQL is a pooler that lends a session for one transaction"
                    + " only; Kontor needs sessions of its own. Let it pool by session (pgbouncer:"
                    + " pool_mode=session), or name PostgreSQL itself in KONTOR_DATABASE_URL.";

    /** Something that connects. */
    interface Address {
        Connection connect() throws SQLException;
    }

    private record Named(Connection session, String name) {}

    private SessionCheck() {}

    /**
     * @throws CannotStart when a session does not survive
     */
    static void refusePooler(Address address) throws SQLException {
        var sessions = new ArrayList<Named>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(new Named(address.connect(), "session " + i));
                name(sessions.getLast());
            }
            // Whatever order a pooler lends in, it is another one than before.
            for (int round = 0; round < SESSIONS; round++) {
                refuseStrangers(sessions);
                Collections.rotate(sessions, 1);
            }
        } finally {
            for (Named one : sessions) {
                one.session.close();
            }
        }
    }

    private static void name(Named one) throws SQLException {
        try (var statement =
                one.session.prepareStatement("SELECT set_config('kontor.session', ?, false)")) {
            statement.setString(1, one.name);
            statement.execute();
        }
    }

    /** All transactions are open at a time. */
    private static void refuseStrangers(List<Named> sessions) throws SQLException {
        for (Named one : sessions) {
            one.session.setAutoCommit(false);
            if (!one.name.equals(nameOf(one.session))) {
                throw new CannotStart(SENTENCE);
            }
        }
        for (Named one : sessions) {
            one.session.commit();
            one.session.setAutoCommit(true);
        }
    }

    private static @Nullable String nameOf(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var row =
                        statement.executeQuery("SELECT current_setting('kontor.session', true)")) {
            row.next();
            return row.getString(1);
        }
    }
}
