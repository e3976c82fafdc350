package kontor.testbankgirot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.autogiro.BankgirotCode;
import kontor.testbank.TestBank.Told;

/**
 * What happens to a payer: the payer number 99 followed by what Bankgirot will say, two digits of
 * the record and two of the code. Any other payer agrees and pays.
 *
 * @param record an information code of mandates, 25 for orders to cancel, 05 for the answer to a
 *     change to this number, 82 for results, 83 for rejects, 32 for rejects of credits alone, 77
 *     for refunds, 11 for cancellations, 52 for mandates of internet banks, 00 for silence
 */
record GiroScenario(String record, String code) {

    /** Bank days after which a payer's bank has not answered, or a mandate ends by itself. */
    static final int LATER = 5;

    /** Bank days between a payment and its refund. */
    static final int REFUNDED_AFTER = 2;

    /** Times that Bankgirot tries again, on one bank day each. */
    static final int RETRIES = 3;

    private static final Set<BankgirotCode.Outcome> REFUSING =
            Set.of(BankgirotCode.Outcome.FAIL, BankgirotCode.Outcome.PENDING);

    private static final Pattern NUMBER = Pattern.compile("99([0-9]{2})([0-9]{2})");

    static Optional<GiroScenario> of(String payerNumber) {
        var number = NUMBER.matcher(payerNumber);
        return number.matches()
                ? Optional.of(new GiroScenario(number.group(1), number.group(2)))
                : Optional.empty();
    }

    /** What a new mandate is answered. */
    record Answer(String information, String comment, int afterBankDays) {}

    static final Answer AGREED = new Answer("04", "32", 1);

    /** The answers to a new mandate, in their order; none for silence. */
    List<Answer> answers() {
        return switch (record) {
            case "00" -> List.of();
            case "04", "42" -> List.of(new Answer(record, code, 1));
            case "43" -> List.of(new Answer(record, code, LATER));
            case "10", "44", "46" -> List.of(AGREED, new Answer(record, code, LATER));
            default -> List.of(AGREED);
        };
    }

    /** The number of a payer who then makes a mandate in the internet bank. */
    Optional<String> follower() {
        return record.equals("52") ? Optional.of("88" + code) : Optional.empty();
    }

    /** The code with which this number is refused as another payer number. */
    Optional<String> refusedNumber() {
        return record.equals("05") ? Optional.of(code) : Optional.empty();
    }

    /** The code with which a payment is not even taken. */
    Optional<String> reject(boolean credit) {
        boolean rejected = record.equals("83") || record.equals("32") && credit;
        return rejected ? Optional.of(code) : Optional.empty();
    }

    /** The comment with which an order to cancel is refused. */
    Optional<String> refusedCancellation() {
        return record.equals("25") ? Optional.of(code) : Optional.empty();
    }

    /** The record with which a payment is cancelled on its morning. */
    Optional<String> cancelled() {
        return record.equals("11") ? Optional.of(code) : Optional.empty();
    }

    /** The code with which a payment is paid back. */
    Optional<String> refund() {
        return record.equals("77") ? Optional.of(code) : Optional.empty();
    }

    /**
     * The reason of ISO 20022 with which the payee's bank books what is paid back.
     *
     * @param refund code of Bankgirot
     */
    static String bookedAs(String refund) {
        return switch (refund) {
            // There was no mandate, or none any more.
            case "01", "02" -> "MD01";
            // There was one, and the payer objects to the amount.
            case "03" -> "MD06";
            default -> "MS03";
        };
    }

    /**
     * The status of a payment on its morning.
     *
     * @param attempts before this one
     */
    String status(int attempts) {
        if (record.equals("25")) {
            return attempts < RETRIES ? "9" : "1";
        }
        if (!record.equals("82")) {
            return "0";
        }
        return switch (code) {
            case "01", "02" -> code.substring(1);
            case "09" -> attempts == 0 ? "9" : "0";
            case "91" -> attempts < RETRIES ? "9" : "1";
            default -> "0";
        };
    }

    /** All of them, for people. */
    static List<Told> all() {
        return Stream.of(ofMandates(), ofCollections(), ofEnds()).flatMap(one -> one).toList();
    }

    private static Stream<Told> ofMandates() {
        var refused =
                BankgirotCode.all(BankgirotCode.List.MANDATE).stream()
                        .filter(one -> REFUSING.contains(one.outcome()))
                        .map(one -> told("04", one, "new mandate answered"));
        var others =
                Stream.of(
                        told("9942", "05", "the payer's bank refuses the account (42/05)"),
                        told("9943", "07", "the payer's bank does not answer: removed (43/07)"),
                        told("9946", "02", "agreed, cancelled by the payer later (46/02)"),
                        told("9944", "98", "agreed, ended later with the bankgiro (44/98)"),
                        told("9900", "00", "new mandate never answered: stays submitted"),
                        told(
                                "9952",
                                "01",
                                "agreed, and payer 8801 makes one in the internet bank"));
        var changes =
                BankgirotCode.all(BankgirotCode.List.MANDATE).stream()
                        .filter(one -> one.outcome() == BankgirotCode.Outcome.FAIL)
                        .map(one -> told("05", one, "refused as another number of a payer"));
        return Stream.of(refused, others, changes).flatMap(one -> one);
    }

    private static Stream<Told> ofCollections() {
        return Stream.of(
                told("9982", "01", "collection or credit refused: no cover (status 1)"),
                told(
                        "9982",
                        "02",
                        "collection or credit refused: no Autogiro on the account (status 2)"),
                told("9982", "09", "no cover (status 9), paid on the next bank day"),
                told(
                        "9925",
                        "13",
                        "no cover on three mornings (status 9); an order to cancel is refused"
                                + " (25/13)"),
                told("9982", "91", "no cover on three mornings (status 9), then refused (1)"),
                told("9932", "09", "collections paid, credits to the payer not allowed (09)"),
                told("9911", "11", "collection or credit cancelled by the payer on its morning"),
                told(
                        "9911",
                        "03",
                        "collection or credit cancelled on its morning with its mandate"));
    }

    private static Stream<Told> ofEnds() {
        return Stream.concat(
                BankgirotCode.all(BankgirotCode.List.REFUND).stream()
                        .map(one -> told("77", one, "collected, paid back 2 bank days later")),
                BankgirotCode.all(BankgirotCode.List.REJECT).stream()
                        .map(one -> told("83", one, "collection or credit rejected at once")));
    }

    private static Told told(String record, BankgirotCode code, String what) {
        String words = "%s: %s (%s)".formatted(what, code.meaning(), code.code());
        return told("99" + record, code.code(), words);
    }

    private static Told told(String start, String code, String outcome) {
        return new Told("AUTOGIRO payer number " + start + code, outcome);
    }
}
