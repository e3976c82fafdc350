package kontor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * What the actors of the story know of the world, and what Kontor told them: all that must be true
 * later.
 */
final class StoryRecord {

    /** Resources that actors come back to; older ones are forgotten, so that memory stays small. */
    private static final int MOST_KNOWN = 500;

    /**
     * What became of one request, however often it was sent.
     *
     * @param name its Idempotency-Key, and the name or reference of what it was to make
     * @param kind the resource, or what was asked of it
     * @param id empty when it was refused
     * @param version of the resource, from 1
     * @param digest SHA-256 of the answer's body, hexadecimal
     */
    record Told(String name, String kind, Optional<String> id, int version, String digest) {}

    /** A payer with a mandate. */
    record Payer(String counterpartyId, String externalAccountId, String mandateId) {}

    /** What waits for a decision. */
    record Open(String path, String id, String step) {}

    private final List<Told> told = new ArrayList<>();
    private final List<Payer> payers = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Open> batches = new ArrayList<>();
    private LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong calmSince = new AtomicLong(System.nanoTime());
    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();

    synchronized void told(String name, String kind, Reply reply) {
        boolean refused = reply.status() >= 300;
        told.add(
                refused
                        ? new Told(name, kind, Optional.empty(), 0, "")
                        : new Told(
                                name,
                                kind,
                                Optional.of(reply.at("/id")),
                                version(reply),
                                digest(reply.body())));
        count(kind + " " + reply.status() + " " + reply.at("/details/0/code"));
    }

    private static int version(Reply reply) {
        return Integer.parseInt(reply.header("ETag").substring("version:".length()));
    }

    void count(String what) {
        counts.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }

    /** A fault begins; it lasts until {@link #calm}. */
    void disturbed() {
        calmSince.set(Long.MAX_VALUE);
    }

    void calm() {
        calmSince.set(System.nanoTime());
    }

    /** Whether nothing was disturbed for so long. */
    boolean isCalmFor(Duration time) {
        return calmTime().compareTo(time) >= 0;
    }

    /** For how long nothing has been disturbed; negative while something is. */
    Duration calmTime() {
        long since = calmSince.get();
        return since == Long.MAX_VALUE
                ? Duration.ofNanos(-1)
                : Duration.ofNanos(System.nanoTime() - since);
    }

    /** A day of the sandbox's clock that has come. */
    synchronized void itIs(LocalDate day) {
        today = day.isAfter(today) ? day : today;
    }

    synchronized LocalDate today() {
        return today;
    }

    /** One more request was sent, whatever came of it. */
    void asked() {
        asked.incrementAndGet();
    }

    long requests() {
        return asked.get();
    }

    /** Something that must never be answered was; told with the rest at the end. */
    void fault(Throwable what) {
        faults.add(what.toString());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    Map<String, AtomicLong> counts() {
        return new TreeMap<>(counts);
    }

    synchronized void add(Payer payer) {
        add(payers, payer);
    }

    synchronized void add(Open payment) {
        add(open, payment);
    }

    synchronized void addBatch(Open batch) {
        add(batches, batch);
    }

    synchronized Optional<Payer> anyPayer(RandomGenerator random) {
        return any(payers, random);
    }

    /** Taken out: whoever gets it decides it. Now and then it stays, so that two decide at once. */
    synchronized Optional<Open> anyOpen(RandomGenerator random) {
        var one = any(open, random);
        if (random.nextInt(20) > 0) {
            one.ifPresent(open::remove);
        }
        return one;
    }

    synchronized Optional<Open> anyBatch(RandomGenerator random) {
        return any(batches, random);
    }

    private static <T> void add(List<T> known, T one) {
        if (known.size() == MOST_KNOWN) {
            known.removeFirst();
        }
        known.add(one);
    }

    private static <T> Optional<T> any(List<T> known, RandomGenerator random) {
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(random.nextInt(known.size())));
    }

    private static String digest(String body) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
