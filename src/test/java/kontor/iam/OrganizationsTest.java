package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.vault.InstallationSecrets;
import org.junit.jupiter.api.Test;

class OrganizationsTest {

    private final IamRoom iam = new IamRoom();

    @Test
    void create_isReadAndListedAndFirstInItsFeed() {
        var made = iam.organizations.find(iam.organization).orElseThrow();
        assertThat(made.name()).isEqualTo("Test");
        assertThat(made.zone()).isEqualTo(ZoneId.of("Europe/Stockholm"));
        assertThat(made.settings().programmaticOwnerApproval()).isTrue();
        assertThat(iam.organizations.all()).contains(iam.organization);
        var first = iam.write(tx -> iam.events.feed(tx, 0, 1)).getFirst();
        assertThat(first.position()).isEqualTo(1);
        assertThat(first.resource()).isEqualTo("organizations");
        assertThat(iam.events.proof(iam.database, iam.organization, 1, Long.MAX_VALUE).holds())
                .isTrue();
    }

    @Test
    void find_knowsNoOther() {
        assertThat(iam.organizations.find(new OrganizationId(Ids.next()))).isEmpty();
    }

    @Test
    void advanceClock_movesBankingTimeForwardOnly() {
        Instant to = Instant.now().plus(Duration.ofDays(3));
        Instant told =
                IamRoom.done(
                        iam.<Outcome<Instant>>write(tx -> iam.organizations.advanceClock(tx, to)));
        var since = Duration.between(to, Instant.now().plus(Duration.ofDays(3)));
        assertThat(told).isBetween(to, to.plus(since));
        assertThat(iam.<Instant>write(tx -> tx.bankNow())).isAfterOrEqualTo(to);
        assertThat(
                        IamRoom.refused(
                                iam.write(
                                        tx ->
                                                iam.organizations.advanceClock(
                                                        tx, to.minusSeconds(60)))))
                .isEqualTo("clock_backwards");
        assertThat(iam.<Instant>write(tx -> tx.bankNow())).isAfterOrEqualTo(to);
    }

    @Test
    void advanceClock_refusesARealOrganization() {
        var real =
                iam.organizations.create(
                        new Organizations.New("Real", false, ZoneId.of("Europe/Berlin")));
        Outcome<Instant> outcome =
                iam.database.write(
                        real,
                        tx ->
                                iam.organizations.advanceClock(
                                        tx, tx.now().plus(Duration.ofDays(1))));
        assertThat(IamRoom.refused(outcome)).isEqualTo("not_a_sandbox");
        assertThat(iam.organizations.find(real).map(Organization::clockOffset))
                .isEqualTo(Optional.of(Duration.ZERO));
        assertThat(
                        iam.organizations
                                .find(real)
                                .map(one -> one.settings().programmaticOwnerApproval()))
                .isEqualTo(Optional.of(false));
    }

    @Test
    void pageTokenKey_isTheSameForAllWhoAskAtOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            InstallationSecrets.pageTokenKey(
                                                                    iam.database, TestKontor.VAULT),
                                                    threads))
                            .limit(8)
                            .toList();
            assertThat(asked)
                    .extracting(CompletableFuture::join)
                    .hasSize(8)
                    .allSatisfy(
                            key ->
                                    assertThat(key)
                                            .hasSize(32)
                                            .isEqualTo(
                                                    InstallationSecrets.pageTokenKey(
                                                            iam.database, TestKontor.VAULT)));
        }
    }
}
