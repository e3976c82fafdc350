package kontor.expectations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.wire.AmountField;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.LegalFields;

/**
 * A JSON Patch of an expected transaction; of several operations on one path the last one counts.
 *
 * @param texts of end-to-end id, name and account of the other side; empty where it is removed
 * @param metadata entries set or (without value) removed
 */
public record ExpectedTransactionPatch(
        Optional<Money> amount,
        Optional<LocalDate> date,
        Optional<Reference> reference,
        Map<String, Optional<String>> texts,
        Map<String, Optional<String>> metadata) {

    private static final String VALUE = "value";
    private static final String AMOUNT = "/amount";
    private static final String DATE = "/date";
    private static final String REFERENCE = "/remittanceInformation";
    private static final String END_TO_END_ID = "/endToEndId";
    private static final String METADATA = "/metadata/";
    private static final int METADATA_ENTRIES = 20;
    private static final int LONGEST_ENTRY = 512;

    public static final List<Rule> RULES =
            List.of(
                    Rule.of(AMOUNT, Op.REPLACE),
                    Rule.of(DATE, Op.REPLACE),
                    Rule.of(REFERENCE, Op.REPLACE),
                    Rule.of(END_TO_END_ID, Op.REPLACE, Op.REMOVE),
                    Rule.of("/counterpartyName", Op.REPLACE, Op.REMOVE),
                    Rule.of("/counterpartyAccount", Op.REPLACE, Op.REMOVE),
                    Rule.of("/metadata/[A-Za-z0-9_.+-]{1,64}", Op.REPLACE, Op.REMOVE));

    public static ExpectedTransactionPatch parse(JsonPatch patch) {
        Optional<Money> amount = Optional.empty();
        Optional<LocalDate> date = Optional.empty();
        Optional<Reference> reference = Optional.empty();
        var texts = new LinkedHashMap<String, Optional<String>>();
        var metadata = new LinkedHashMap<String, Optional<String>>();
        for (var one : patch.operations()) {
            var fields = one.fields();
            switch (one.path()) {
                case AMOUNT -> amount = AmountField.signed(fields, VALUE);
                case DATE -> date = fields.date(VALUE);
                case REFERENCE -> reference = Reference.read(fields, VALUE);
                default -> {
                    boolean isEntry = one.path().startsWith(METADATA);
                    (isEntry ? metadata : texts).put(one.key(), text(one, isEntry));
                }
            }
        }
        patch.refuseFaults();
        return new ExpectedTransactionPatch(amount, date, reference, texts, metadata);
    }

    private static Optional<String> text(JsonPatch.Operation one, boolean isEntry) {
        if (one.op() == Op.REMOVE) {
            return Optional.empty();
        }
        if (one.path().equals(END_TO_END_ID)) {
            return NewExpectedTransaction.endToEndId(one.fields(), VALUE);
        }
        return isEntry
                ? one.fields().text(VALUE, 1, LONGEST_ENTRY)
                : LegalFields.readable(
                        one.fields(), VALUE, NewExpectedTransaction.longest(one.key()));
    }

    /** The metadata keys that it names. */
    Set<String> keys() {
        return new TreeSet<>(metadata.keySet());
    }

    /** Whether it changes by what bookings are found. */
    boolean changesMarks() {
        return amount.isPresent() || reference.isPresent() || texts.containsKey("endToEndId");
    }

    /** The next version; refuses what would not fit to what is attached. */
    Outcome<ExpectedTransaction> applyTo(ExpectedTransaction now, Instant time) {
        var before = now.terms();
        var currency = before.amount().currency();
        boolean other = amount.filter(one -> !one.currency().equals(currency)).isPresent();
        return Outcome.unless(
                        ExpectedTransactionRefusal.CURRENCY_NOT_OF_ACCOUNT
                                .when(other)
                                .or(
                                        () ->
                                                ExpectedTransactionRefusal.LESS_THAN_ATTACHED.when(
                                                        isLess(now)))
                                .or(
                                        () ->
                                                ExpectedTransactionRefusal.EXPECTATION_ARCHIVED
                                                        .when(
                                                                now.status()
                                                                        == ExpectedTransaction
                                                                                .Status.ARCHIVED)),
                        () -> before)
                .flatMap(this::applyTo)
                .map(terms -> now.with(terms, time));
    }

    private boolean isLess(ExpectedTransaction now) {
        return !now.attached().isEmpty()
                && amount.filter(
                                one ->
                                        now.isBack(one)
                                                || Math.abs(one.amountMinor())
                                                        < now.attachedMinor())
                        .isPresent();
    }

    private Outcome<ExpectedTransaction.Terms> applyTo(ExpectedTransaction.Terms now) {
        var next = new HashMap<>(now.metadata());
        metadata.forEach(
                (key, value) ->
                        value.ifPresentOrElse(text -> next.put(key, text), () -> next.remove(key)));
        if (next.size() > METADATA_ENTRIES) {
            return Outcome.refused(
                    Refusal.rule(
                            "invalid_value",
                            "metadata",
                            "has at most %d entries, it would have %d; remove another key first"
                                    .formatted(METADATA_ENTRIES, next.size())));
        }
        return Outcome.done(
                new ExpectedTransaction.Terms(
                        amount.orElse(now.amount()),
                        date.orElse(now.date()),
                        reference.orElse(now.reference()),
                        text("endToEndId", now.endToEndId()),
                        text("counterpartyName", now.counterpartyName()),
                        text("counterpartyAccount", now.counterpartyAccount()),
                        now.externalId(),
                        next));
    }

    private Optional<String> text(String name, Optional<String> now) {
        return texts.getOrDefault(name, now);
    }
}
