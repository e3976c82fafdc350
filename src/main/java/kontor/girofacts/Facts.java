package kontor.girofacts;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.db.Tx;
import kontor.encodings.Sha256;
import kontor.girofacts.FactTable.Earlier;
import kontor.girofacts.FactTable.Fact;

/**
 * What the records of a slice say, and which of it was taken in before: a fact counts once, however
 * its file is called, numbered or cut into lines. What could not be applied with certainty is no
 * fact yet, and may come again.
 */
public final class Facts {

    /** Opening and end records: like sums they say nothing of one mandate or collection. */
    private static final Set<String> OF_NONE = Set.of("01", "09");

    private final Told told;
    private final Map<AutogiroRecord, UUID> digests = new IdentityHashMap<>();
    private final Map<UUID, Earlier> earlier;
    private final Map<UUID, Integer> lines = new HashMap<>();
    private final Map<UUID, Fact> taken = new LinkedHashMap<>();
    private int again;

    public Facts(Tx tx, Told told) {
        this.told = told;
        var group = told.group();
        for (var record : told.records()) {
            if (RecordSlices.isSum(record)) {
                group = Optional.of(record);
            }
            if (isOfOne(record)) {
                digests.put(record, Sha256.idOf(said(record, group)));
            }
        }
        this.earlier = FactTable.earlier(tx, digests.values());
    }

    /** Extracts compare what is; all others tell what happened. */
    private static boolean isOfOne(AutogiroRecord record) {
        return switch (record.section()) {
            case PAYMENTS,
                    OLD_PAYMENTS,
                    ADVICES,
                    OLD_ADVICES,
                    REJECTED,
                    OLD_REJECTED,
                    CHANGED,
                    OLD_CHANGED ->
                    !OF_NONE.contains(record.code()) && !RecordSlices.isSum(record);
            case BANK_MANDATES -> record.code().equals("52");
            case WAITING, REGISTER, OLD_REGISTER, BGMAX, ORDERS -> false;
        };
    }

    /** The same text for the same fact; what is told again on another day is another one. */
    private String said(AutogiroRecord record, Optional<AutogiroRecord> group) {
        String of = record.section() + "|" + told.bankgiro() + "|" + record.code() + "|";
        return of
                + switch (record.section()) {
                    case PAYMENTS ->
                            record.code().equals("77")
                                    ? refund(record)
                                    : group.map(Facts::sum).orElse("") + record.words();
                    case OLD_PAYMENTS, CHANGED, OLD_CHANGED, BANK_MANDATES ->
                            told.opening().text("written_date") + "|" + record.words();
                    case ADVICES,
                            OLD_ADVICES,
                            REJECTED,
                            OLD_REJECTED,
                            WAITING,
                            REGISTER,
                            OLD_REGISTER,
                            BGMAX,
                            ORDERS ->
                            record.words();
                };
    }

    /**
     * A collection is paid back as a whole and once, so the same payer, reference, amount, day and
     * code are the same money, in whatever file they stand: it is told again and counts once.
     * Another day, amount or code of a collection that was paid back is a case. The sum above it
     * has another number in each file.
     */
    private static String refund(AutogiroRecord record) {
        return String.join(
                "|",
                record.digits("payer_no"),
                record.text("reference"),
                record.digits("amount"),
                record.text("refund_date"),
                record.text("refund_code"));
    }

    private static String sum(AutogiroRecord group) {
        return group.text("pay_date") + "|" + group.text("serial") + "|";
    }

    /**
     * Where the same was told before; in this slice, without its subject. Each record is asked for
     * once.
     */
    public Optional<Earlier> before(AutogiroRecord record) {
        var digest = digest(record);
        var line = lines.putIfAbsent(digest, record.line());
        return Optional.ofNullable(earlier.get(digest))
                .or(
                        () ->
                                Optional.ofNullable(line)
                                        .map(
                                                one ->
                                                        new Earlier(
                                                                Optional.empty(),
                                                                told.file().id(),
                                                                one)));
    }

    /** It is in another file, and was taken in with that. */
    public boolean isOfAnotherFile(Earlier one) {
        return !one.file().equals(told.file().id());
    }

    /** It is this very record, taken in before a crash. */
    public boolean isDone(Earlier one, AutogiroRecord record) {
        return !isOfAnotherFile(one) && one.line() == record.line();
    }

    /** It is no news. */
    public void again() {
        again++;
    }

    /** It is applied, or agrees with what is known. */
    public void took(AutogiroRecord record, UUID subject, String said, Optional<LocalDate> day) {
        var digest = digest(record);
        taken.put(
                digest,
                new Fact(
                        digest,
                        record.code(),
                        said,
                        subject,
                        told.file().id(),
                        record.line(),
                        day));
    }

    /** It waits for its payment, and is a fact when that is known. */
    public EarlyRefund early(AutogiroRecord record, UUID payment, LocalDate until) {
        var file = told.file();
        return new EarlyRefund(
                digest(record),
                payment,
                file.id(),
                file.name(),
                record.line(),
                told.bankgiro(),
                record.content(),
                until,
                false);
    }

    private UUID digest(AutogiroRecord record) {
        var digest = digests.get(record);
        if (digest == null) {
            throw new IllegalStateException("record " + record.code() + " says nothing of anybody");
        }
        return digest;
    }

    /** Notes what was taken in, in the transaction that applied it. */
    public Counted keep(Tx tx) {
        FactTable.keep(tx, List.copyOf(taken.values()));
        taken.clear();
        return new Counted(digests.size(), again);
    }

    /**
     * @param all records that say something of a mandate or a collection
     * @param again those that another file told before
     */
    public record Counted(int all, int again) {

        public static final Counted NONE = new Counted(0, 0);

        public Counted plus(Counted more) {
            return new Counted(all + more.all, again + more.again);
        }

        public boolean isNothingNew() {
            return again > 0 && again == all;
        }
    }
}
