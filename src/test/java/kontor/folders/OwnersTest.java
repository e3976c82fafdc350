package kontor.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import kontor.banks.TestPayments;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a sandbox only tries and what is real never meet in a folder, and neither do two tenants.
 */
class OwnersTest {

    @TempDir private Path base;
    private final OrganizationId one = new OrganizationId(Ids.next());
    private final OrganizationId other = new OrganizationId(Ids.next());
    private final Connection bank = TestPayments.connection("bank");
    private final Set<OrganizationId> sandboxes = new HashSet<>();
    private final Owners owners = new Owners(sandboxes::contains);

    private BankFolder folder(OrganizationId organization) {
        return BankFolder.of(base, organization, bank);
    }

    private void check(OrganizationId organization) throws IOException {
        owners.check(folder(organization), organization, bank);
    }

    private void isRefused(OrganizationId organization, String... words) {
        assertThatThrownBy(
                        () ->
                                new Owners(sandboxes::contains)
                                        .check(folder(organization), organization, bank))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newFolder_andThatOfTheVersionBefore_areMarked(boolean sandbox) throws IOException {
        if (sandbox) {
            sandboxes.addAll(Set.of(one, other));
        }
        String mark = sandbox ? Owners.SANDBOX : Owners.REAL;
        check(one);
        check(one);
        Files.createDirectories(folder(other).root().resolve("in"));
        check(other);
        assertThat(folder(one).root().resolve(mark)).hasContent(one + "\n");
        assertThat(folder(other).root().resolve(mark)).hasContent(other + "\n");
        assertThat(folder(one).root().toFile().list()).containsExactly(mark);
    }

    @Test
    void folderOfTheOtherKind_isRefused() throws IOException {
        check(one);
        sandboxes.add(one);
        isRefused(one, "real organization", "is a sandbox");
        sandboxes.add(other);
        check(other);
        sandboxes.remove(other);
        isRefused(other, "one of a sandbox", "is real");
    }

    @Test
    void folderOfAnotherOrganization_isRefused_alsoInPlaceOfOnesOwn() throws IOException {
        check(one);
        check(other);
        check(other);
        Files.move(folder(other).root(), base.resolve("away"));
        Files.move(folder(one).root(), folder(other).root());
        assertThatThrownBy(() -> check(other))
                .hasMessageContaining("belongs to another organization")
                .hasMessageContaining(one.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -s /etc/hostname ", "mkdir ", "mkfifo ", "touch "})
    void markThatIsNone_isRefused(String made) throws Exception {
        Path root = Files.createDirectories(folder(one).root());
        run(made + root.resolve(Owners.REAL));
        isRefused(one, made.equals("touch ") ? "belongs to another" : "it is no file");
    }

    @Test
    void twoLedToOneFolder_doNotWorkInItBoth() throws Exception {
        check(one);
        Path theirs = folder(other).root();
        Files.createDirectories(theirs.getParent());
        Files.createSymbolicLink(theirs, folder(one).root());
        isRefused(other, "is a link");
        Files.delete(theirs);
        Files.createDirectory(theirs);
        assumeTrue(isRun("mount --bind " + folder(one).root() + " " + theirs), "only root can");
        try {
            isRefused(other, "belongs to another organization");
        } finally {
            run("umount " + theirs);
        }
    }

    @Test
    void whatIsMounted_isNoFolderOfASandboxUntilSomebodySaysSo() throws Exception {
        sandboxes.add(one);
        Path root = Files.createDirectories(folder(one).root());
        assumeTrue(isRun("mount -t tmpfs none " + root), "only root can");
        try {
            isRefused(one, "is not marked as a sandbox", Owners.SANDBOX);
            Files.writeString(root.resolve(Owners.SANDBOX), one.toString());
            check(one);
            sandboxes.remove(one);
            isRefused(one, "is real");
            Files.delete(root.resolve(Owners.SANDBOX));
            check(one);
        } finally {
            run("umount " + root);
        }
    }

    private static boolean isRun(String command) throws Exception {
        var started = new ProcessBuilder("sh", "-c", command + " 2> /dev/null").start();
        return started.waitFor() == 0;
    }

    private static void run(String command) throws Exception {
        assertThat(isRun(command)).as(command).isTrue();
    }
}
