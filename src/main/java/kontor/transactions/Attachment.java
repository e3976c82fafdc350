package kontor.transactions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.entryviews.ReturnSplit;

/**
 * Something that explains a booked transaction, or a part of it.
 *
 * @param transactionId the transaction
 * @param type what kind of thing explains it
 * @param id which one
 * @param amountMinor how much of the booked amount it explains, in its currency, without sign
 * @param metadata the metadata it gives to the transaction
 * @param back the money went back: the booking takes off what others attached
 * @param cameBack what a payment came back as by this booking, in the words of R-transactions
 * @param takenMinor what of the booking banks took, where none of them says so and only the amount
 *     of the payment does
 */
public record Attachment(
        UUID transactionId,
        Type type,
        UUID id,
        long amountMinor,
        Map<String, String> metadata,
        boolean back,
        Optional<String> cameBack,
        Optional<Long> takenMinor) {

    /** What can be attached; the words of the API. */
    public enum Type {
        CREDIT_TRANSFER,
        DIRECT_DEBIT,
        EXPECTED_TRANSACTION,
        PAYMENT_BATCH
    }

    public Attachment {
        if (amountMinor < 0) {
            throw new IllegalArgumentException(
                    type
                            + " "
                            + id
                            + " explains "
                            + amountMinor
                            + "; the share of a booking has no sign");
        }
        metadata = Map.copyOf(metadata);
    }

    /** These and those. */
    static List<Attachment> all(List<Attachment> some, List<Attachment> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** One that goes the way of what it is attached to. */
    public Attachment(
            UUID transactionId,
            Type type,
            UUID id,
            long amountMinor,
            Map<String, String> metadata) {
        this(
                transactionId,
                type,
                id,
                amountMinor,
                metadata,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** What it adds to what is attached; negative where the money went back. */
    public long netMinor() {
        return back ? -amountMinor : amountMinor;
    }

    /** The same with other metadata. */
    public Attachment with(Map<String, String> other) {
        return new Attachment(
                transactionId, type, id, amountMinor, other, back, cameBack, takenMinor);
    }

    /** The same as the way back of a payment. */
    public Attachment cameBackAs(String kind) {
        return new Attachment(
                transactionId,
                type,
                id,
                amountMinor,
                metadata,
                back,
                Optional.of(kind),
                takenMinor);
    }

    /** The same, with what banks took. */
    public Attachment taking(Optional<Long> minor) {
        return new Attachment(
                transactionId, type, id, amountMinor, metadata, back, cameBack, minor);
    }

    /** What a booking consists of, where no bank says it and the payments that came back do. */
    static Optional<ReturnSplit> taken(Money booked, List<Attachment> attached) {
        var back = attached.stream().filter(one -> one.takenMinor.isPresent()).toList();
        return back.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ReturnSplit.deduced(
                                booked,
                                back.stream().mapToLong(Attachment::amountMinor).sum(),
                                back.stream().mapToLong(one -> one.takenMinor.orElse(0L)).sum()));
    }

    /** Where it stands: a thing is attached to a transaction once. */
    record Place(UUID transaction, Type type, UUID id) {}

    Place place() {
        return new Place(transactionId, type, id);
    }

    boolean isSamePlace(Attachment other) {
        return place().equals(other.place());
    }

    /** One attached: its metadata. Several: the entries that are equal in all of them. */
    static Map<String, String> commonMetadata(List<Attachment> attached) {
        if (attached.isEmpty()) {
            return Map.of();
        }
        var common = new HashMap<>(attached.getFirst().metadata);
        attached.forEach(one -> common.entrySet().retainAll(one.metadata.entrySet()));
        return common;
    }
}
