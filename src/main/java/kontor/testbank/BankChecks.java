package kontor.testbank;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.core.Currency;
import kontor.identifiers.CreditorIdentifier;
import kontor.identifiers.Iban;
import kontor.identifiers.SepaCountries;
import kontor.identifiers.SepaText;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;

/**
 * What the bank refuses of a file, and of direct debits, as ISO reason codes. Each list of checks
 * stands in the order in which it is applied; the first that fails is told.
 */
final class BankChecks {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /**
     * On the bank day before the collection date; later files are refused with TM01. The profile
     * {@code testbank} hands files over at 14:00 and counts on this hour of grace.
     */
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    /** How far ahead collections are kept in the bank's warehouse. */
    static final int LONGEST_AHEAD_DAYS = 366;

    /** Minor units; above it this bank takes no single collection, though SEPA would. */
    static final long LARGEST_MINOR = 1_000_000_00L;

    private BankChecks() {}

    /** The number told comes first: a wrong number makes a wrong sum. */
    static Optional<String> totals(int toldNumber, BigDecimal toldSum, int number, BigDecimal sum) {
        if (toldNumber != number) {
            return Optional.of("AM18");
        }
        return toldSum.compareTo(sum) != 0 ? Optional.of("AM10") : Optional.empty();
    }

    /** What is wrong with a whole group, its counts and sums apart. */
    static Optional<String> group(CollectionGroup group, BankLogin login, Instant received) {
        String iban = Iban.normalize(group.creditor().iban());
        var account = login.accounts().stream().filter(own -> own.iban().equals(iban)).findFirst();
        if (account.isEmpty()) {
            return Optional.of("AC03");
        }
        if (!account.get().currency().equals(Currency.EUR)) {
            return Optional.of("AC09");
        }
        if (CreditorIdentifier.problem(CreditorIdentifier.normalize(group.creditor().identifier()))
                .isPresent()) {
            return Optional.of("BE05");
        }
        return date(group.terms().collectionDate(), received);
    }

    private static Optional<String> date(LocalDate collectionDate, Instant received) {
        LocalDate today = received.atZone(ZONE).toLocalDate();
        if (collectionDate.isBefore(today)
                || collectionDate.isAfter(today.plusDays(LONGEST_AHEAD_DAYS))
                || !BankCalendar.TARGET.isOpen(collectionDate)) {
            return Optional.of("DT01");
        }
        return received.isAfter(cutOff(collectionDate)) ? Optional.of("TM01") : Optional.empty();
    }

    static Instant cutOff(LocalDate collectionDate) {
        return BankCalendar.TARGET
                .plus(collectionDate, -1)
                .atTime(CUT_OFF)
                .atZone(ZONE)
                .toInstant();
    }

    /** What is wrong with one collection. */
    static Optional<String> collection(Collection collection, LocalDate today) {
        if (!collection.amount().currency().equals(Currency.EUR)) {
            return Optional.of("AM03");
        }
        if (collection.amount().amountMinor() > LARGEST_MINOR) {
            return Optional.of("AM02");
        }
        String iban = Iban.normalize(collection.debtor().iban());
        if (Iban.problem(iban).isPresent()) {
            return Optional.of("AC01");
        }
        if (!SepaCountries.isSepa(iban)) {
            return Optional.of("DNOR");
        }
        if (SepaText.mandateReferenceProblem(collection.mandate().reference()).isPresent()
                || collection.mandate().signatureDate().isAfter(today)) {
            return Optional.of("MD02");
        }
        return Optional.empty();
    }
}
