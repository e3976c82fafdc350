package kontor.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.TestKontor;
import kontor.banks.BankLine;
import kontor.banks.Instructions;
import kontor.connections.AnyBank;
import kontor.connections.BankProfile;
import kontor.connections.Channels;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();
    private final Holds holds =
            new Holds(database, TestKontor.shared().wiring().ground().journal());
    private final SentFiles files =
            new SentFiles(
                    database,
                    new Channels(List.of()),
                    new Instructions(TestKontor.shared().wiring().ground().journal(), List.of()));
    private final BankLine line = new BankLine(organization, AnyBank.of(BankProfile.GENERIC));

    private List<SentFiles.Lost> lost(String... messageIds) {
        return List.of(messageIds).stream()
                .map(id -> new SentFiles.Lost(line, id + ".xml", id))
                .toList();
    }

    private List<Hold> open() {
        return database.read(organization, holds.table()::open);
    }

    @Test
    void lostFiles_areHeldOnce() {
        holds.lostFiles(line, lost("M1", "M2"), files);
        holds.lostFiles(line, lost("M1", "M2"), files);
        assertThat(open())
                .extracting(Hold::detail)
                .containsExactly(
                        "2 files that left for the bank are not in the database: M1.xml, M2.xml");
    }

    @Test
    void whatWasReleasedWhileANodeLooked_isNotHeldAgain() {
        var seen = lost("M1", "M2");
        holds.lostFiles(line, seen, files);
        assertThat(holds.release(organization, seen, "operator", "known")).hasSize(1);
        // The node looked before, and comes to write it down only now.
        holds.lostFiles(line, seen, files);
        assertThat(open()).isEmpty();
    }

    @Test
    void whatWasLostBesideReleasedFiles_isHeld() {
        holds.lostFiles(line, lost("M1"), files);
        holds.release(organization, lost("M1"), "operator", "known");
        holds.lostFiles(line, lost("M1", "M3"), files);
        assertThat(open()).hasSize(1);
    }
}
