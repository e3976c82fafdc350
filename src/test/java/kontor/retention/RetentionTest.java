package kontor.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import kontor.Await;
import kontor.OneOfEach;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.leases.Lease;
import kontor.leases.Leases;
import org.junit.jupiter.api.Test;

/** What goes when its time is over, and what stays. */
class RetentionTest {

    private static final Keep A_DAY = new Keep(Duration.ofDays(1), Duration.ofDays(1));

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();

    private void round() {
        kontor.wiring().housekeeping(A_DAY).round(sandbox.organization());
    }

    private void sql(String sql) {
        kontor.database().write(sandbox.organization(), tx -> tx.update(sql).execute());
    }

    private long count(String sql) {
        return kontor.database()
                .read(sandbox.organization(), tx -> tx.query(sql).mapTo(Long.class).one());
    }

    private long chunks() {
        return count(
                """
                SELECT (SELECT count(*) FROM instruction_chunks WHERE organization_id = :org)
                     + (SELECT count(*) FROM inbox_chunks WHERE organization_id = :org)
                     + (SELECT count(*) FROM batch_pieces WHERE organization_id = :org)
                """);
    }

    private long files() {
        return count(
                """
                SELECT (SELECT count(*) FROM instructions WHERE organization_id = :org AND length(sha256) = 32)
                     + (SELECT count(*) FROM inbox_files WHERE organization_id = :org AND length(sha256) = 32)
                     + (SELECT count(*) FROM batches WHERE organization_id = :org)
                     + (SELECT count(*) FROM mandate_imports WHERE organization_id = :org)
                """);
    }

    /** As if all of it had happened two days ago. */
    private void age() {
        sql(
                """
                UPDATE instructions SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        sql(
                """
                UPDATE inbox_files SET processed = now() - interval '2 days' WHERE organization_id = :org
                """);
        sql(
                """
                UPDATE batches SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        sql(
                """
                UPDATE mandate_imports SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
    }

    private void allDone() {
        sql("UPDATE instructions SET state = 'SENT' WHERE organization_id = :org");
        sql("UPDATE inbox_files SET state = 'PROCESSED' WHERE organization_id = :org");
        sql(
                """
                UPDATE batches SET open = false, status = 'COMPLETED' WHERE organization_id = :org
                """);
    }

    private boolean bytesGoAndRowsStay() {
        allDone();
        age();
        long before = files();
        round();
        return chunks() == 0
                && count("SELECT count(*) FROM status_reports WHERE organization_id = :org") == 0
                && files() == before;
    }

    @Test
    void bytes_goWhenTheirTimeIsOver_andRowsStay() {
        OneOfEach.idsIn(sandbox);
        allDone();
        round();
        assertThat(chunks()).as("within their time").isPositive();
        // The test bank may answer meanwhile: then what came is aged, too.
        Await.until(() -> bytesGoAndRowsStay());
        assertThat(files()).isPositive();
    }

    /** So that the server does not finish, while they are aged, what is open again. */
    private Lease workOnImports() {
        var id =
                kontor.database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.query(
                                                        """
                                                        SELECT id FROM mandate_imports WHERE organization_id = :org
                                                        """)
                                                .mapTo(UUID.class)
                                                .one());
        var leases = new Leases(kontor.database());
        var held = new AtomicReference<Lease>();
        Await.until(
                () -> {
                    leases.tryTake(sandbox.organization(), id, () -> {}).ifPresent(held::set);
                    return held.get() != null;
                });
        return held.get();
    }

    @Test
    void whatSomebodyStillWorksWith_stays() {
        OneOfEach.idsIn(sandbox);
        sql("UPDATE instructions SET state = 'UNKNOWN' WHERE organization_id = :org");
        sql("UPDATE inbox_files SET state = 'QUARANTINED' WHERE organization_id = :org");
        // Leased, so that the server does not finish them meanwhile either.
        sql(
                """
                UPDATE batches SET open = true, lease = gen_random_uuid(), leased_until = now() + interval '1 day'
                WHERE organization_id = :org
                """);
        try (var _ = workOnImports()) {
            sql(
                    """
                    UPDATE mandate_imports SET open = true, status = 'CREATED' WHERE organization_id = :org
                    """);
            long before = chunks();
            age();
            round();
            assertThat(chunks()).isEqualTo(before).isPositive();
        }
    }

    @Test
    void duplicates_areEmptiedAtOnce() {
        OneOfEach.idsIn(sandbox);
        sql("UPDATE inbox_files SET state = 'DUPLICATE' WHERE organization_id = :org");
        round();
        assertThat(count("SELECT count(*) FROM inbox_chunks WHERE organization_id = :org"))
                .isZero();
    }

    @Test
    void deletedCounterparty_isErased_andTheProofOfTheFeedHolds() {
        String id =
                sandbox.developer()
                        .post(
                                "/payments/v2/counterparties",
                                """
                                {"legalName": "Quentin Unusual", "email": "q@example.com", "accounts": [{"market": "DE",
                                 "identifiers": [{"type": "IBAN", "market": "DE", "number": "DE64500105173198833324"}]}]}
                                """)
                        .created()
                        .at("/id");
        assertThat(sandbox.developer().delete("/payments/v2/counterparties/" + id).status())
                .isEqualTo(204);
        round();
        assertThat(personalData()).as("within its time").isPositive();
        sql(
                """
                UPDATE counterparties SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        sql(
                """
                UPDATE external_accounts SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        round();
        assertThat(personalData()).isZero();
        var proof = sandbox.owner().get("/iam/v2beta/audit-log:verify").ok();
        assertThat(proof.json().path("ok").asBoolean()).as(proof.body()).isTrue();
        assertThat(proof.json().path("erased").asInt()).as(proof.body()).isPositive();
        assertThat(sandbox.developer().get("/payments/v2/counterparties/" + id).status())
                .isEqualTo(410);
        assertThat(sandbox.developer().get("/payments/v2/counterparties").status()).isEqualTo(200);
        assertThat(sandbox.owner().get("/iam/v2beta/audit-log-entries").status()).isEqualTo(200);
    }

    private long personalData() {
        return count(
                """
                SELECT (SELECT count(*) FROM counterparties WHERE organization_id = :org
                            AND (legal_name LIKE '%Unusual%' OR email IS NOT NULL AND deleted))
                     + (SELECT count(*) FROM external_accounts WHERE organization_id = :org AND deleted
                            AND identifiers LIKE '%DE64500105173198833324%')
                     + (SELECT count(*) FROM events WHERE organization_id = :org
                            AND (snapshot LIKE '%Unusual%' OR details LIKE '%Unusual%'))
                """);
    }

    @Test
    void failingStep_keepsNoOtherFromBeingDone() {
        var done = new ArrayList<String>();
        var broken =
                new Step(
                        "broken",
                        _ -> {
                            throw new IllegalStateException("broken");
                        });
        var whole = new Step("whole", _ -> done.add("slice") && done.size() < 3);
        new Housekeeping(List.of(broken, whole)).round(sandbox.organization());
        assertThat(done).as("slices until there is no more").hasSize(3);
    }
}
