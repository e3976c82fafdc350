package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * A bank books payments of which Kontor does not believe that they were sent: after a crash, after
 * a backup was restored, or because somebody made them in the internet bank. They are never sent
 * again.
 */
class BookedBeforeSentTest {

    private static final String CONNECTIONS = "/connectivity/v2beta/connections/";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");
    private final String connection = CONNECTIONS + bank.connection();

    private static String file(Reply payment) {
        return payment.at("/id").replace("-", "");
    }

    /** On the day on which it leaves. */
    private static LocalDate due(Reply payment) {
        return BankCalendar.TARGET.plus(LocalDate.parse(payment.at("/effectiveDate")), 0);
    }

    private Reply now(Reply payment) {
        return sandbox.creditTransfers().get(payment);
    }

    private String status(Reply payment) {
        return now(payment).at("/status");
    }

    private void booked(String statement, Reply payment, long minor) {
        var day = LocalDate.parse(payment.at("/effectiveDate"));
        bank.offer(
                bank.statement(
                        statement,
                        day,
                        minor,
                        BankFolder.entry(minor, day, "", BankFolder.detail(minor, file(payment)))));
    }

    private long ordered(Reply payment) {
        return Long.parseLong(payment.at("/amount/value"));
    }

    private List<JsonNode> openCases() {
        return owner.get("/financial-data/v2beta/cases?status=OPEN").items();
    }

    private List<String> files() {
        return owner.get(connection + "/instructions").values("status");
    }

    /** Where files are written first, so that none can be handed over. */
    private Path staging() {
        return bank.out().resolveSibling("staging");
    }

    private void breakStaging() {
        try {
            Files.createDirectories(staging().getParent());
            Files.deleteIfExists(staging());
            Files.writeString(staging(), "no folder");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void mendStaging() {
        try {
            Files.delete(staging());
            Files.createDirectories(staging());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> sent() {
        if (!Files.isDirectory(bank.out())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(bank.out())) {
            return all.map(one -> one.getFileName().toString()).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Two transfers in a file that cannot be handed over. */
    private List<Reply> stuck() {
        var one = sandbox.aCreditTransfer().from(account).approved();
        var other = sandbox.aCreditTransfer().from(account).approved();
        breakStaging();
        sandbox.advanceTo(due(one));
        bank.round();
        assertThat(files()).containsExactly("HANDING_OVER");
        assertThat(status(one)).isEqualTo("PENDING_SUBMISSION");
        return List.of(one, other);
    }

    @Test
    void bookingOfWhatIsBeingHandedOver_saysThatItLeft_andItIsNotSentAgain() {
        var stuck = stuck();
        booked("S1", stuck.getFirst(), -ordered(stuck.getFirst()));
        assertThat(status(stuck.getFirst())).isEqualTo("EXECUTED");
        assertThat(status(stuck.getLast())).isEqualTo("SENT");
        assertThat(files()).containsExactly("SENT");
        mendStaging();
        bank.round();
        assertThat(sent()).isEmpty();
        assertThat(openCases()).isEmpty();
    }

    @Test
    void bookingOfWhatNobodyBeganToSend_keepsTheFileHere_andAsksForTheOthers() {
        var stuck = stuck();
        mendStaging();
        owner.post(connection + ":pause", "").ok();
        bank.round();
        assertThat(files()).containsExactly("PREPARED");
        booked("S1", stuck.getFirst(), -ordered(stuck.getFirst()));
        owner.post(connection + ":resume", "").ok();
        bank.round();
        assertThat(status(stuck.getFirst())).isEqualTo("EXECUTED");
        assertThat(sent()).isEmpty();
        assertThat(openCases())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.path("summary").asText())
                                        .contains("does not leave any more", "the other payments"));
    }

    @Test
    void returnOfWhatIsBeingHandedOver_isAReturn_andItIsNotSentAgain() {
        var stuck = stuck();
        booked("S1", stuck.getFirst(), ordered(stuck.getFirst()));
        assertThat(status(stuck.getFirst())).isEqualTo("RETURNED");
        mendStaging();
        bank.round();
        assertThat(sent()).isEmpty();
    }

    @Test
    void bookingOfAnotherAmount_provesNothing_andTheFileLeaves() {
        var stuck = stuck();
        booked("S1", stuck.getFirst(), -ordered(stuck.getFirst()) - 1);
        assertThat(status(stuck.getFirst())).isEqualTo("PENDING_SUBMISSION");
        mendStaging();
        bank.round();
        assertThat(sent()).hasSize(1);
        assertThat(status(stuck.getFirst())).isEqualTo("SENT");
    }

    @Test
    void bookingOfWhatIsApproved_keepsItHereWhileItIsAttached() {
        var one = sandbox.aCreditTransfer().from(account).approved();
        booked("S1", one, -ordered(one));
        sandbox.advanceTo(due(one));
        bank.round();
        assertThat(sent()).isEmpty();
        assertThat(status(one)).isEqualTo("APPROVED");
        assertThat(openCases())
                .singleElement()
                .satisfies(
                        open ->
                                assertThat(open.path("summary").asText())
                                        .contains("which was APPROVED; it does not leave while"));
        var booking = now(one).at("/attachedTransactions/0/id");
        owner.post(
                        "/payments/v2beta/credit-transfers/" + one.at("/id") + ":unreconcile",
                        "{\"transactionId\": \"" + booking + "\"}")
                .ok();
        bank.round();
        assertThat(sent()).hasSize(1);
        assertThat(status(one)).isEqualTo("SENT");
    }
}
