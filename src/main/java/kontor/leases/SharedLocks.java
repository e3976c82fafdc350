package kontor.leases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kontor.db.AdvisoryLock;
import kontor.db.AdvisoryLock.Pair;
import kontor.db.AdvisoryLock.Shared;
import kontor.db.AdvisoryLock.Single;
import kontor.db.Database;
import kontor.db.SessionLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advisory locks of many holders in one session of the database, so that one who waits for a bank
 * keeps no connection from others. Among themselves, and towards other sessions, the holders meet
 * as if each had a session of his own. When the session ends all have lost their locks.
 */
public final class SharedLocks {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLocks.class);

    private final Database database;
    private final Duration silence;
    private @Nullable Session current;

    /**
     * @param silence after which the server ends the session, and the locks with it; each holder
     *     {@link Held#touch touches} it more often
     */
    public SharedLocks(Database database, Duration silence) {
        this.database = database;
        this.silence = silence;
    }

    /** Takes all of these locks, in this order; empty when somebody else has one of them. */
    public synchronized Optional<Held> tryTake(AdvisoryLock... wanted) {
        var held = new Held(opened());
        boolean taken = false;
        try {
            taken = Stream.of(wanted).allMatch(held::tryAlso);
            return taken ? Optional.of(held) : Optional.empty();
        } finally {
            if (!taken) {
                held.close();
            }
        }
    }

    private Session opened() {
        var open = current;
        if (open == null) {
            open = new Session(SessionLock.tryTake(database).orElseThrow());
            open.asked(lock -> lock.endWhenSilent(silence));
            current = open;
        }
        return open;
    }

    /** A session of the database, and how many hold each of its locks. */
    private final class Session {

        private final SessionLock locks;
        private final Map<AdvisoryLock, Integer> holders = new HashMap<>();
        private boolean ended;

        Session(SessionLock locks) {
            this.locks = locks;
        }

        boolean tryTake(AdvisoryLock wanted) {
            boolean free =
                    switch (wanted) {
                        // The database would give it to the same session once more.
                        case Shared(var lock) when holders.containsKey(wanted) ->
                                !answered(one -> one.isWaitedFor(lock));
                        case Shared _ -> answered(one -> one.tryAlso(wanted));
                        case Single _, Pair _ ->
                                !holders.containsKey(wanted)
                                        && answered(one -> one.tryAlso(wanted));
                    };
            if (free) {
                holders.merge(wanted, 1, Integer::sum);
            }
            return free;
        }

        void giveBack(AdvisoryLock lock) {
            if (ended) {
                return;
            }
            if (holders.merge(lock, -1, Integer::sum) == 0) {
                holders.remove(lock);
                asked(one -> one.giveBack(lock));
            }
            if (holders.isEmpty()) {
                end();
            }
        }

        void asked(Consumer<SessionLock> question) {
            answered(
                    one -> {
                        question.accept(one);
                        return true;
                    });
        }

        private boolean answered(Predicate<SessionLock> question) {
            if (ended) {
                throw new IllegalStateException("the session that held the locks has ended");
            }
            try {
                return question.test(locks);
            } catch (RuntimeException broken) {
                end();
                throw broken;
            }
        }

        private void end() {
            ended = true;
            if (current == this) {
                current = null;
            }
            locks.close();
        }
    }

    /** What one holder has. */
    public final class Held implements AutoCloseable {

        private final Session session;
        private final List<AdvisoryLock> taken = new ArrayList<>();

        private Held(Session session) {
            this.session = session;
        }

        /** Takes one more, to be given back with the others; false when somebody else has it. */
        public boolean tryAlso(AdvisoryLock wanted) {
            synchronized (SharedLocks.this) {
                boolean free = session.tryTake(wanted);
                if (free) {
                    taken.add(wanted);
                }
                return free;
            }
        }

        /**
         * Lets the server hear of the session.
         *
         * @throws RuntimeException when it has ended, and the locks with it
         */
        public void touch() {
            synchronized (SharedLocks.this) {
                session.asked(SessionLock::touch);
            }
        }

        /** What went with the session is given back already. */
        @Override
        public void close() {
            synchronized (SharedLocks.this) {
                try {
                    taken.reversed().forEach(session::giveBack);
                } catch (RuntimeException gone) {
                    LOG.info("locks went with their session: {}", gone.getMessage());
                }
                taken.clear();
            }
        }
    }
}
