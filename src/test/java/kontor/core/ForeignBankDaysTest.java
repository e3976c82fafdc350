package kontor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bank days outside the euro and Sweden. */
class ForeignBankDaysTest {

    private static final Map<String, BankCalendar> CALENDARS =
            Map.of(
                    "DK",
                    BankCalendar.DENMARK,
                    "NO",
                    BankCalendar.NORWAY,
                    "GB",
                    BankCalendar.UNITED_KINGDOM,
                    "US",
                    BankCalendar.UNITED_STATES,
                    "CH",
                    BankCalendar.SWITZERLAND,
                    "weekdays",
                    BankCalendar.WEEKDAYS,
                    "always",
                    BankCalendar.ALWAYS);

    @ParameterizedTest
    @CsvSource({
        "DK, 2026-04-02, false",
        "DK, 2026-04-06, false",
        "DK, 2026-05-01, true",
        "DK, 2026-05-15, false",
        "DK, 2026-06-05, false",
        "DK, 2026-12-24, false",
        "DK, 2026-12-31, false",
        "DK, 2026-12-30, true",
        "NO, 2026-05-14, false",
        "NO, 2027-05-17, false",
        "NO, 2026-05-25, false",
        "NO, 2026-12-24, true",
        "GB, 2026-05-04, false",
        "GB, 2026-05-11, true",
        "GB, 2026-05-25, false",
        "GB, 2026-08-31, false",
        // Boxing Day 2026 is a Saturday, Christmas 2027 too, New Year 2028 as well
        "GB, 2026-12-25, false",
        "GB, 2026-12-28, false",
        "GB, 2026-12-29, true",
        "GB, 2027-12-27, false",
        "GB, 2027-12-28, false",
        "GB, 2027-12-29, true",
        "GB, 2028-01-03, false",
        "GB, 2028-01-04, true",
        "GB, 2022-12-26, false",
        "GB, 2022-12-27, false",
        "GB, 2022-12-28, true",
        "GB, 2023-01-02, false",
        "US, 2026-01-19, false",
        "US, 2026-02-16, false",
        "US, 2026-05-25, false",
        "US, 2026-06-19, false",
        // 4 July 2026 is a Saturday: Friday is a bank day; 4 July 2027 a Sunday: Monday is none
        "US, 2026-07-03, true",
        "US, 2027-07-05, false",
        "US, 2026-09-07, false",
        "US, 2026-10-12, false",
        "US, 2026-11-11, false",
        "US, 2026-11-26, false",
        "US, 2026-11-27, true",
        "US, 2026-12-25, false",
        "CH, 2026-01-02, false",
        "CH, 2026-05-01, false",
        "CH, 2026-05-14, false",
        "CH, 2025-08-01, false",
        "CH, 2026-12-24, true",
        "weekdays, 2026-12-25, true",
        "weekdays, 2026-12-26, false",
        "always, 2026-12-26, true",
    })
    void isOpen_knowsTheHolidaysOfTheCountry(String country, LocalDate date, boolean open) {
        assertThat(CALENDARS.get(country).isOpen(date)).isEqualTo(open);
    }
}
