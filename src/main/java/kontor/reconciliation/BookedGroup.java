package kontor.reconciliation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.PaymentStatus;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/**
 * A booking, or a part of it, that banks say is a whole group of payments: a payment information,
 * or a message. They say it at the entry, or in details that name the group and no payment.
 *
 * @param id of the payment information, or of the message
 * @param amountMinor what was booked for the group, in minor units without sign
 */
record BookedGroup(String id, long amountMinor) {

    /** Our message ids, and those of payment informations, which begin with them. */
    private static final Pattern OURS = Pattern.compile("[0-9A-Z]{25}(-[0-9]{1,9})?");

    /** A deposit of Bankgirot: bankgiro, year and its own number. */
    private static final Pattern NUMBERED = Pattern.compile("[0-9]{1,10}-[0-9]{4}-[0-9]{1,10}");

    /**
     * @param cleared what the clearing house told of it
     * @param named the payments that its details name
     */
    static List<BookedGroup> of(BookedEntry entry, Cleared cleared, Cleared.Named named) {
        long whole = Math.abs(entry.amount().amountMinor());
        var group = cleared.group(entry);
        if (group.isPresent()) {
            return List.of(new BookedGroup(group.get(), whole));
        }
        if (entry.details().isEmpty()) {
            return entry.paymentInformationId().stream()
                    .filter(BookedGroup::isOurs)
                    .map(id -> new BookedGroup(id, whole))
                    .toList();
        }
        var sums = new LinkedHashMap<String, Long>();
        for (EntryDetail detail : entry.details()) {
            if (named.by(detail).isEmpty()) {
                var references = detail.references();
                references
                        .paymentInformationId()
                        .or(references::messageId)
                        .filter(BookedGroup::isOurs)
                        .ifPresent(id -> sums.merge(id, minor(entry, detail), Money::sum));
            }
        }
        return sums.entrySet().stream()
                .map(one -> new BookedGroup(one.getKey(), one.getValue()))
                .toList();
    }

    /**
     * The payments that were paid with it: those that were not refused, or else with those that a
     * report refused, which come back by bookings of their own; none where it is the sum of
     * neither.
     *
     * @param isOpen whether a payment has no such booking yet
     */
    List<Candidate> paid(List<Candidate> all, Predicate<Candidate> isOpen) {
        var made = all.stream().filter(one -> one.status() != PaymentStatus.FAILED).toList();
        return Stream.of(made, all)
                .filter(group -> !group.isEmpty() && sum(group) == amountMinor)
                .filter(group -> group.stream().allMatch(isOpen))
                .findFirst()
                .orElse(List.of());
    }

    private static long sum(List<Candidate> group) {
        return group.stream()
                .mapToLong(one -> one.amount().amountMinor())
                .reduce(0, Math::addExact);
    }

    static boolean isOurs(String id) {
        return OURS.matcher(id).matches() || isNumbered(id);
    }

    /** By Bankgirot. */
    static boolean isNumbered(String id) {
        return NUMBERED.matcher(id).matches();
    }

    /** With what the names of all its sums begin. */
    static String bankgiro(String numbered) {
        return numbered.substring(0, numbered.indexOf('-') + 1);
    }

    /** Banks leave the amount out where a detail is the only one. */
    private static long minor(BookedEntry entry, EntryDetail detail) {
        return detail.amount()
                .map(amount -> Math.abs(amount.amountMinor()))
                .orElse(entry.details().size() == 1 ? Math.abs(entry.amount().amountMinor()) : 0L);
    }
}
