package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import kontor.core.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bank refuses, one line a case, in the order of its checks. */
class BankChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final BankLogin LOGIN = BankLogins.named("user2");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fine,                     DE12999100000000001111, DE98ZZZ09999999999, 2026-11-25,",
        "business code is free,    DE12999100000000001111, DE98ABC09999999999, 2026-11-25,",
        "unknown account,          DE89370400440532013000, DE98ZZZ09999999999, 2026-11-25, AC03",
        "account of another login, SE0350000000052901010008, DE98ZZZ09999999999, 2026-11-25, AC03",
        "creditor check digits,    DE12999100000000001111, DE99ZZZ09999999999, 2026-11-25, BE05",
        "past,                     DE12999100000000001111, DE98ZZZ09999999999, 2026-11-20, DT01",
        "Saturday,                 DE12999100000000001111, DE98ZZZ09999999999, 2026-11-28, DT01",
        "Christmas,                DE12999100000000001111, DE98ZZZ09999999999, 2026-12-25, DT01",
        "too far ahead,            DE12999100000000001111, DE98ZZZ09999999999, 2028-01-03, DT01",
        "today,                    DE12999100000000001111, DE98ZZZ09999999999, 2026-11-23, TM01",
        "tomorrow,                 DE12999100000000001111, DE98ZZZ09999999999, 2026-11-24,",
    })
    void group_isRefusedWith(
            String what, String iban, String creditor, LocalDate date, String reason) {
        var group =
                new DebitFile("M1", date)
                        .collect(100, DebitFile.PAYER)
                        .intoAccount(iban)
                        .underCreditor(creditor)
                        .group();
        assertThat(BankChecks.group(group, LOGIN, at(12, 0)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void group_isRefusedOnAnAccountInAnotherCurrency() {
        var group =
                new DebitFile("M1", TODAY.plusDays(2))
                        .collect(100, DebitFile.PAYER)
                        .intoAccount("SE6150000000052901040004")
                        .group();
        assertThat(BankChecks.group(group, BankLogins.named("user3"), at(12, 0))).contains("AC09");
    }

    @ParameterizedTest
    @CsvSource({"14, 59,", "15, 0,", "15, 1, TM01"})
    void group_isTooLateAfterTheCutOffOfTheDayBefore(int hour, int minute, String reason) {
        var group = new DebitFile("M1", TODAY.plusDays(1)).collect(100, DebitFile.PAYER).group();
        assertThat(BankChecks.group(group, LOGIN, at(hour, minute)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fine,             100,       EUR, DE89370400440532013000, 2026-01-15,",
        "other currency,   100,       SEK, DE89370400440532013000, 2026-01-15, AM03",
        "largest amount,   100000000, EUR, DE89370400440532013000, 2026-01-15,",
        "too large,        100000001, EUR, DE89370400440532013000, 2026-01-15, AM02",
        "IBAN wrong,       100,       EUR, DE88370400440532013000, 2026-01-15, AC01",
        "not in SEPA,      100,       EUR, TR330006100519786457841326, 2026-01-15, DNOR",
        "signed tomorrow,  100,       EUR, DE89370400440532013000, 2026-11-24, MD02",
        "magic is no fault, 100,      EUR, DE23999100000000001010, 2026-01-15,",
    })
    void collection_isRefusedWith(
            String what,
            long amount,
            String currency,
            String iban,
            LocalDate signed,
            String reason) {
        var collection =
                new DebitFile("M1", TODAY)
                        .collect(Money.of(amount, currency), iban, signed)
                        .collections()
                        .getFirst();
        assertThat(BankChecks.collection(collection, TODAY)).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @CsvSource({"2, 3.00,", "3, 3.00, AM18", "2, 3.01, AM10", "3, 9, AM18"})
    void totals_areComparedNumberFirst(int number, BigDecimal sum, String reason) {
        assertThat(BankChecks.totals(number, sum, 2, new BigDecimal("3")))
                .isEqualTo(Optional.ofNullable(reason));
    }

    private static Instant at(int hour, int minute) {
        return TODAY.atTime(LocalTime.of(hour, minute)).atZone(BankChecks.ZONE).toInstant();
    }
}
