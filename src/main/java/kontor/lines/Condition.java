package kontor.lines;

import java.time.Duration;
import java.util.Optional;
import kontor.banks.BankLine;
import kontor.health.HealthReport;
import kontor.pauses.Pause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the work for a line goes, said in the log when it begins to fail, when the reason changes,
 * once an hour while it goes on, and when it is well again.
 */
final class Condition {

    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);
    private static final long REMINDER_NANOS = Duration.ofHours(1).toNanos();

    private final BankLine line;
    private long lastGoodNanos = System.nanoTime();
    private long failingSinceNanos;
    private long saidNanos;
    private @Nullable String why;
    private Optional<Pause> paused = Optional.empty();

    Condition(BankLine line) {
        this.line = line;
    }

    synchronized void good() {
        well();
        lastGoodNanos = System.nanoTime();
    }

    /** Why nothing leaves; what comes in is still taken. */
    synchronized void paused(Optional<Pause> now) {
        if (!now.equals(paused)) {
            LOG.warn("{}: {}", line, now.map(Pause::inWords).orElse("not paused any more"));
        }
        paused = now;
    }

    /** Nothing is to be done, neither what failed nor anything else. */
    synchronized void well() {
        if (why != null) {
            LOG.info("{} works again, after {} s", line, seconds(failingSinceNanos));
        }
        why = null;
    }

    /**
     * @param what one sentence, without secrets and without what is in files
     */
    synchronized void failing(String what, @Nullable Throwable cause) {
        long now = System.nanoTime();
        if (why == null) {
            failingSinceNanos = now;
        }
        if (!what.equals(why)) {
            LOG.atWarn().setCause(cause).log("{}: {}; it is tried again", line, what);
            saidNanos = now;
        } else if (now - saidNanos >= REMINDER_NANOS) {
            LOG.warn("{}: {}, for {} s now", line, what, seconds(failingSinceNanos));
            saidNanos = now;
        }
        why = what;
    }

    synchronized Lines.How how() {
        return why != null
                ? Lines.How.FAILING
                : paused.isPresent() ? Lines.How.PAUSED : Lines.How.IN_ORDER;
    }

    synchronized boolean isFailing() {
        return why != null;
    }

    /**
     * @param aside the last thing that was put aside, which keeps nothing from going on
     */
    synchronized HealthReport report(Optional<Hang> hang, Optional<String> aside) {
        String subject = line.connection().id().toString();
        if (hang.isPresent()) {
            return HealthReport.notReady(subject, hang.get() + "; it is left alone until then");
        }
        return why == null
                ? HealthReport.ready(
                        subject,
                        paused.map(pause -> pause.inWords() + "; ").orElse("")
                                + "in order; the last round was "
                                + seconds(lastGoodNanos)
                                + " s ago"
                                + aside.map(what -> "; " + what).orElse(""))
                : HealthReport.notReady(
                        subject, why + ", since " + seconds(failingSinceNanos) + " s; tried again");
    }

    private static long seconds(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
    }
}
