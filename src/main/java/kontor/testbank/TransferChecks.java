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
 * What the bank refuses of a credit transfer file, as ISO reason codes, and when it executes the
 * rest. The checks stand in the order in which they are applied; the first that fails gives the
 * code.
 */
final class TransferChecks {

    /**
     * On the execution date itself; what comes later is executed on the next bank day. The bank
     * profile {@code testbank} sends files at 14:00 and so has an hour left.
     */
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    /** The largest single transfer, in minor units. Any overdraft is granted, though. */
    static final long LARGEST_MINOR = 100_000_000_00L;

    private static final String SEPA = "SEPA";
    private static final Set<String> AROUND_THE_CLOCK = Set.of("INST", "FPS");

    private TransferChecks() {}

    /** The account of the login that pays, found by any of its numbers. */
    static Optional<BankAccount> payer(TransferGroup group, BankLogin login) {
        String number = normalized(group.debtor().account()).number();
        return login.accounts().stream().filter(own -> own.hasNumber(number)).findFirst();
    }

    /** What is wrong with a whole group, without regard to its counts and sums. */
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

    /** The requested day, or the next bank day whose cut-off has not passed. */
    static OrderGroup.Execution execution(
            TransferGroup.Terms terms, Instant received, BankCalendar calendar) {
        if (isAtOnce(terms)) {
            LocalDate today = received.atZone(BankChecks.ZONE).toLocalDate();
            LocalDate requested = terms.executionDate();
            LocalDate day = requested.isBefore(today) ? today : requested;
            return new OrderGroup.Execution(day, false, true, calendar);
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

    private static AccountNumber normalized(AccountNumber account) {
        return switch (account) {
            case AccountNumber.Iban(var iban) -> new AccountNumber.Iban(Iban.normalize(iban));
            case AccountNumber.Other(var number, var scheme) ->
                    new AccountNumber.Other(
                            isBankgiro(account)
                                    ? Bankgiro.normalize(number)
                                    : number.replaceAll("[\\s-]", ""),
                            scheme);
        };
    }

    private static boolean isBankgiro(AccountNumber account) {
        return account instanceof AccountNumber.Other(_, var scheme)
                && scheme.map(Code::value).filter("BGNR"::equals).isPresent();
    }

    /** What is wrong with one transfer. */
    static Optional<String> transfer(
            Transfer transfer,
            AccountNumber payee,
            BankAccount payer,
            Optional<String> serviceLevel) {
        boolean sepa = serviceLevel.filter(SEPA::equals).isPresent();
        Currency currency = transfer.amount().currency();
        if (!currency.equals(payer.currency()) || sepa && !currency.equals(Currency.EUR)) {
            return Optional.of("AM03");
        }
        if (transfer.amount().amountMinor() > LARGEST_MINOR) {
            return Optional.of("AM02");
        }
        if (isWrong(payee) || sepa && !(payee instanceof AccountNumber.Iban)) {
            return Optional.of("AC01");
        }
        if (sepa && !SepaCountries.isSepa(payee.number())) {
            return Optional.of("CNOR");
        }
        var internal = BankLogins.account(payee.number());
        if (internal.filter(own -> !own.currency().equals(currency)).isPresent()) {
            return Optional.of("AC09");
        }
        boolean badAddress =
                transfer.creditor().address().filter(one -> !isStructured(one)).isPresent();
        return badAddress ? Optional.of("RR03") : Optional.empty();
    }

    private static boolean isWrong(AccountNumber payee) {
        return switch (payee) {
            case AccountNumber.Iban(var iban) -> Iban.problem(iban).isPresent();
            case AccountNumber.Other(var number, _) ->
                    isBankgiro(payee) && Bankgiro.problem(number).isPresent();
        };
    }

    /** Since November 2026 an address must have town and country, not lines only. */
    private static boolean isStructured(Address address) {
        return address.town().isPresent()
                && address.country().isPresent()
                && address.lines().size() <= 2;
    }
}
