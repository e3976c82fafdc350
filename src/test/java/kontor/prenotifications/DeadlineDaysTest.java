package kontor.prenotifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import kontor.core.BankCalendar;
import kontor.mandates.MandateScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when payers must be told, of days on which calendars and clocks are odd. */
class DeadlineDaysTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2033, 1, 1);

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static Stream<LocalDate> days() {
        return FIRST.datesUntil(LAST);
    }

    /** Counted the other way round: how many weekdays payers have from the deadline on. */
    @Test
    void autogiro_leavesEightWeekdays_onEveryDayOfSevenYears() {
        days().forEach(
                        day -> {
                            var deadline = Deadline.of(MandateScheme.AUTOGIRO, day, 1);
                            assertThat(deadline).isBefore(day).matches(DeadlineDaysTest::isWeekday);
                            assertThat(deadline.datesUntil(day).filter(DeadlineDaysTest::isWeekday))
                                    .as("%s until %s", deadline, day)
                                    .hasSize(8);
                        });
    }

    @Test
    void sepa_leavesTheAgreedDays_onEveryDayOfSevenYears() {
        days().forEach(
                        day -> {
                            for (int agreed : new int[] {1, 2, 14, 28, 31}) {
                                var deadline = Deadline.of(MandateScheme.SDD_CORE, day, agreed);
                                assertThat(ChronoUnit.DAYS.between(deadline, day))
                                        .isEqualTo(agreed);
                            }
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "AUTOGIRO, 2027-01-11, 2026-12-30, over the year's end and Epiphany",
        "AUTOGIRO, 2028-03-06, 2028-02-23, over a leap day",
        "AUTOGIRO, 2028-02-29, 2028-02-17, on a leap day",
        "AUTOGIRO, 2027-03-30, 2027-03-18, over the change of clocks and Easter",
        "AUTOGIRO, 2027-06-28, 2027-06-16, over Midsummer",
        "SDD_CORE, 2028-03-13, 2028-02-28, over a leap day",
        "SDD_CORE, 2028-02-29, 2028-02-15, on a leap day",
        "SDD_CORE, 2027-01-04, 2026-12-21, over the year's end",
        "SDD_CORE, 2027-03-30, 2027-03-16, over the change of clocks and Easter",
        "SDD_CORE, 2026-10-28, 2026-10-14, over the change back"
    })
    void day_isThatOfTheRule(MandateScheme scheme, LocalDate day, LocalDate deadline, String why) {
        assertThat(Deadline.of(scheme, day, 14)).as(why).isEqualTo(deadline);
    }

    /** No later day of collection is to be announced earlier. */
    @Test
    void laterCollections_haveNoEarlierDeadline() {
        for (var scheme : MandateScheme.values()) {
            days().forEach(
                            day ->
                                    assertThat(Deadline.of(scheme, day.plusDays(1), 14))
                                            .isAfterOrEqualTo(Deadline.of(scheme, day, 14)));
        }
    }

    /** What is collected on a bank day may have to be told on a day on which no bank works. */
    @Test
    void deadlineOnAHoliday_isNotMovedBehindIt() {
        var newYear = LocalDate.of(2027, 1, 1);
        assertThat(BankCalendar.SWEDEN.isOpen(newYear)).isFalse();
        var day =
                days().filter(BankCalendar.SWEDEN::isOpen)
                        .filter(one -> Deadline.of(MandateScheme.AUTOGIRO, one, 14).equals(newYear))
                        .findFirst()
                        .orElseThrow();
        assertThat(day).isEqualTo("2027-01-13");
    }
}
