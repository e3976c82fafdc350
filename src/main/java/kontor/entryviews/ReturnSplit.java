package kontor.entryviews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Money;
import kontor.iso20022.Charge;
import kontor.wire.Json;

/**
 * What the amount of a booking that undoes a payment consists of: the payment, and what banks took
 * for it. All without sign, in the currency of the booking.
 *
 * @param original what had been ordered
 * @param charges what banks took
 * @param compensation what is more than the listed charges: interest, expenses of the other bank
 * @param source where it stands
 */
public record ReturnSplit(Money original, Money charges, Money compensation, Source source) {

    /** Where a bank tells what had been ordered; the words are stored and shown. */
    public enum Source {
        /** An amount of its own beside the booked one. */
        INSTRUCTED_AMOUNT,
        /** Charges that the booked amount contains. */
        CHARGES,
        /** Free text, as German banks write it. */
        TEXT,
        /** Nowhere: the booking is more, or less, than the payments that came back. */
        PAYMENT
    }

    private static final String AMOUNT =
            "\\s*(?:[A-Z]{3}\\s*)?(\\d{1,12}(?:\\.\\d{3})*[.,]\\d{2})(?!\\d)";

    /** OAMT: Original Amount (DFÜ agreement, Annex 3, field 86). */
    private static final Pattern ORIGINAL = Pattern.compile("\\bOAMT\\+" + AMOUNT);

    /** COAM: Compensation Amount, charges and interest in one. */
    private static final Pattern TAKEN =
            Pattern.compile(
                    "(?:\\bCOAM\\+|(?iu)\\b\\p{L}*(?:ENTGELTE?|GEB(?:UE|Ü)HR(?:EN)?)\\b:?\\s*)"
                            + AMOUNT);

    /**
     * Splits a booking; empty where nothing was taken, or where nobody says what was.
     *
     * @param booked negative when the account was debited
     * @param ordered without sign, where the bank gives it
     * @param listed charges as the bank lists them
     */
    public static Optional<ReturnSplit> of(
            Money booked, Optional<Money> ordered, List<Charge> listed, String text) {
        return ordered.filter(told -> told.currency().equals(booked.currency()))
                .map(told -> Math.abs(told.amountMinor()))
                .flatMap(told -> split(booked, told, listed, Source.INSTRUCTED_AMOUNT))
                .or(() -> ofCharges(booked, listed))
                .or(() -> ofText(booked, listed, text));
    }

    private static Optional<ReturnSplit> ofCharges(Money booked, List<Charge> listed) {
        long taken = sum(booked, listed.stream().filter(Charge::included).toList());
        return taken > Money.MOST
                ? Optional.empty()
                : split(booked, without(booked, taken), listed, Source.CHARGES);
    }

    private static Optional<ReturnSplit> ofText(Money booked, List<Charge> listed, String text) {
        var original = amount(ORIGINAL, booked, text);
        var taken = amount(TAKEN, booked, text);
        return original.or(() -> taken.map(some -> without(booked, some)))
                .flatMap(told -> split(booked, told, listed, Source.TEXT));
    }

    /** An outgoing booking contains what was taken, from an incoming one it is missing. */
    private static long without(Money booked, long taken) {
        long whole = Math.abs(booked.amountMinor());
        return booked.amountMinor() < 0 ? whole - taken : whole + taken;
    }

    private static Optional<ReturnSplit> split(
            Money booked, long original, List<Charge> listed, Source source) {
        long whole = Math.abs(booked.amountMinor());
        long taken = booked.amountMinor() < 0 ? whole - original : original - whole;
        if (taken <= 0 || original <= 0) {
            return Optional.empty();
        }
        long told = sum(booked, listed);
        long charges = told > 0 && told < taken ? told : taken;
        var currency = booked.currency();
        return Optional.of(
                new ReturnSplit(
                        new Money(original, currency),
                        new Money(charges, currency),
                        new Money(taken - charges, currency),
                        source));
    }

    /** Charges in another currency say nothing of the booked amount. */
    private static long sum(Money booked, List<Charge> listed) {
        return listed.stream()
                .filter(charge -> charge.amount().currency().equals(booked.currency()))
                .mapToLong(charge -> Math.abs(charge.amount().amountMinor()))
                .reduce(0, Money::sum);
    }

    private static Optional<Long> amount(Pattern pattern, Money booked, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        String digits = found.group(1);
        String plain = digits.substring(0, digits.length() - 3).replaceAll("[.,]", "");
        var decimal = new BigDecimal(plain + "." + digits.substring(digits.length() - 2));
        return booked.currency().minorDigits() < 2
                ? Optional.empty()
                : Optional.of(Money.ofDecimal(decimal, booked.currency()).amountMinor());
    }

    /**
     * Of a booking by which payments came back and of which no bank says what it consists of.
     *
     * @param booked negative when the account was debited
     */
    public static ReturnSplit deduced(Money booked, long backMinor, long taken) {
        long original = booked.amountMinor() < 0 ? backMinor - taken : backMinor + taken;
        var currency = booked.currency();
        return new ReturnSplit(
                new Money(original, currency),
                new Money(taken, currency),
                new Money(0, currency),
                Source.PAYMENT);
    }

    /** ReturnDetails of the API. */
    public ObjectNode view() {
        var view = Json.object();
        view.set("originalAmount", Json.amount(original));
        view.set("charges", Json.amount(charges));
        if (compensation.amountMinor() > 0) {
            view.set("compensation", Json.amount(compensation));
        }
        return view.put("source", source.name());
    }
}
