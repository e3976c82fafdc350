package kontor.bankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.directdebits.DirectDebits;
import kontor.mandates.MandateScheme;
import kontor.payments.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When collections leave around Swedish holidays: at 18:30 of the bank day before, local time. */
class GiroBankDaysTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private final Schedule schedule =
            TestKontor.shared()
                    .database()
                    .read(
                            TestKontor.shared().organization(),
                            tx ->
                                    DirectDebits.schedule(
                                            tx,
                                            TestKontor.shared().wiring().parties().connections(),
                                            MandateScheme.AUTOGIRO,
                                            Optional.empty()));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Christmas, 2030-12-24, 2030-12-27, 2030-12-23",
        "Saint Stephen, 2030-12-26, 2030-12-27, 2030-12-23",
        "New Year's Eve, 2030-12-31, 2031-01-02, 2030-12-30",
        "Epiphany, 2031-01-06, 2031-01-07, 2031-01-03",
        "Good Friday, 2030-04-19, 2030-04-23, 2030-04-18",
        "Easter Monday, 2030-04-22, 2030-04-23, 2030-04-18",
        "Labour Day, 2030-05-01, 2030-05-02, 2030-04-30",
        "Ascension, 2030-05-30, 2030-05-31, 2030-05-29",
        "National Day, 2030-06-06, 2030-06-07, 2030-06-05",
        "Midsummer Eve, 2030-06-21, 2030-06-24, 2030-06-20",
        "the day before Epiphany, 2030-01-04, 2030-01-04, 2030-01-03",
        "a Sunday, 2030-06-30, 2030-07-01, 2030-06-28"
    })
    void collection_leavesOnTheBankDayBefore(
            String holiday, LocalDate asked, LocalDate day, LocalDate leaves) {
        var leave = leaves.atTime(18, 30).atZone(STOCKHOLM).toInstant();
        var early = schedule.approved(asked, leave.minusSeconds(1));
        assertThat(early.date()).as(holiday).isEqualTo(day);
        assertThat(early.deadline()).isEqualTo(leave);
        // A minute later it is too late for that day.
        var late = schedule.approved(asked, leave.plusSeconds(60));
        assertThat(late.date()).isEqualTo(BankCalendar.SWEDEN.plus(day, 1));
        // The file that was due at the cut-off is still in time until Bankgirot's own, at 19:00.
        assertThat(schedule.whenBuilding(day, leave.plusSeconds(60)).date()).isEqualTo(day);
        assertThat(schedule.whenBuilding(day, leave.plusSeconds(1_900)).date()).isAfter(day);
    }
}
