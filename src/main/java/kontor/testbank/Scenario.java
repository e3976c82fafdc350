package kontor.testbank;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The magic debtors: a collection from one of these IBANs ends as described, whatever else is in
 * the file. The first is the returning IBAN of the public guide. Any other debtor pays.
 */
enum Scenario {
    RETURNED_NO_FUNDS("DE40500105176499974616", new Returned("AM04"),
            "booked, returned two bank days later: AM04, not enough money"),
    RETURNED_BLOCKED("DE94999100000000002060", new Returned("AC06"),
            "booked, returned two bank days later: AC06, account blocked"),
    RETURNED_DECEASED("DE18999100000000002070", new Returned("MD07"),
            "booked, returned two bank days later: MD07, payer deceased"),
    RETURNED_UNAUTHORISED("DE86999100000000002010", new Returned("MD01"),
            "booked, returned two bank days later: MD01, no valid mandate"),
    RETURNED_WITHOUT_REASON("DE31999100000000002030", new Returned("MS03"),
            "booked, returned two bank days later: MS03, no reason given"),
    REFUSED_WRONG_ACCOUNT("DE23999100000000001010", new Refused("AC01"),
            "rejected at once: AC01, account number wrong"),
    REFUSED_CLOSED_ACCOUNT("DE86999100000000001040", new Refused("AC04"),
            "rejected at once: AC04, account closed"),
    REFUSED_LATE("DE52999100000000003010", new RefusedLate("AG01"),
            "accepted, then rejected in the morning of the collection date, before booking: "
                    + "AG01, debits not allowed on this account"),
    BANK_SILENT("DE18999100000000004010", new NoReport(),
            "the bank sends no pain.002 for a file that contains this debtor, but books it"),
    REPORTED_TWICE("DE39999100000000004020", new ReportedTwice(),
            "the bank sends the pain.002 of a file that contains this debtor twice"),
    BOOKED_SINGLY("DE60999100000000004030", new BookedSingly(),
            "a group that contains this debtor is booked one by one, even if batch booking was asked for");

    /** What becomes of a collection, and what the bank does about its file. */
    sealed interface Ending {}

    record Returned(String reason) implements Ending {}

    record Refused(String reason) implements Ending {}

    record RefusedLate(String reason) implements Ending {}

    record NoReport() implements Ending {}

    record ReportedTwice() implements Ending {}

    record BookedSingly() implements Ending {}

    /** Bank days between booking and return. */
    static final int RETURNED_AFTER = 2;

    private static final Map<String, Scenario> BY_IBAN = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(scenario -> scenario.iban, Function.identity()));

    private final String iban;
    private final Ending ending;
    private final String outcome;

    Scenario(String iban, Ending ending, String outcome) {
        this.iban = iban;
        this.ending = ending;
        this.outcome = outcome;
    }

    static Optional<Ending> ofDebtor(String iban) {
        return Optional.ofNullable(BY_IBAN.get(iban)).map(scenario -> scenario.ending);
    }

    String iban() {
        return iban;
    }

    /** One line for a human reader. */
    String outcome() {
        return outcome;
    }
}
