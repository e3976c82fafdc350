package kontor.tickets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kontor.db.Database;
import kontor.encodings.Base64Url;
import kontor.encodings.Sha256;
import kontor.secrets.Secret;
import org.jspecify.annotations.Nullable;

/** The door to tickets. */
public final class Tickets {

    private static final String HMAC = "HmacSHA256";
    private static final int NUMBER_BYTES = 32;
    private static final int MAC_BYTES = 32;

    /** Slack for the clocks of nodes: a ticket is remembered longer than it is taken. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Supplier<byte[]> asked;
    private final TicketTable table = new TicketTable();
    private byte @Nullable [] known;

    /**
     * @param key the same on all nodes; asked for at the first ticket, since not every Kontor that
     *     is put together serves people
     */
    public Tickets(Database database, Supplier<byte[]> key) {
        this.database = database;
        this.asked = key;
    }

    private synchronized byte[] key() {
        if (known == null) {
            known = asked.get();
        }
        return known;
    }

    /**
     * A new ticket.
     *
     * @param use what it is good for, and nothing else
     * @param holder whose it is, as the id of a session; empty for whoever has it
     * @param content what is to be remembered; no secret
     */
    public Ticket issue(String use, String holder, String content, Duration good) {
        var number = new byte[NUMBER_BYTES];
        random.nextBytes(number);
        Instant until = now().plus(good).truncatedTo(ChronoUnit.MILLIS);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        byte[] body =
                ByteBuffer.allocate(NUMBER_BYTES + Long.BYTES + text.length)
                        .put(number)
                        .putLong(until.toEpochMilli())
                        .put(text)
                        .array();
        byte[] signed =
                ByteBuffer.allocate(MAC_BYTES + body.length)
                        .put(mac(use, holder, body))
                        .put(body)
                        .array();
        return new Ticket(number, until, content, Base64Url.encode(signed));
    }

    /** Empty for what was not issued here for this use and holder, or whose time is over. */
    public Optional<Ticket> open(String use, String holder, String text) {
        return Base64Url.decode(text)
                .filter(signed -> signed.length >= MAC_BYTES + NUMBER_BYTES + Long.BYTES)
                .flatMap(signed -> open(use, holder, signed, text));
    }

    private Optional<Ticket> open(String use, String holder, byte[] signed, String text) {
        byte[] body = Arrays.copyOfRange(signed, MAC_BYTES, signed.length);
        byte[] mac = Arrays.copyOf(signed, MAC_BYTES);
        if (!MessageDigest.isEqual(mac, mac(use, holder, body))) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(body);
        var number = new byte[NUMBER_BYTES];
        read.get(number);
        var until = Instant.ofEpochMilli(read.getLong());
        String content = StandardCharsets.UTF_8.decode(read).toString();
        return Optional.of(new Ticket(number, until, content, text))
                .filter(ticket -> now().isBefore(ticket.until()));
    }

    /** True for the first who spends it, on whatever node. */
    public boolean spend(Ticket ticket) {
        byte[] digest = Sha256.of(ticket.number());
        return database.system(
                sql -> {
                    table.deleteOld(sql, now());
                    return table.spend(sql, digest, ticket.until().plus(SLACK));
                });
    }

    /**
     * A text that follows from a ticket and that nobody else can know, such as the verifier of a
     * code.
     */
    public Secret derived(Ticket ticket, String purpose) {
        return new Secret(Base64Url.encode(mac("derived", purpose, ticket.number())));
    }

    private byte[] mac(String use, String holder, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key(), HMAC));
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(holder.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
