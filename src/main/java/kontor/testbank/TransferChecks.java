package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import kontor.core.BankCalendar;
import kontor.core.Currency;
import kontor.identifiers.Bankgiro;
import kontor.identifiers.Iban;
import kontor.identifiers.SepaCountries;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Address;
import kontor.iso20022.Code;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;

/**
 * What the bank makes of a credit transfer file: what it refuses, as ISO reason codes, and when it
 * executes the rest. Each list of checks stands in the order in which it is applied.
 */
final class TransferChecks {

    /**
     * On the execution date itself; what comes later is executed on the next bank day. The profile
     * {@code testbank} hands files over at 14:00 and counts on this hour of grace.
     */
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    /**
     * Minor units; above it this bank makes no single transfer. It grants any overdraft, though.
     */
    static final long LARGEST_MINOR = 100_000_000_00L;

    private static final String SEPA = "SEPA";
    private static final Set<String> AROUND_THE_CLOCK = Set.of("INST", "FPS");

    private TransferChecks() {}

    /** The login's account that pays, by any of its numbers. */
    static Optional<BankAccount> payer(TransferGroup group, BankLogin login) {
        String number = normalized(group.debtor().account()).number();
        return login.accounts().stream().filter(own -> own.hasNumber(number)).findFirst();
    }

    /** What is wrong with a whole group, its counts and sums apart. */
    static Optional<String> group(
            TransferGroup.Terms terms, Optional<BankAccount> payer, Instant received) {
        if (payer.isEmpty()) {
            return Optional.of("AC02");
        }
        LocalDate today = received.atZone(BankChecks.ZONE).toLocalDate();
        // An instant transfer may have been sent in the last second of its day.
        LocalDate earliest = isAtOnce(terms) ? today.minusDays(1) : today;
        boolean impossible =
                terms.executionDate().isBefore(earliest)
                        || terms.executionDate()
                                .isAfter(today.plusDays(BankChecks.LONGEST_AHEAD_DAYS));
        return impossible ? Optional.of("DT01") : Optional.empty();
    }

    /** The day asked for, or the next on which the bank works and its cut-off is not over. */
    static OrderGroup.Execution execution(
            TransferGroup.Terms terms, Instant received, BankCalendar calendar) {
        if (isAtOnce(terms)) {
            LocalDate today = received.atZone(BankChecks.ZONE).toLocalDate();
            LocalDate asked = terms.executionDate();
            return new OrderGroup.Execution(
                    asked.isBefore(today) ? today : asked, false, true, calendar);
        }
        LocalDate day = calendar.nextOpen(terms.executionDate());
        while (received.isAfter(day.atTime(CUT_OFF).atZone(BankChecks.ZONE).toInstant())) {
            day = calendar.nextOpen(day.plusDays(1));
        }
        return new OrderGroup.Execution(day, !day.equals(terms.executionDate()), false, calendar);
    }

    private static boolean isAtOnce(TransferGroup.Terms terms) {
        return terms.localInstrument()
                .map(Code::value)
                .filter(AROUND_THE_CLOCK::contains)
                .isPresent();
    }

    /** The ISO bank transaction code under which transfers of these terms are booked. */
    static String code(TransferGroup.Terms terms) {
        String level = terms.serviceLevel().map(Code::value).orElse("");
        if (isAtOnce(terms)) {
            return level.equals(SEPA) ? "PMNT/IRCT/ESCT" : "PMNT/IRCT/DMCT";
        }
        return switch (level) {
            case SEPA -> "PMNT/ICDT/ESCT";
            case "URGP" -> "PMNT/ICDT/PRCT";
            case "SDVA" -> "PMNT/ICDT/SDVA";
            case "" -> "PMNT/ICDT/XBCT";
            default -> "PMNT/ICDT/DMCT";
        };
    }

    /** The number that is paid to, as the bank keeps numbers. */
    static AccountNumber payee(Transfer.Creditor creditor) {
        return normalized(creditor.account());
    }

    private static AccountNumber normalized(AccountNumber told) {
        return switch (told) {
            case AccountNumber.Iban(var iban) -> new AccountNumber.Iban(Iban.normalize(iban));
            case AccountNumber.Other(var number, var scheme) ->
                    new AccountNumber.Other(
                            isBankgiro(told)
                                    ? Bankgiro.normalize(number)
                                    : number.replaceAll("[\\s-]", ""),
                            scheme);
        };
    }

    private static boolean isBankgiro(AccountNumber told) {
        return told instanceof AccountNumber.Other(_, var scheme)
                && scheme.map(Code::value).filter("BGNR"::equals).isPresent();
    }

    /** What is wrong with one transfer. */
    static Optional<String> transfer(
            Transfer told, AccountNumber payee, BankAccount payer, Optional<String> serviceLevel) {
        boolean sepa = serviceLevel.filter(SEPA::equals).isPresent();
        Currency currency = told.amount().currency();
        if (!currency.equals(payer.currency()) || sepa && !currency.equals(Currency.EUR)) {
            return Optional.of("AM03");
        }
        if (told.amount().amountMinor() > LARGEST_MINOR) {
            return Optional.of("AM02");
        }
        if (isWrong(payee) || sepa && !(payee instanceof AccountNumber.Iban)) {
            return Optional.of("AC01");
        }
        if (sepa && !SepaCountries.isSepa(payee.number())) {
            return Optional.of("CNOR");
        }
        if (BankLogins.account(payee.number())
                .filter(own -> !own.currency().equals(currency))
                .isPresent()) {
            return Optional.of("AC09");
        }
        return told.creditor().address().filter(address -> !isStructured(address)).map(_ -> "RR03");
    }

    private static boolean isWrong(AccountNumber payee) {
        return switch (payee) {
            case AccountNumber.Iban(var iban) -> Iban.problem(iban).isPresent();
            case AccountNumber.Other(var number, _) ->
                    isBankgiro(payee) && Bankgiro.problem(number).isPresent();
        };
    }

    /** Since November 2026 lines alone are no address. */
    private static boolean isStructured(Address address) {
        return address.town().isPresent()
                && address.country().isPresent()
                && address.lines().size() <= 2;
    }
}
