package kontor.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.changes.IdempotencyKey.Scope;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyPatch;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.NewCounterparty;
import kontor.sameness.Content;
import kontor.sameness.RequestDigest;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;

/** Changes as pages and agents ask for them, without a request of HTTP. */
class ChangesTest {

    private static final Scope PATH = new Scope.Path("POST", "/payments/v2/counterparties");

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Changes changes = kontor.wiring().ground().changes();
    private final ExternalIds externalIds = new ExternalIds();
    private final Counterparties counterparties =
            new Counterparties(
                    kontor.wiring().ground().journal(),
                    externalIds,
                    new ExternalAccounts(
                            kontor.wiring().ground().journal(),
                            externalIds,
                            List.of(),
                            kontor.wiring().parties().payeeReviews()),
                    (_, _) -> Set.of(),
                    (_, _) -> {});
    private final Door<NewCounterparty> create = counterparties::create;
    private final Caller anna = person();
    private final Caller bertil = person();

    private Caller person() {
        var user = Ids.next();
        return new Caller(organization, user, "u", "U", Ids.next(), true, false, Set.of(), 100);
    }

    private static Sender sender(Caller caller, Optional<IdempotencyKey> key) {
        return new Sender(caller, Ids.next(), key);
    }

    private static Optional<IdempotencyKey> key(Scope scope) {
        return Optional.of(
                new IdempotencyKey(
                        scope, "k", RequestDigest.of("", Content.of(new byte[1])), 201, 200));
    }

    private Outcome<Changed> made(Sender sender, String members) {
        byte[] body = ("{\"legalName\": \"A\"" + members + "}").getBytes(StandardCharsets.UTF_8);
        var wanted = NewCounterparty.parse(JsonFields.of(body));
        var id = new ResourceRef.ById(Ids.next());
        return changes.change(sender, create, id, Optional.empty(), wanted);
    }

    private Outcome<Changed> patched(String target, Optional<Integer> ifMatch) {
        var sender = sender(anna, Optional.empty());
        return changes.change(
                sender, counterparties.patch, ResourceRef.parse(target), ifMatch, alias());
    }

    private static CounterpartyPatch alias() {
        byte[] body =
                "[{\"op\": \"replace\", \"path\": \"/alias\", \"value\": \"B\"}]"
                        .getBytes(StandardCharsets.UTF_8);
        return CounterpartyPatch.parse(JsonPatch.parse(body, CounterpartyPatch.RULES));
    }

    private static Snapshot fresh(Outcome<Changed> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        var changed = ((Outcome.Done<Changed>) outcome).value();
        assertThat(changed).isInstanceOf(Changed.Fresh.class);
        return ((Changed.Fresh) changed).snapshot();
    }

    private static StoredAnswer replayed(Outcome<Changed> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        var changed = ((Outcome.Done<Changed>) outcome).value();
        assertThat(changed).isInstanceOf(Changed.Replay.class);
        return ((Changed.Replay) changed).answer();
    }

    private static Refusal refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    @Test
    void keyOfAPage_isThePersonsAlone() {
        var mine = key(new Scope.Person(anna.userId(), "new counterparty"));
        var theirs = key(new Scope.Person(bertil.userId(), "new counterparty"));
        var first = fresh(made(sender(anna, mine), ""));
        assertThat(replayed(made(sender(anna, mine), "")))
                .isEqualTo(new StoredAnswer(201, Optional.of(first.json()), 1));
        assertThat(fresh(made(sender(bertil, theirs), "")).id()).isNotEqualTo(first.id());
        assertThat(fresh(made(sender(anna, key(PATH)), "")).id()).isNotEqualTo(first.id());
    }

    @Test
    void keyOfThePath_isTheOrganizations() {
        var first = fresh(made(sender(anna, key(PATH)), ""));
        assertThat(replayed(made(sender(bertil, key(PATH)), "")).body()).hasValue(first.json());
    }

    /** Claims of earlier versions must be found again. */
    @Test
    void claimOfAPath_isKeptUnderTheSameDigestAsEver() throws Exception {
        String words = organization + "\nPOST\n/payments/v2/counterparties\nk";
        var sha256 =
                MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.wrap(sha256);
        var claim = Claim.of(sender(anna, key(PATH))).orElseThrow();
        assertThat(claim.key()).isEqualTo(new UUID(bytes.getLong(), bytes.getLong()));
    }

    @Test
    void externalId_isLookedUpOnTheWay() {
        var made = fresh(made(sender(anna, Optional.empty()), ", \"externalId\": \"e-1\""));
        var patched = fresh(patched("external:e-1", Optional.of(1)));
        assertThat(patched.id()).isEqualTo(made.id());
        assertThat(patched.version()).isEqualTo(2);
    }

    @Test
    void refusals_comeInTheirOrder() {
        assertThat(refused(patched("external:nobody", Optional.of(7))).code())
                .isEqualTo("not_found");
        assertThat(refused(patched("never-an-id", Optional.of(7))).message())
                .isEqualTo("Counterparty not found");
        var made = fresh(made(sender(anna, Optional.empty()), ", \"externalId\": \"e-2\""));
        assertThat(refused(patched("external:e-2", Optional.of(7))).code())
                .isEqualTo("stale_version");
        var gone =
                changes.change(
                        sender(anna, Optional.empty()),
                        counterparties.delete,
                        ResourceRef.parse("external:e-2"),
                        Optional.empty(),
                        NoInput.NONE);
        fresh(gone);
        assertThat(refused(patched("external:e-2", Optional.of(7))).code()).isEqualTo("deleted");
        assertThat(refused(patched(made.id().toString(), Optional.of(7))).code())
                .isEqualTo("deleted");
    }

    /** In one list, the second change meant for version 1 meets version 2. */
    @Test
    void sameResourceTwiceInAList_isChangedInTurns() {
        UUID id = fresh(made(sender(anna, Optional.empty()), "")).id();
        var meantForOne = new Request<>(anna, Ids.next(), id, Optional.of(1), alias());
        var meantForAny = new Request<>(anna, Ids.next(), id, Optional.empty(), alias());
        var outcomes =
                kontor.database()
                        .write(
                                organization,
                                tx ->
                                        counterparties.patch.apply(
                                                tx,
                                                List.of(meantForOne, meantForOne, meantForAny)));
        assertThat(outcomes.get(0).map(Snapshot::version)).isEqualTo(Outcome.done(2));
        assertThat(refused(outcomes.get(1)).code()).isEqualTo("stale_version");
        assertThat(outcomes.get(2).map(Snapshot::version)).isEqualTo(Outcome.done(3));
    }

    /** As when a database is restarted, or a session is ended by whoever looks after it. */
    @Test
    void workWhoseSessionWasLost_answersAsItsTwinDid() {
        var sender = sender(anna, key(PATH));
        var anotherNode = new Changes(kontor.database());
        var first =
                changes.answerStored(
                        sender,
                        () -> {
                            endSessionsThatHoldKeys();
                            var twin =
                                    anotherNode.answerStored(
                                            sender, () -> StoredAnswer.of(200, "\"twin\""));
                            assertThat(answer(twin)).isEqualTo("\"twin\" fresh");
                            return StoredAnswer.of(200, "\"first\"");
                        });
        assertThat(answer(first)).isEqualTo("\"twin\" replayed");
    }

    private static String answer(Outcome<Answered> outcome) {
        var answered = outcome.stream().findFirst().orElseThrow();
        return answered.answer().body().orElseThrow()
                + (answered.replayed() ? " replayed" : " fresh");
    }

    private void endSessionsThatHoldKeys() {
        int ended =
                kontor.database()
                        .read(
                                organization,
                                tx ->
                                        tx.sql()
                                                .createQuery(
                                                        """
                                                        SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_locks
                                                        WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                                                            AND pid <> pg_backend_pid()
                                                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                                                        """)
                                                .mapTo(Integer.class)
                                                .one());
        assertThat(ended).isPositive();
    }
}
