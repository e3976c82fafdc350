package kontor.testbank;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.core.Currency;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.iso20022.StatementHead;

/**
 * An account at the test bank; the same numbers in every organization, so that guides can show
 * them.
 *
 * @param identifiers all numbers of the account, the IBAN first
 * @param routing numbers of its bank, the BIC first
 * @param zone in which the bank's day begins and ends
 * @param openingEntries what was booked before the sandbox was opened
 */
public record BankAccount(
        String name,
        String market,
        Currency currency,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        ZoneId zone,
        List<OpeningEntry> openingEntries) {

    /** An entry from before the sandbox was opened; negative when it debited the account. */
    record OpeningEntry(long amountMinor, String counterparty, String remittance) {}

    public BankAccount {
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
        openingEntries = List.copyOf(openingEntries);
    }

    public String iban() {
        return identifiers.getFirst().number();
    }

    /** How statements and reports name it. */
    StatementHead.Account inStatements() {
        return new StatementHead.Account(
                Optional.of(iban()), Optional.empty(), Optional.of(currency), Optional.of(bic()));
    }

    boolean hasNumber(String number) {
        return identifiers.stream().anyMatch(one -> one.number().equals(number));
    }

    /** The days on which transfers from it are executed. */
    BankCalendar calendar() {
        return switch (currency.code()) {
            case "EUR" -> BankCalendar.TARGET;
            case "SEK" -> BankCalendar.SWEDEN;
            case "DKK" -> BankCalendar.DENMARK;
            case "GBP" -> BankCalendar.UNITED_KINGDOM;
            case "USD" -> BankCalendar.UNITED_STATES;
            default -> BankCalendar.WEEKDAYS;
        };
    }

    public String bic() {
        return routing.getFirst().number();
    }
}
