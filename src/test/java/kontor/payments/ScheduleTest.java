package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a collection leaves to be made on its day. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final Schedule schedule =
            new Schedule(
                    BankCalendar.TARGET,
                    1,
                    LocalTime.of(11, 0),
                    BERLIN,
                    Duration.ofMinutes(30),
                    false);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // wanted,   asked at,         collected,  file at
        "2026-12-28, 2026-12-01T09:00, 2026-12-28, 2026-12-24T11:00",
        "2027-03-30, 2027-03-01T09:00, 2027-03-30, 2027-03-25T11:00",
        "2027-01-04, 2026-12-01T09:00, 2027-01-04, 2026-12-31T11:00",
        "2026-12-25, 2026-12-01T09:00, 2026-12-28, 2026-12-24T11:00",
        "2026-04-03, 2026-03-20T09:00, 2026-04-07, 2026-04-02T11:00",
        "2026-05-01, 2026-04-20T09:00, 2026-05-04, 2026-04-30T11:00",
        "2026-12-05, 2026-12-01T09:00, 2026-12-07, 2026-12-04T11:00",
        // a national holiday is an ordinary bank day
        "2026-10-03, 2026-09-20T09:00, 2026-10-05, 2026-10-02T11:00",
        "2026-05-14, 2026-05-01T09:00, 2026-05-14, 2026-05-13T11:00",
        // across both changes of the clock
        "2026-03-30, 2026-03-20T09:00, 2026-03-30, 2026-03-27T11:00",
        "2026-10-26, 2026-10-20T09:00, 2026-10-26, 2026-10-23T11:00",
        // too late for the day asked for
        "2026-12-01, 2026-12-01T09:00, 2026-12-02, 2026-12-01T11:00",
        "2026-12-01, 2026-12-01T11:00, 2026-12-02, 2026-12-01T11:00",
        "2026-12-01, 2026-12-01T11:01, 2026-12-03, 2026-12-02T11:00",
        "2026-12-24, 2026-12-24T12:00, 2026-12-29, 2026-12-28T11:00",
        "2026-12-24, 2026-12-25T12:00, 2026-12-29, 2026-12-28T11:00",
        "2026-12-12, 2026-12-20T12:00, 2026-12-22, 2026-12-21T11:00",
    })
    void firstFrom_isTheNextBankDayWhoseCutOffIsNotOver(
            LocalDate wanted, String now, LocalDate date, String deadline) {
        assertThat(schedule.firstFrom(wanted, at(now)))
                .isEqualTo(new Schedule.Day(date, at(deadline)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T11:00, 2026-12-02",
        "2026-12-01T11:30, 2026-12-02",
        "2026-12-01T11:31, 2026-12-03",
    })
    void whenBuilding_keepsTheDayWithinTheGrace(String now, LocalDate date) {
        assertThat(schedule.whenBuilding(LocalDate.of(2026, 12, 2), at(now)).date())
                .isEqualTo(date);
    }

    @Test
    void cutOff_isToldInTheZoneOfTheBank() {
        var helsinki =
                new Schedule(
                        BankCalendar.TARGET,
                        2,
                        LocalTime.of(14, 0),
                        ZoneId.of("Europe/Helsinki"),
                        Duration.ZERO,
                        false);
        assertThat(
                        helsinki.firstFrom(
                                LocalDate.of(2026, 12, 28), Instant.parse("2026-12-01T00:00:00Z")))
                .isEqualTo(
                        new Schedule.Day(
                                LocalDate.of(2026, 12, 28), Instant.parse("2026-12-23T12:00:00Z")));
    }

    @Test
    void swedishBankDays_holdForAutogiro() {
        var sweden =
                new Schedule(
                        BankCalendar.SWEDEN,
                        1,
                        LocalTime.of(12, 0),
                        ZoneId.of("Europe/Stockholm"),
                        Duration.ZERO,
                        false);
        assertThat(
                        sweden.firstFrom(
                                        LocalDate.of(2026, 12, 24),
                                        Instant.parse("2026-12-01T00:00:00Z"))
                                .date())
                .isEqualTo(LocalDate.of(2026, 12, 28));
        assertThat(
                        sweden.firstFrom(
                                        LocalDate.of(2026, 1, 6),
                                        Instant.parse("2026-01-01T00:00:00Z"))
                                .date())
                .isEqualTo(LocalDate.of(2026, 1, 7));
    }

    @Test
    void instant_hasNoCutOff_andLeavesWhenItsDayHasBegun() {
        var instant = Schedule.instant(BERLIN);
        var saturday = LocalDate.of(2026, 12, 26);
        assertThat(instant.firstFrom(saturday, at("2026-12-01T09:00")))
                .isEqualTo(new Schedule.Day(saturday, at("2026-12-26T23:59:59")));
        assertThat(instant.approved(saturday, at("2026-12-01T09:00")))
                .isEqualTo(new Schedule.Day(saturday, at("2026-12-26T00:00")));
        assertThat(instant.approved(saturday, at("2026-12-26T22:00")))
                .isEqualTo(new Schedule.Day(saturday, at("2026-12-26T22:00")));
        assertThat(instant.approved(saturday, at("2026-12-28T03:00")))
                .isEqualTo(new Schedule.Day(LocalDate.of(2026, 12, 28), at("2026-12-28T03:00")));
    }
}
