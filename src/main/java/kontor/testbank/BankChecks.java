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
 * What the bank refuses of a file, and of direct debits, as ISO reason codes. The checks stand in
 * the order in which they are applied; the first that fails gives the code.
 */
final class BankChecks {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /**
     * On the bank day before the collection date; later files are refused with TM01. The bank
     * profile {@code testbank} sends files at 14:00 and so has an hour left.
     */
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    /** Days before their execution date from which orders are accepted. */
    static final int LONGEST_AHEAD_DAYS = 366;

    /** The largest single collection, in minor units; SEPA itself allows more. */
    static final long LARGEST_MINOR = 1_000_000_00L;

    private BankChecks() {}

    /**
     * Compares what a file or group states with what it contains. The number is checked first,
     * since a wrong number makes a wrong sum.
     */
    static Optional<String> totals(
            int statedNumber, BigDecimal statedSum, int number, BigDecimal sum) {
        if (statedNumber != number) {
            return Optional.of("AM18");
        }
        return statedSum.compareTo(sum) != 0 ? Optional.of("AM10") : Optional.empty();
    }

    /** What is wrong with a whole group, without regard to its counts and sums. */
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
