package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.core.Money;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the bank refuses of transfers, one line a case in the order of its checks, and when it makes
 * them.
 */
class TransferChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fine,                      DE12999100000000001111, 2026-11-23, false,",
        "as a person writes it,     DE12 9991 0000 0000 0011 11, 2026-11-23, false,",
        "unknown account,           DE89370400440532013000, 2026-11-23, false, AC02",
        "account of another login,  SE0350000000052901010008, 2026-11-23, false, AC02",
        "past,                      DE12999100000000001111, 2026-11-22, false, DT01",
        "instant of yesterday,      DE12999100000000001111, 2026-11-22, true,",
        "instant of the day before, DE12999100000000001111, 2026-11-21, true, DT01",
        "Saturday is moved,         DE12999100000000001111, 2026-11-28, false,",
        "too far ahead,             DE12999100000000001111, 2028-01-03, false, DT01",
    })
    void group_isRefusedWith(
            String what, String iban, LocalDate date, boolean instant, String reason) {
        var file =
                new TransferFile("M1", date)
                        .pay(100, TransferFile.PAYEE)
                        .from(new AccountNumber.Iban(iban));
        var group = (instant ? file.instant() : file).group();
        var payer = TransferChecks.payer(group, BankLogins.named("user2"));
        assertThat(TransferChecks.group(group.terms(), payer, at(TODAY, 12, 0)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void payer_isKnownByAnyOfItsNumbers() {
        var user1 = BankLogins.named("user1");
        for (String number :
                new String[] {"SE0350000000052901010008", "52901010008", "59941203", "5994-1203"}) {
            var group =
                    new TransferFile("M1", TODAY)
                            .pay(100, TransferFile.PAYEE)
                            .from(new AccountNumber.Other(number, Optional.empty()))
                            .group();
            assertThat(TransferChecks.payer(group, user1))
                    .as(number)
                    .hasValueSatisfying(
                            found -> assertThat(found.name()).isEqualTo("SEK operations"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "in time,               2026-11-23, 15, 0,  2026-11-23, false",
        "after the cut-off,     2026-11-23, 15, 1,  2026-11-24, true",
        "for later,             2026-11-25, 20, 0,  2026-11-25, false",
        "Saturday,              2026-11-28, 12, 0,  2026-11-30, true",
        "Christmas,             2026-12-25, 12, 0,  2026-12-28, true",
    })
    void execution_isOnTheDayAskedForOrTheNextBankDay(
            String what, LocalDate asked, int hour, int minute, LocalDate day, boolean moved) {
        var terms = new TransferFile("M1", asked).pay(100, TransferFile.PAYEE).group().terms();
        var execution =
                TransferChecks.execution(terms, at(TODAY, hour, minute), BankCalendar.TARGET);
        assertThat(execution.day()).isEqualTo(day);
        assertThat(execution.moved()).isEqualTo(moved);
        assertThat(execution.atOnce()).isFalse();
    }

    @Test
    void execution_ofAnInstantTransferKnowsNoBankDays() {
        var saturday = LocalDate.of(2026, 11, 28);
        var terms =
                new TransferFile("M1", saturday)
                        .instant()
                        .pay(100, TransferFile.PAYEE)
                        .group()
                        .terms();
        var execution = TransferChecks.execution(terms, at(saturday, 23, 0), BankCalendar.TARGET);
        assertThat(execution)
                .isEqualTo(new OrderGroup.Execution(saturday, false, true, BankCalendar.TARGET));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fine,                   SEPA, 100,         EUR, DE89370400440532013000,",
        "other currency,         SEPA, 100,         SEK, DE89370400440532013000, AM03",
        "largest amount,         SEPA, 10000000000, EUR, DE89370400440532013000,",
        "too large,              SEPA, 10000000001, EUR, DE89370400440532013000, AM02",
        "IBAN wrong,             SEPA, 100,         EUR, DE88370400440532013000, AC01",
        "not in SEPA,            SEPA, 100,         EUR, TR330006100519786457841326, CNOR",
        "abroad is fine outside, '',   100,         EUR, TR330006100519786457841326,",
        "here in other currency, '',   100,         EUR, SE0350000000052901010008, AC09",
        "here,                   SEPA, 100,         EUR, DE85999100000000002222,",
    })
    void transfer_isRefusedWith(
            String what, String level, long amount, String currency, String iban, String reason) {
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY)
                                        .pay(
                                                Money.of(amount, currency),
                                                new AccountNumber.Iban(iban)),
                                Customer.IBAN,
                                level))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void transfer_toABankgiroIsCheckedByItsDigit() {
        var kind = Optional.of(Code.proprietary("BGNR"));
        String swedish = "SE0350000000052901010008";
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY)
                                        .pay(
                                                Money.of(100, "SEK"),
                                                new AccountNumber.Other("991-2346", kind)),
                                swedish,
                                "NURG"))
                .isEmpty();
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY)
                                        .pay(
                                                Money.of(100, "SEK"),
                                                new AccountNumber.Other("9912347", kind)),
                                swedish,
                                "NURG"))
                .contains("AC01");
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY).pay(100, TransferFile.PAYEE),
                                swedish,
                                "SEPA"))
                .contains("AM03");
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY)
                                        .pay(
                                                Money.of(100, "EUR"),
                                                new AccountNumber.Other("9912346", kind)),
                                Customer.IBAN,
                                "SEPA"))
                .contains("AC01");
    }

    @Test
    void transfer_toAnAddressOfLinesAloneIsRefused() {
        assertThat(
                        refusal(
                                new TransferFile("M1", TODAY)
                                        .payToAddressLine(100, "Musterweg 5, 8001 Zurich"),
                                Customer.IBAN,
                                "SEPA"))
                .contains("RR03");
    }

    private static Optional<String> refusal(TransferFile file, String payer, String level) {
        var transfer = file.only();
        return TransferChecks.transfer(
                transfer,
                TransferChecks.payee(transfer.creditor()),
                BankLogins.account(payer).orElseThrow(),
                Optional.of(level));
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(BankChecks.ZONE).toInstant();
    }
}
