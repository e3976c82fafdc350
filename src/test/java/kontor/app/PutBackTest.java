package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import kontor.Await;
import kontor.history.BankDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that was put back never sends again by itself; an operator compares and decides. */
@Execution(ExecutionMode.CONCURRENT)
class PutBackTest {

    @TempDir Path folder;

    private PutBackRig rig() {
        return new PutBackRig(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void threePaymentsThatTheBankHas_areAdoptedAndNeverSentAgain(boolean fetched) throws Exception {
        var rig = rig();
        List<String> payments;
        PutBackRig.Backup backup;
        try (var node = rig.first("a")) {
            payments = rig.payments(node, 3);
        }
        backup = rig.backup();
        try (var node = rig.start("a")) {
            rig.days(node, 4);
            assertThat(rig.status(node, payments.getFirst())).isEqualTo("SENT");
        }
        if (fetched) {
            assertThat(rig.taken()).isEqualTo(PutBackRig.ids(payments));
        }

        rig.putBack(backup);
        try (var node = rig.start("a")) {
            Await.until(() -> rig.isHeld(node));
            rig.days(node, 4);
            payments.forEach(
                    one ->
                            assertThat(rig.status(node, one))
                                    .as(rig.ready(node))
                                    .isEqualTo("APPROVED"));
            if (!fetched) {
                assertThat(rig.taken()).isEqualTo(PutBackRig.ids(payments));
            }
            assertThat(rig.taken()).isEmpty();

            String status = rig.desk("a", "status");
            String file = rig.fileOf(payments.getFirst()).getFileName().toString();
            assertThat(status).contains(file, "3 payments", "sum 6", "acknowledged");
            String message = file.replaceAll(".*_|\\.xml", "");
            assertThat(rig.desk("a", "adopt", message)).contains("3 of its 3 payments");
            payments.forEach(one -> assertThat(rig.status(node, one)).isEqualTo("SENT"));
            assertThat(rig.desk("a", "status"))
                    .contains("No file is left to decide on")
                    .doesNotContain("Adopt the files");
            assertThat(rig.desk("a", "release", "--reason", "compared with the bank"))
                    .contains("released");
            Await.until(() -> !rig.isHeld(node));

            String next = rig.payment(node, 700);
            rig.days(node, 4);
            Await.until(() -> rig.status(node, next).equals("SENT"));
            assertThat(rig.taken()).isEqualTo(PutBackRig.ids(List.of(next)));
            assertThat(rig.owner(node).get("/iam/v2beta/audit-log-entries").body())
                    .contains(
                            "RELEASED", "compared with the bank", System.getProperty("user.name"));
            // What was lost is lost, whoever decided on it; the anchors keep saying so.
            assertThat(rig.owner(node).get("/iam/v2beta/audit-log:verify").at("/problem"))
                    .contains("anchor");
        }
        assertThat(rig.desk("a", "status")).contains("Nothing is held");
    }

    @Test
    void someSentBeforeTheBackup_onlyTheOthersAreLost() throws Exception {
        var rig = rig();
        String before;
        List<String> after;
        try (var node = rig.first("a")) {
            before = rig.payment(node, 100);
            rig.days(node, 4);
            after = rig.payments(node, 2);
        }
        var backup = rig.backup();
        String made;
        try (var node = rig.start("a")) {
            made = rig.payment(node, 900);
            rig.days(node, 4);
        }
        assertThat(rig.taken()).hasSize(4);

        rig.putBack(backup);
        try (var node = rig.start("a")) {
            rig.days(node, 4);
            Path file = rig.fileOf(made);
            assertThat(rig.desk("a", "status"))
                    .contains(file.getFileName().toString(), "3 payments")
                    .doesNotContain(rig.fileOf(before).getFileName().toString());
            // The third was made after the backup: nothing matches it.
            assertThatThrownBy(() -> rig.desk("a", "adopt", file.toString()))
                    .isInstanceOf(BankDesk.Wrong.class)
                    .hasMessageContaining("--partly");
            assertThat(rig.status(node, after.getFirst())).isEqualTo("APPROVED");
            assertThat(rig.desk("a", "adopt", file.toString(), "--partly"))
                    .contains("2 of its 3 payments", made.replace("-", ""));
            rig.desk("a", "release", "--reason", "known");
            Await.until(() -> !rig.isHeld(node));
            assertThat(rig.status(node, after.getLast())).isEqualTo("SENT");
            rig.days(node, 4);
            assertThat(rig.taken()).isEmpty();
            assertThat(rig.developer(node).get("/payments/v2/credit-transfers/" + made).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void release_isRefusedUntilEachFileIsDecidedOn() throws Exception {
        var rig = rig();
        String first;
        String second;
        PutBackRig.Backup backup;
        try (var node = rig.first("a")) {
            first = rig.payment(node, 100);
            rig.days(node, 1);
            second = rig.payment(node, 200);
        }
        backup = rig.backup();
        try (var node = rig.start("a")) {
            rig.days(node, 5);
        }
        var inOut = rig.messagesInOut();
        rig.putBack(backup);
        try (var node = rig.start("a", "KONTOR_HOLD_BANK_WORK", "on")) {
            Await.until(() -> rig.isHeld(node));
            // The bank can still take them.
            assertThat(rig.refusedRelease(inOut)).contains(inOut);
            assertThat(rig.taken()).hasSize(2);
            String one = rig.messageOf(first);
            String other = rig.messageOf(second);
            assertThat(rig.refusedRelease(List.of())).contains(one, other);
            assertThat(rig.refusedRelease(List.of(one))).contains(other).doesNotContain(one);
            assertThat(rig.refusedRelease(List.of(one, other, "NONE"))).isEmpty();
            rig.desk("a", "adopt", one);
            assertThat(rig.refusedRelease(List.of())).contains(other).doesNotContain(one);
            rig.days(node, 5);
            assertThat(rig.isHeld(node)).isTrue();
            assertThat(rig.taken()).isEmpty();

            assertThat(rig.desk("a", "release", "--reason", "compared", "--never-left", other))
                    .contains("released");
            Await.until(() -> !rig.isHeld(node));
            // Day by day: some days after it is due, the bank's silence makes it UNKNOWN.
            Await.until(
                    () -> {
                        rig.days(node, 1);
                        return rig.status(node, second).equals("SENT");
                    });
            // It leaves again, since somebody said that it never had.
            assertThat(rig.takenAgain()).isEqualTo(PutBackRig.ids(List.of(second)));
        }
    }

    @Test
    void aFileOfPaymentsThatAreNotThere_isAdoptedPartly() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
            rig.days(node, 4);
        }
        rig.taken();
        var backup = rig.backup();
        String made;
        try (var node = rig.start("a")) {
            made = rig.payment(node, 900);
            rig.days(node, 4);
        }
        rig.taken();
        rig.putBack(backup);
        String message = rig.messageOf(made);
        assertThatThrownBy(() -> rig.desk("a", "adopt", message))
                .isInstanceOf(BankDesk.Wrong.class);
        assertThat(rig.desk("a", "adopt", message, "--partly")).contains("0 of its 1 payments");
        assertThat(rig.desk("a", "release", "--reason", "r")).contains("released");
    }

    @Test
    void release_isRefusedWhereTheFolderIsNotTheOneOfTheDatabase() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
        }
        var backup = rig.backup();
        try (var node = rig.start("a")) {
            rig.days(node, 4);
        }
        rig.putBack(backup);
        rig.unmount();
        assertThatThrownBy(() -> rig.desk("a", "release", "--reason", "r"))
                .isInstanceOf(BankDesk.Wrong.class)
                .hasMessageContaining("is not the one of this database");
        rig.mount();
        assertThatThrownBy(() -> rig.desk("a", "release", "--reason", "r"))
                .hasMessageContaining("decided on");
    }

    @Test
    void acknowledgedChangesThatAreGone_stopTheBankWorkAndNotTheApi() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
        }
        var backup = rig.backup();
        try (var node = rig.start("a")) {
            // No file has left: only the positions know.
            rig.payments(node, 2);
        }
        rig.putBack(backup);
        try (var node = rig.start("a")) {
            Await.until(() -> rig.isHeld(node));
            String next = rig.payment(node, 300);
            rig.days(node, 4);
            assertThat(rig.status(node, next)).isEqualTo("APPROVED");
        }
        // With no server running, and more events than were lost meanwhile.
        assertThat(rig.desk("a", "release", "--reason", "nothing had left")).contains("released");
        try (var node = rig.start("a")) {
            rig.days(node, 4);
            Await.until(() -> rig.taken().size() == 2);
            assertThat(rig.isHeld(node)).isFalse();
        }
    }

    @Test
    void anotherDatabase_holdsRealBanks_andReleasedItIsForgotten() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
        }
        rig.putBack(rig.empty());
        String next;
        try (var node = rig.first("a")) {
            Await.until(() -> rig.isHeld(node));
            next = rig.payment(node, 100);
            rig.days(node, 4);
            assertThat(rig.status(node, next)).isEqualTo("APPROVED");
            assertThat(rig.desk("a", "status")).contains("is not in the database");
            rig.desk("a", "release", "--reason", "the old one is gone for good");
            Await.until(() -> !rig.isHeld(node));
            rig.days(node, 4);
            Await.until(() -> rig.status(node, next).equals("SENT"));
        }
        try (var node = rig.start("a")) {
            rig.days(node, 1);
            assertThat(rig.isHeld(node)).isFalse();
        }
    }

    @Test
    void aLostDataFolder_knowsNothingAndHoldsNothing() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
        }
        delete(rig.data("a").resolve("history"));
        try (var node = rig.start("a")) {
            rig.days(node, 4);
            Await.until(() -> rig.taken().size() == 1);
            assertThat(rig.isHeld(node)).isFalse();
        }
    }

    @Test
    void whatOneNodeKnows_stopsTheOther() throws Exception {
        var rig = rig();
        try (var node = rig.first("a")) {
            rig.payment(node, 100);
        }
        var backup = rig.backup();
        try (var node = rig.start("b")) {
            rig.payment(node, 200);
        }
        rig.putBack(backup);
        try (var a = rig.start("a");
                var b = rig.start("b")) {
            Await.until(() -> rig.isHeld(b) && rig.isHeld(a));
            rig.days(a, 4);
            rig.days(b, 1);
            assertThat(rig.taken()).isEmpty();
            rig.desk("a", "release", "--reason", "known");
            Await.until(() -> !rig.isHeld(a) && !rig.isHeld(b));
            rig.days(b, 1);
            Await.until(() -> rig.taken().size() == 1);
        }
    }

    @Test
    void anOperator_holdsAllBankWorkAtTheStart() throws Exception {
        var rig = rig();
        String payment;
        try (var node = rig.first("a")) {
            payment = rig.payment(node, 100);
        }
        try (var node = rig.start("a", "KONTOR_HOLD_BANK_WORK", "on")) {
            Await.until(() -> rig.isHeld(node));
            rig.days(node, 4);
            assertThat(rig.status(node, payment)).isEqualTo("APPROVED");
            assertThat(rig.desk("a", "release", "--reason", "looked")).contains("operator");
            Await.until(() -> !rig.isHeld(node));
            rig.days(node, 1);
            Await.until(() -> rig.taken().size() == 1);
        }
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
