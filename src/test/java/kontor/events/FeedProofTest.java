package kontor.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.Invariants;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with a hand in the database can do to a feed, and that the proof tells. */
class FeedProofTest {

    private static final int EVENTS = 6;

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();
    private final Events events = new Events();
    private long before;

    @BeforeEach
    void recordSome() {
        Invariants.spare(organization);
        before = proof().to();
        for (int i = 1; i <= EVENTS; i++) {
            record(i);
        }
        assertThat(proof().holds()).isTrue();
        assertThat(proof().events()).isEqualTo(before + EVENTS);
    }

    private void record(int number) {
        database.write(
                organization,
                tx -> {
                    events.record(
                            tx,
                            new NewEvent(
                                    "mandates",
                                    new UUID(number, number),
                                    1,
                                    NewEvent.Type.CREATED,
                                    "CREATED",
                                    NewEvent.KONTOR,
                                    Optional.of(Ids.next()),
                                    Optional.of("said " + number),
                                    Map.of("k", "v" + number),
                                    "{\"number\":" + number + "}"));
                    return true;
                });
    }

    private FeedProof proof() {
        return events.proof(database, organization, 1, Long.MAX_VALUE);
    }

    /** As the owner of the tables can who first switches off what protects them. */
    private void tamper(String sql) {
        database.write(
                organization,
                tx -> {
                    for (String table : new String[] {"events", "feeds"}) {
                        tx.sql().execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
                    }
                    int rows = update(tx, sql);
                    for (String table : new String[] {"events", "feeds"}) {
                        tx.sql().execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
                    }
                    assertThat(rows).as(sql).isPositive();
                    return true;
                });
    }

    private int update(Tx tx, String sql) {
        return tx.sql()
                .createUpdate(
                        sql.replace(":nth", Long.toString(before + 3))
                                .replace(":last", Long.toString(before + EVENTS))
                                .replace(":org", "'" + organization + "'"))
                .execute();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resource        | 'accounts'",
                "resource_id     | '00000000-0000-0000-0000-000000000001'",
                "version         | 2",
                "type            | 'UPDATED'",
                "name            | 'CHANGED'",
                "occurred        | occurred + interval '1 microsecond'",
                "originator      | 'BANK'",
                "request_id      | '00000000-0000-0000-0000-000000000001'",
                "request_id      | NULL",
                "message         | 'said otherwise'",
                "message         | NULL",
                "details         | '{}'",
                "details         | NULL",
                "snapshot        | '[]'",
                "snapshot        | NULL",
                "payload_digest  | sha256('x')",
                "digest          | sha256('x')",
                "link_version    | 1"
            })
    void changedMember_isFound(String column, String value) {
        tamper(
                "UPDATE events SET "
                        + column
                        + " = "
                        + value
                        + " WHERE organization_id = :org AND position = :nth");
        assertThat(proof().firstBroken()).hasValue(before + 3);
        assertThat(proof().events()).isEqualTo(before + 2);
    }

    @Test
    void payloadExchangedTogetherWithItsDigest_isFound() {
        byte[] digest = new Digests().ofPayload("{}", "said 3", "{\"k\":\"v3\"}");
        tamper(
                "UPDATE events SET snapshot = '{}', payload_digest = '\\x"
                        + HexFormat.of().formatHex(digest)
                        + "' WHERE organization_id = :org AND position = :nth");
        assertThat(proof().firstBroken()).hasValue(before + 3);
    }

    @Test
    void eventDeletedInTheMiddle_isFound() {
        tamper("DELETE FROM events WHERE organization_id = :org AND position = :nth");
        assertThat(proof().firstBroken()).hasValue(before + 3);
    }

    @Test
    void tailDeleted_isFound() {
        tamper("DELETE FROM events WHERE organization_id = :org AND position > :nth");
        assertThat(proof().firstBroken()).hasValue(before + 4);
    }

    @Test
    void everythingDeleted_isFound() {
        tamper("DELETE FROM events WHERE organization_id = :org");
        assertThat(proof().firstBroken()).hasValue(1);
    }

    @Test
    void feedRowDeleted_isFound() {
        tamper("DELETE FROM feeds WHERE organization_id = :org");
        assertThat(proof().firstBroken()).hasValue(1);
    }

    @Test
    void twoSwapped_areFound() {
        tamper(
                "UPDATE events SET position = -position WHERE organization_id = :org AND position"
                        + " IN (:nth, :nth + 1)");
        tamper(
                "UPDATE events SET position = 2 * :nth + 1 + position WHERE organization_id = :org"
                        + " AND position < 0");
        assertThat(proof().firstBroken()).hasValue(before + 3);
    }

    @Test
    void strangerBehindTheEnd_isFound() {
        tamper(
                "UPDATE events SET position = position + 1 WHERE organization_id = :org AND"
                        + " position = :last");
        assertThat(proof().firstBroken()).hasValue(before + EVENTS);
        tamper(
                "UPDATE events SET position = position - 1 WHERE organization_id = :org AND"
                        + " position = :last + 1");
        tamper("UPDATE feeds SET position = position - 1 WHERE organization_id = :org");
        assertThat(proof().firstBroken()).hasValue(before + EVENTS);
    }

    /**
     * Who moves the end of the feed back with the tail fools the feed, not an auditor who kept a
     * digest.
     */
    @Test
    void tailDeletedAndFeedMovedBack_isToldByTheDigestOfAnEarlierProof() {
        var kept = proof();
        tamper("DELETE FROM events WHERE organization_id = :org AND position = :last");
        tamper(
                """
                UPDATE feeds f SET position = e.position, digest = e.digest FROM events e
                WHERE f.organization_id = :org AND e.organization_id = :org AND e.position = :last - 1\
                """);
        assertThat(proof().holds()).isTrue();
        record(EVENTS + 1);
        var again = events.proof(database, organization, 1, kept.to());
        assertThat(again.holds()).isTrue();
        assertThat(again.digest()).isNotEqualTo(kept.digest());
    }

    @Test
    void earlierDigest_isTheSameWhenAskedLater() {
        var kept = proof();
        record(EVENTS + 1);
        assertThat(events.proof(database, organization, 1, kept.to()).digest())
                .isEqualTo(kept.digest());
        var part = events.proof(database, organization, before + 2, before + 4);
        assertThat(part.holds()).isTrue();
        assertThat(part.events()).isEqualTo(3);
    }

    @Test
    void erasedPayload_leavesTheProofWhole() {
        int rows =
                database.write(
                        organization,
                        tx ->
                                update(
                                        tx,
                                        """
                                        UPDATE events SET snapshot = NULL, message = NULL, details = NULL
                                        WHERE organization_id = :org AND position = :nth\
                                        """));
        assertThat(rows).isEqualTo(1);
        assertThat(proof().holds()).isTrue();
        assertThat(proof().erased()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events SET snapshot = NULL WHERE organization_id = :org AND position ="
                        + " :nth",
                "UPDATE events SET name = name || 'X' WHERE organization_id = :org AND position ="
                        + " :nth",
                "UPDATE events SET link_version = 1, snapshot = NULL, message = NULL, details ="
                        + " NULL WHERE organization_id = :org",
                "DELETE FROM events WHERE organization_id = :org AND position = :nth",
                "TRUNCATE events",
                "UPDATE feeds SET position = position - 1 WHERE organization_id = :org",
                "UPDATE feeds SET digest = sha256('x') WHERE organization_id = :org",
                "DELETE FROM feeds WHERE organization_id = :org",
                "TRUNCATE feeds"
            })
    void history_cannotBeChangedByTheServersRole(String sql) {
        assertThatThrownBy(() -> database.write(organization, tx -> update(tx, sql)))
                .hasMessageMatching("(?s).*(append-only|only moves on).*");
        assertThat(proof().holds()).isTrue();
    }

    /** Events of before migration 15 keep the rule they were linked by. */
    @Test
    void eventsOfTheOlderRule_areProvedByIt() {
        relinkByRule1(before + EVENTS);
        assertThat(proof().holds()).isTrue();
        record(EVENTS + 1);
        assertThat(proof().holds()).isTrue();
        assertThat(proof().events()).isEqualTo(before + EVENTS + 1);
        tamper(
                "UPDATE events SET name = 'CHANGED' WHERE organization_id = :org AND position ="
                        + " :nth");
        assertThat(proof().firstBroken()).hasValue(before + 3);
    }

    /** Or whoever changes a member that rule 1 does not bind could link the event by that. */
    @Test
    void olderRuleAfterTheNewer_isFound() {
        var digests = new Digests();
        var links =
                database.read(
                        organization,
                        tx -> new AuditTable().links(tx, before + EVENTS - 2, Long.MAX_VALUE, 2));
        var last = links.getLast();
        byte[] snapshotDigest = digests.ofSnapshot("{\"number\":6}");
        String link =
                hex(digests.linkOfRule1(links.getFirst().digest(), last.facts(), snapshotDigest));
        tamper(
                "UPDATE events SET link_version = 1, payload_digest = "
                        + hex(snapshotDigest)
                        + ", digest = "
                        + link
                        + " WHERE organization_id = :org AND position = :last");
        tamper("UPDATE feeds SET digest = " + link + " WHERE organization_id = :org");
        assertThat(proof().firstBroken()).hasValue(before + EVENTS);
    }

    private void relinkByRule1(long last) {
        var digests = new Digests();
        byte[] link = Digests.START_OF_FEED;
        for (long position = 1; position <= last; position++) {
            long at = position;
            var event =
                    database.read(organization, tx -> new AuditTable().links(tx, at - 1, at, 1))
                            .getFirst();
            byte[] snapshotDigest = digests.ofSnapshot(event.snapshot());
            link = digests.linkOfRule1(link, event.facts(), snapshotDigest);
            tamper(
                    "UPDATE events SET link_version = 1, payload_digest = "
                            + hex(snapshotDigest)
                            + ", digest = "
                            + hex(link)
                            + " WHERE organization_id = :org AND position = "
                            + position);
        }
        tamper("UPDATE feeds SET digest = " + hex(link) + " WHERE organization_id = :org");
    }

    private static String hex(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
    }
}
