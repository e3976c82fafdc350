package kontor.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.Await;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.banks.TestPayments;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.lines.Line.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a line gets a round, and when it has to wait. */
class LineTest {

    private final Instant now = Instant.now(Clock.systemUTC());
    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final BankLine bankLine = new BankLine(organization, TestPayments.connection("bank"));
    private final Line line =
            new Line(
                    new Tenant(
                            new WatchedTable.Progress(organization, 1, Duration.ZERO),
                            Duration.ZERO),
                    bankLine,
                    Duration.ZERO);

    /** The first of all is made without another reason. */
    @BeforeEach
    void first() {
        assertThat(line.takeForRound(now)).isTrue();
        line.ended(Ending.GOOD);
        assertThat(line.takeForRound(now)).isFalse();
    }

    private void open(UUID... instructions) {
        line.learn(
                new BankWork.Outlook(
                        bankLine, Set.of(instructions), Optional.empty(), Optional.empty()));
    }

    private void due(Instant when) {
        line.learn(new BankWork.Outlook(bankLine, Set.of(), Optional.of(when), Optional.empty()));
    }

    private void offers(String... names) {
        assertThat(line.takeForListening()).isTrue();
        line.heard(
                Stream.of(names)
                        .map(name -> new Reason.Offered(name, ""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void lineAtWork_isNotTakenAgain() {
        open(Ids.next());
        assertThat(line.takeForRound(now)).isTrue();
        open(Ids.next());
        assertThat(line.takeForRound(now)).isFalse();
        assertThat(line.takeForListening()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"TROUBLED", "LEFT_TO_ANOTHER"})
    void whatWasTried_waits_andWhatIsNewDoesNot(Ending how) {
        var instruction = Ids.next();
        open(instruction);
        assertThat(line.takeForRound(now)).isTrue();
        line.ended(how);
        open(instruction);
        assertThat(line.takeForRound(now)).as("the same").isFalse();
        open(instruction, Ids.next());
        assertThat(line.takeForRound(now)).as("a new one").isTrue();
        line.ended(how);
        Await.until(() -> line.takeForRound(now));
    }

    @Test
    void paymentOfLater_waitsForItsTime_byBankTime() {
        due(now.plusSeconds(60));
        assertThat(line.takeForRound(now)).isFalse();
        assertThat(line.takeForRound(now.plusSeconds(60))).isTrue();
    }

    @Test
    void dayOfTheBank_isReasonForOneRound() {
        var tomorrow = now.plus(Duration.ofDays(1));
        assertThat(line.takeForRound(tomorrow)).isTrue();
        line.ended(Ending.TROUBLED);
        assertThat(line.takeForRound(tomorrow)).as("after a pause").isFalse();
        Await.until(() -> line.takeForRound(tomorrow));
        line.ended(Ending.GOOD);
        assertThat(line.takeForRound(tomorrow)).isFalse();
    }

    /** Otherwise it would be stored, or looked at, each second. */
    @Test
    void fileThatIsOfferedStill_afterAGoodRound_isLookedAtLessAndLess() {
        offers("stuck");
        assertThat(line.takeForRound(now)).isTrue();
        line.ended(Ending.GOOD);
        offers("stuck");
        assertThat(line.takeForRound(now)).isFalse();
        offersAgain("stuck", "new");
        assertThat(line.takeForRound(now)).isTrue();
    }

    private void offersAgain(String... names) {
        Await.until(line::takeForListening);
        line.heard(
                Stream.of(names)
                        .map(name -> new Reason.Offered(name, ""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void bankThatHung_isCaughtUpWithAtOnce() {
        var instruction = Ids.next();
        open(instruction);
        assertThat(line.takeForRound(now)).isTrue();
        line.ended(Ending.TROUBLED);
        line.hangs(Optional.of(new Hang("list its files", Duration.ofSeconds(20))));
        assertThat(line.condition().isFailing()).isTrue();
        line.hangs(Optional.empty());
        assertThat(line.takeForRound(now)).isTrue();
        line.ended(Ending.GOOD);
        assertThat(line.condition().isFailing()).isFalse();
    }
}
