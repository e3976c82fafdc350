package kontor.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import kontor.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. Each mail is begun by one node at a time; one that dies while it
 * sends leaves the mail to another, who sends it a second time rather than never.
 */
public final class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private static final int AT_A_TIME = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(3);

    /** A connection has some ten steps, each of which may take as long as is set. */
    private static final int STEPS = 12;

    private final Database database;
    private final Outbox outbox;
    private final Smtp smtp;
    private final Duration alone;
    private final Duration breath;
    private final BiConsumer<Mail, String> givenUp;

    /** The server is not bothered before; by the clock of this node. */
    private volatile Instant quietUntil = Instant.MIN;

    /**
     * @param host of this Kontor, for message ids
     * @param givenUp told of a mail that will not arrive, and why
     */
    public Postman(
            Database database,
            Outbox outbox,
            SmtpServer server,
            String host,
            BiConsumer<Mail, String> givenUp) {
        this.database = database;
        this.outbox = outbox;
        this.smtp = new Smtp(server, host);
        this.alone = server.timeout().multipliedBy(STEPS);
        this.breath = server.timeout();
        this.givenUp = givenUp;
    }

    /** What there is to be sent now. */
    public List<UUID> due() {
        if (now().isBefore(quietUntil)) {
            return List.of();
        }
        return database.system(sql -> outbox.due(sql, now(), AT_A_TIME));
    }

    /** Sends one, unless another node does. */
    public void send(UUID id) {
        if (now().isBefore(quietUntil)) {
            return;
        }
        database.system(sql -> outbox.table().begin(sql, id, now(), alone)).ifPresent(this::open);
    }

    private void open(StoredMail stored) {
        Mail mail;
        try {
            mail = stored.opened(outbox::open);
        } catch (IllegalStateException altered) {
            giveUp(stored.mail(), "its text was altered in the database");
            return;
        }
        send(mail);
    }

    private void send(Mail mail) {
        if (!now().isBefore(mail.expires())) {
            giveUp(mail, "it is out of date");
            return;
        }
        switch (smtp.send(mail)) {
            case Delivery.Taken _ -> end(mail, Mail.State.SENT, "");
            case Delivery.Refused(var why) -> giveUp(mail, why);
            case Delivery.Later(var why, boolean concernsAll) -> {
                if (concernsAll) {
                    LOG.warn("the mail server takes no mail; tried again: {}", why);
                    quietUntil = now().plus(breath);
                }
                later(mail, why);
            }
        }
    }

    private void later(Mail mail, String why) {
        var next = now().plus(pause(mail.tries()));
        boolean isVain =
                next.isAfter(mail.created().plus(PATIENCE)) || next.isAfter(mail.expires());
        if (isVain) {
            giveUp(mail, why);
        } else {
            database.systemDo(sql -> outbox.table().later(sql, mail, next, why));
        }
    }

    /** Doubled with each try. */
    static Duration pause(int tries) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void giveUp(Mail mail, String why) {
        if (end(mail, Mail.State.GIVEN_UP, why)) {
            LOG.warn("{} is given up after {} tries: {}", mail, mail.tries(), why);
            givenUp.accept(mail, why);
        }
    }

    private boolean end(Mail mail, Mail.State how, String why) {
        var now = now();
        return database.system(sql -> outbox.table().end(sql, mail, how, now, why));
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
