package kontor.bankgirot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import kontor.domestic.SwedishAccount;
import kontor.identifiers.SwedishNationalNumber;
import kontor.mandates.Mandate;
import kontor.wire.Json;

/**
 * Who pays, as Bankgirot wants to know it.
 *
 * @param account 4 digits of the clearing number and 12 of the account; absent for a bankgiro
 * @param payerId 12 digits of a personal or organisation number; empty when nobody told it
 */
public record PayerAccount(Optional<String> account, String payerId) {

    /** Bankgirot has it: of a bankgiro, and of a mandate made in an internet bank. */
    static final PayerAccount KNOWN = new PayerAccount(Optional.empty(), "");

    /** Digits of accounts behind the clearing number, the usual lengths first. */
    private static final List<Integer> LENGTHS = List.of(7, 10, 9, 8);

    private static final int CLEARING = 4;

    /** Of a personal or organisation number; before them stand a century or zeros. */
    private static final int NUMBER = 10;

    /** Empty when its account is none that Autogiro can debit. */
    static Optional<PayerAccount> of(Mandate mandate, LocalDate today) {
        var identifiers = Json.readOwn(mandate.source()).path("identifiers");
        String id = payerId(mandate, today);
        if (number(identifiers, "SE_BANKGIRO").isPresent()) {
            return Optional.of(KNOWN);
        }
        return number(identifiers, "NUMBER")
                .flatMap(SwedishAccount::find)
                .or(() -> number(identifiers, "IBAN").flatMap(SwedishAccount::ofIban))
                .map(account -> new PayerAccount(Optional.of(account.zeroFilled()), id));
    }

    private static Optional<String> number(JsonNode identifiers, String type) {
        return StreamSupport.stream(identifiers.spliterator(), false)
                .filter(one -> one.path("type").asText().equals(type))
                .map(one -> one.path("number").asText())
                .findFirst();
    }

    private static String payerId(Mandate mandate, LocalDate today) {
        var told = Json.readOwn(mandate.sourceHolder()).path("nationalIdentifier");
        String number = SwedishNationalNumber.normalize(told.path("number").asText(""));
        return number.isEmpty() || SwedishNationalNumber.problem(number).isPresent()
                ? ""
                : SwedishNationalNumber.twelveDigits(number, today);
    }

    /** Clearing number and account filled with zeros, in whose range only some lengths fit. */
    public static Optional<SwedishAccount> find(String sixteen) {
        if (!sixteen.matches("[0-9]{16}")) {
            return Optional.empty();
        }
        String clearing = sixteen.substring(0, CLEARING);
        String account = sixteen.substring(CLEARING);
        return LENGTHS.stream()
                .filter(length -> account.substring(0, account.length() - length).matches("0*"))
                .flatMap(
                        length ->
                                SwedishAccount.of(
                                        clearing, account.substring(account.length() - length))
                                        .stream())
                .findFirst();
    }

    /**
     * What Bankgirot tells of a payer otherwise than the mandate has it; what one of both does not
     * know is no difference.
     *
     * @param account clearing number and account
     * @param payerId personal or organisation number
     */
    public static Optional<String> difference(
            Mandate mandate, LocalDate today, Optional<String> account, String payerId) {
        var here = of(mandate, today);
        if (here.flatMap(PayerAccount::account)
                .filter(known -> account.filter(told -> !told.equals(known)).isPresent())
                .isPresent()) {
            return Optional.of("has another account of the payer: " + account.orElseThrow());
        }
        String known = here.map(PayerAccount::payerId).orElse("");
        boolean same =
                known.isEmpty()
                        || payerId.isEmpty()
                        || payerId.matches("0*")
                        || lastDigits(known).equals(lastDigits(payerId));
        return same
                ? Optional.empty()
                : Optional.of("has another personal or organisation number of the payer");
    }

    private static String lastDigits(String number) {
        return number.length() <= NUMBER ? number : number.substring(number.length() - NUMBER);
    }
}
