package kontor.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which days a policy collects again, where months, years and leap days end. */
class PolicyDaysTest {

    private static final LocalDate LAST = LocalDate.of(2033, 1, 1);
    private final RetryPolicy usual = RetryPolicy.usual(Ids.next(), Instant.EPOCH);

    private static List<Integer> days(String days) {
        return List.of(days.split(" ")).stream().map(Integer::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "31,       2026-12-31, 2027-01-31",
        "31,       2026-12-30, 2026-12-31",
        "31,       2027-01-31, 2027-02-28",
        "31,       2028-01-31, 2028-02-29",
        "29 30 31, 2027-02-27, 2027-02-28",
        "29 30 31, 2027-02-28, 2027-03-29",
        "29,       2028-02-28, 2028-02-29",
        "30,       2028-02-29, 2028-03-30",
        "1 15,     2026-12-31, 2027-01-01",
        "1 15,     2027-01-01, 2027-01-15",
        "28,       2027-02-28, 2027-03-28"
    })
    void namedDay_isTheNextBehindTheReturn(String days, LocalDate back, LocalDate day) {
        assertThat(usual.onDays(days(days)).day(back, back)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "5,  2026-12-29, 2027-01-03",
        "1,  2028-02-28, 2028-02-29",
        "2,  2027-02-27, 2027-03-01",
        "30, 2028-01-31, 2028-03-01"
    })
    void soManyDaysLater_countsEveryDay(int after, LocalDate back, LocalDate day) {
        assertThat(usual.after(after).day(back, back)).isEqualTo(day);
    }

    /** Every month has a day for each named one, and none is passed over. */
    @Test
    void eachNamedDay_comesWithinAMonth_afterEveryDay() {
        for (int named = 1; named <= 31; named++) {
            var policy = usual.onDays(List.of(named));
            int of = named;
            LocalDate.of(2026, 1, 1)
                    .datesUntil(LAST)
                    .forEach(
                            back -> {
                                var day = policy.day(back, back);
                                assertThat(day).isAfter(back).isBefore(back.plusDays(32));
                                assertThat(day.getDayOfMonth())
                                        .isEqualTo(Math.min(of, day.lengthOfMonth()));
                            });
        }
    }

    /** What a stop held is made up for today, and never for a day before. */
    @Test
    void dayThatHasPassed_isToday() {
        var today = LocalDate.of(2027, 1, 2);
        assertThat(usual.after(5).day(LocalDate.of(2026, 12, 20), today)).isEqualTo(today);
        assertThat(usual.onDays(List.of(31)).day(LocalDate.of(2026, 12, 20), today))
                .isEqualTo(today);
    }
}
