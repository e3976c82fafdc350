package kontor.bankgirot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
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
record PayerAccount(Optional<String> account, String payerId) {

    /** Bankgirot has it: of a bankgiro, and of a mandate made in an internet bank. */
    static final PayerAccount KNOWN = new PayerAccount(Optional.empty(), "");

    /**
     * In a Swedish IBAN (ISO 13616): country and check digits, 3 of the bank, 17 of the account.
     */
    private static final int BBAN = 4;

    private static final int BANK = 3;

    private static final String HANDELSBANKEN = "600";
    private static final String NORDEA_PERSONAL = "300";

    /** Empty when its account is none that Autogiro can debit. */
    static Optional<PayerAccount> of(Mandate mandate, LocalDate today) {
        var identifiers = Json.readOwn(mandate.source()).path("identifiers");
        String id = payerId(mandate, today);
        if (number(identifiers, "SE_BANKGIRO").isPresent()) {
            return Optional.of(KNOWN);
        }
        return number(identifiers, "NUMBER")
                .flatMap(SwedishAccount::find)
                .or(() -> number(identifiers, "IBAN").flatMap(PayerAccount::ofIban))
                .map(account -> new PayerAccount(Optional.of(account.zeroFilled()), id));
    }

    private static Optional<String> number(JsonNode identifiers, String type) {
        return StreamSupport.stream(identifiers.spliterator(), false)
                .filter(one -> one.path("type").asText().equals(type))
                .map(one -> one.path("number").asText())
                .findFirst();
    }

    /** The clearing number is part of the account of most banks; of two it is known. */
    static Optional<SwedishAccount> ofIban(String iban) {
        if (!iban.matches("SE[0-9]{22}")) {
            return Optional.empty();
        }
        String bank = iban.substring(BBAN, BBAN + BANK);
        String digits = iban.substring(BBAN + BANK);
        return switch (bank) {
            case HANDELSBANKEN -> SwedishAccount.of("6000", digits.substring(8));
            case NORDEA_PERSONAL -> SwedishAccount.of("3300", digits.substring(7));
            default -> SwedishAccount.find(digits.replaceFirst("^0+", ""));
        };
    }

    private static String payerId(Mandate mandate, LocalDate today) {
        var told = Json.readOwn(mandate.sourceHolder()).path("nationalIdentifier");
        String number = SwedishNationalNumber.normalize(told.path("number").asText(""));
        return number.isEmpty() || SwedishNationalNumber.problem(number).isPresent()
                ? ""
                : SwedishNationalNumber.twelveDigits(number, today);
    }
}
