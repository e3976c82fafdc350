package kontor.testbank;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.iso20022.OrderMessage;

/**
 * The parties that trigger a scenario: a collection from one of them, or a transfer to one, ends as
 * described, whatever else is in the file. They are recognized by IBAN, or in any currency by name,
 * such as "Returned blocked". The IBAN of the first one is that of the public guide. Any other
 * debtor pays, and any other creditor is paid.
 */
enum Scenario {
    RETURNED_NO_FUNDS(
            "DE40500105176499974616",
            new Returned("AM04"),
            "booked, returned two bank days later: AM04, not enough money"),
    RETURNED_BLOCKED(
            "DE94999100000000002060",
            new Returned("AC06"),
            "booked, returned two bank days later: AC06, account blocked"),
    RETURNED_DECEASED(
            "DE18999100000000002070",
            new Returned("MD07"),
            "booked, returned two bank days later: MD07, account holder deceased"),
    RETURNED_UNAUTHORISED(
            "DE86999100000000002010",
            new Returned("MD01"),
            "booked, returned two bank days later: MD01, no valid mandate"),
    RETURNED_WITHOUT_REASON(
            "DE31999100000000002030",
            new Returned("MS03"),
            "booked, returned two bank days later: MS03, no reason given"),
    RETURNED_WITH_CHARGES(
            "DE68999100000000002140",
            new Returned("AM04", Returned.USUAL_DAYS, 350),
            "booked, returned two bank days later with charges of 3.50 in the amount: AM04"),
    REFUNDED(
            "DE05999100000000002110",
            new Returned("MD06", 10, 0),
            "booked, refunded ten bank days later: MD06, the payer wants it back"),
    REFUNDED_LATE(
            "DE26999100000000002120",
            new Returned("MD06", 46, 0),
            "booked, refunded 46 bank days, so nine weeks, later: MD06, out of time"),
    REFUNDED_UNAUTHORISED(
            "DE47999100000000002130",
            new Returned("MD01", 30, 0),
            "booked, refunded 30 bank days later: MD01, the payer says there was no mandate"),
    REVERSED(
            "DE89999100000000002150",
            new Returned("MD05", Returned.USUAL_DAYS, 0),
            "booked, reversed two bank days later as if you had asked for it: MD05"),
    REFUSED_BY_PAYER(
            "DE39999100000000001110",
            new Refused("MS02"),
            "rejected at once: MS02, the payer does not want it"),
    RECALLED(
            "DE68999100000000003110",
            new RefusedLate("CUST"),
            "accepted, then cancelled in the morning of its day as if you had asked for it: CUST"),
    REFUSED_WRONG_ACCOUNT(
            "DE23999100000000001010",
            new Refused("AC01"),
            "rejected at once: AC01, account number wrong"),
    REFUSED_CLOSED_ACCOUNT(
            "DE86999100000000001040",
            new Refused("AC04"),
            "rejected at once: AC04, account closed"),
    REFUSED_NO_FUNDS(
            "DE10999100000000001050",
            new Refused("AM04"),
            "rejected at once: AM04, not enough money"),
    REFUSED_LATE(
            "DE52999100000000003010",
            new RefusedLate("AG01"),
            "accepted, then rejected in the morning of its day, before booking (an instant"
                    + " transfer: at once): AG01, not allowed on this account"),
    HELD(
            "DE81999100000000005010",
            new Held(Optional.empty()),
            "pending at the bank (PDNG), executed on the bank day after the one asked for"),
    HELD_THEN_REFUSED(
            "DE05999100000000005020",
            new Held(Optional.of("RR04")),
            "pending at the bank (PDNG), rejected in the morning of the bank day after the one"
                    + " asked for: RR04, regulatory reason"),
    BANK_SILENT(
            "DE18999100000000004010",
            new NoReport(),
            "the bank sends no pain.002 for a file that contains this party, but books it"),
    REPORTED_TWICE(
            "DE39999100000000004020",
            new ReportedTwice(),
            "the bank sends the pain.002 of a file that contains this party twice"),
    BOOKED_SINGLY(
            "DE60999100000000004030",
            new BookedSingly(),
            "a group that contains this party is booked one by one, even if batch booking was asked"
                    + " for");

    /** What the bank does with an order, or with the file that contains it. */
    sealed interface Ending {}

    /**
     * @param bankDays after its booking
     * @param chargesMinor in the currency of the account, contained in the amount
     */
    record Returned(String reason, int bankDays, long chargesMinor) implements Ending {

        /** Where a scenario does not say otherwise. */
        static final int USUAL_DAYS = 2;

        Returned(String reason) {
            this(reason, USUAL_DAYS, 0);
        }
    }

    record Refused(String reason) implements Ending {}

    record RefusedLate(String reason) implements Ending {}

    /** Waits for a bank day, then is executed unless a reason code says that it is refused. */
    record Held(Optional<String> thenRefused) implements Ending {}

    record NoReport() implements Ending {}

    record ReportedTwice() implements Ending {}

    record BookedSingly() implements Ending {}

    /** Bank days that a held transfer waits. */
    static final int HELD_FOR = 1;

    private static final Map<String, Scenario> BY_IBAN =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Scenario::iban, Function.identity()));
    private static final Map<String, Scenario> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(Scenario::partyName, Function.identity()));

    private final String iban;
    private final Ending ending;
    private final String outcome;

    Scenario(String iban, Ending ending, String outcome) {
        this.iban = iban;
        this.ending = ending;
        this.outcome = outcome;
    }

    /** The account decides before the name, which is free text. */
    static Optional<Ending> of(OrderMessage message, String account, String partyName) {
        return Optional.ofNullable(BY_IBAN.get(account))
                .or(() -> Optional.ofNullable(BY_NAME.get(words(partyName))))
                .filter(scenario -> scenario.appliesTo().contains(message))
                .map(scenario -> scenario.ending);
    }

    private static String words(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", " ");
    }

    /** Only a collection can lack a mandate; only a transfer can wait, or lack funds at once. */
    Set<OrderMessage> appliesTo() {
        return switch (this) {
            case RETURNED_UNAUTHORISED, REFUNDED, REFUNDED_LATE, REFUNDED_UNAUTHORISED, REVERSED ->
                    EnumSet.of(OrderMessage.DIRECT_DEBITS);
            case HELD, HELD_THEN_REFUSED, REFUSED_NO_FUNDS ->
                    EnumSet.of(OrderMessage.CREDIT_TRANSFERS);
            case RETURNED_NO_FUNDS,
                    RETURNED_BLOCKED,
                    RETURNED_DECEASED,
                    RETURNED_WITHOUT_REASON,
                    RETURNED_WITH_CHARGES,
                    REFUSED_BY_PAYER,
                    RECALLED,
                    REFUSED_WRONG_ACCOUNT,
                    REFUSED_CLOSED_ACCOUNT,
                    REFUSED_LATE,
                    BANK_SILENT,
                    REPORTED_TWICE,
                    BOOKED_SINGLY ->
                    EnumSet.allOf(OrderMessage.class);
        };
    }

    String iban() {
        return iban;
    }

    /**
     * The name that triggers it, in capitals. Case and characters other than letters are ignored.
     */
    String partyName() {
        return name().replace('_', ' ');
    }

    /** One line for a human reader. */
    String outcome() {
        return outcome;
    }
}
