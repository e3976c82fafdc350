package kontor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankCalendarTest {

    @Test
    void target_equalsTheTableOf2025To2035() {
        assertEqualsTable(BankCalendar.TARGET, "closing_days_target");
    }

    @Test
    void sweden_equalsTheTableOf2025To2035() {
        assertEqualsTable(BankCalendar.SWEDEN, "bank_holidays_se");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2038-04-25",
        "2285-03-22"
    })
    void easter_isComputed(LocalDate sunday) {
        assertThat(Easter.sunday(sunday.getYear())).isEqualTo(sunday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-28, -1, 2026-12-24",
        "2026-12-28, 5, 2027-01-05",
        "2026-12-28, 3, 2026-12-31",
        "2027-03-30, -1, 2027-03-25",
        "2027-03-30, 5, 2027-04-06",
        "2027-01-04, -1, 2026-12-31",
        "2027-01-04, 3, 2027-01-07",
        "2026-12-26, 0, 2026-12-26",
        "2026-12-26, 1, 2026-12-28",
    })
    void plus_countsOpenDaysOfTarget(LocalDate date, int bankDays, LocalDate expected) {
        assertThat(BankCalendar.TARGET.plus(date, bankDays)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-28, -1, 2026-12-23",
        "2026-12-28, 3, 2027-01-04",
        "2027-01-07, -1, 2027-01-05",
        "2027-01-07, 3, 2027-01-12",
        "2027-05-07, -1, 2027-05-05",
        "2027-06-28, -1, 2027-06-24",
        "2027-06-28, 3, 2027-07-01",
    })
    void plus_countsOpenDaysOfSweden(LocalDate date, int bankDays, LocalDate expected) {
        assertThat(BankCalendar.SWEDEN.plus(date, bankDays)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-24, 2026-12-28", "2026-12-23, 2026-12-23", "2026-06-19, 2026-06-22"})
    void nextOpen_staysOnAnOpenDay(LocalDate date, LocalDate expected) {
        assertThat(BankCalendar.SWEDEN.nextOpen(date)).isEqualTo(expected);
    }

    @Test
    void plus_comesBackToTheSameOpenDay() {
        Seeded.forAll(
                1_000,
                seeded -> {
                    var start =
                            BankCalendar.TARGET.nextOpen(
                                    LocalDate.of(2025, 1, 1).plusDays(seeded.between(0, 4_000)));
                    int days = seeded.between(-30, 30);
                    var there = BankCalendar.TARGET.plus(start, days);
                    assertThat(BankCalendar.TARGET.isOpen(there)).isTrue();
                    assertThat(BankCalendar.TARGET.plus(there, -days)).isEqualTo(start);
                });
    }

    private static void assertEqualsTable(BankCalendar calendar, String table) {
        Set<LocalDate> closed =
                Tables.rows(table).stream()
                        .map(row -> LocalDate.parse(row.getField("date")))
                        .collect(Collectors.toSet());
        for (var day = LocalDate.of(2025, 1, 1); day.getYear() <= 2035; day = day.plusDays(1)) {
            boolean open = day.getDayOfWeek().getValue() <= 5 && !closed.contains(day);
            assertThat(calendar.isOpen(day)).as("%s", day).isEqualTo(open);
        }
    }
}
