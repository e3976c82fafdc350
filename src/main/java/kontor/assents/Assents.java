package kontor.assents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.passkeys.Passkey;
import kontor.passkeys.Shown;
import kontor.passkeys.Signing;
import kontor.wire.Json;

/** The door to approvals with proof. */
public final class Assents {

    /** That one statement names. */
    public static final int MOST = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Signers signers;
    private final Signing signing;
    private final ChallengeTable table = new ChallengeTable();

    public Assents(Signers signers, Signing signing) {
        this.signers = signers;
        this.signing = signing;
    }

    /**
     * What somebody is asked to sign.
     *
     * @param options for {@code navigator.credentials.get}
     */
    public record Asked(ObjectNode options, Challenge challenge) {

        /** ApprovalChallenge of the API. */
        public ObjectNode view() {
            var view =
                    Json.object()
                            .put("id", challenge.id().toString())
                            .put("challenge", options.path("challenge").asText())
                            .put("statement", challenge.statement().text())
                            .put("expires", Json.timestamp(challenge.until()));
            view.set("options", options);
            return view;
        }
    }

    /** Whether this caller, as everybody, approves with a passkey only. */
    public boolean isDemanded(Tx tx, Caller caller) {
        if (!tx.organization().equals(caller.organization())) {
            throw new IllegalArgumentException("another organization than the caller's");
        }
        return tx.attachment(Demand.class, () -> new Demand(signers.isProofDemanded().test(tx)))
                .is();
    }

    /** Asked once a transaction, however many payments it decides. */
    private record Demand(boolean is) {}

    /** Whether the caller has a passkey to approve with. */
    public boolean canSign(Tx tx, Caller caller) {
        return signers.identityOf(tx, caller)
                .flatMap(one -> signing.ask(tx, one, new byte[0]))
                .isPresent();
    }

    /** Stands for these items in a form, so that nothing else is signed than what it shows. */
    public static String seen(List<Item> items) {
        return Statement.seen(items);
    }

    /**
     * Draws a challenge that names these, 1 to {@link #MOST}. Refuses what changed since it was
     * shown, and who has no passkey.
     *
     * @param session of the browser that asks; empty for programs
     * @param seen what its page shows, by {@link #seen}; empty for programs
     */
    public Outcome<Asked> ask(
            Tx tx, Caller caller, Optional<UUID> session, List<Item> items, String seen) {
        if (session.isPresent() && !seen.equals(seen(items))) {
            return Outcome.refused(AssentRefusal.CHANGED_SINCE_SHOWN.refusal());
        }
        return Outcome.of(signers.identityOf(tx, caller), AssentRefusal.PERSON_NEEDED::refusal)
                .flatMap(identity -> ask(tx, challenge(tx, caller, identity, session, items)));
    }

    private static Challenge challenge(
            Tx tx, Caller caller, UUID identity, Optional<UUID> session, List<Item> items) {
        var until = tx.now().plus(PATIENCE).truncatedTo(ChronoUnit.MILLIS);
        var head = new Statement.Head(tx.organization(), caller.userId(), UUID.randomUUID(), until);
        return new Challenge(
                Ids.next(),
                caller.userId(),
                identity,
                session,
                Statement.of(head, items),
                until,
                Optional.empty());
    }

    private Outcome<Asked> ask(Tx tx, Challenge challenge) {
        var options = signing.ask(tx, challenge.identity(), challenge.statement().challenge());
        if (options.isEmpty()) {
            return Outcome.refused(AssentRefusal.PASSKEY_MISSING.refusal());
        }
        table.forget(tx, challenge.user());
        table.insert(tx, challenge);
        return Outcome.done(new Asked(options.get(), challenge));
    }

    /**
     * Judges what somebody approves with, after whether they may; {@link #keep} then keeps it with
     * the decision. Refuses by {@link AssentRefusal}.
     *
     * @param named a chain names the role of the caller; false for the step of the owner
     * @return the challenge that was answered; empty where none had to be
     */
    public Outcome<Optional<UUID>> given(
            Tx tx, Caller caller, Assent assent, Item item, boolean named) {
        return switch (assent) {
            case Assent.OfBatch _ -> Outcome.done(Optional.empty());
            case Assent.None _ -> unsigned(tx, caller, named);
            case Assent.Signed signed -> signed(tx, caller, signed, item);
        };
    }

    private Outcome<Optional<UUID>> unsigned(Tx tx, Caller caller, boolean named) {
        if (!isDemanded(tx, caller)) {
            return Outcome.done(Optional.empty());
        }
        if (signers.behind().apply(tx, caller).isPresent()) {
            return Outcome.refused(AssentRefusal.PROOF_NEEDED.refusal());
        }
        return caller.programmatic() && named
                ? Outcome.done(Optional.empty())
                : Outcome.refused(AssentRefusal.PERSON_NEEDED.refusal());
    }

    private Outcome<Optional<UUID>> signed(Tx tx, Caller caller, Assent.Signed signed, Item item) {
        var found =
                Optional.of(signed)
                        .filter(Assent.Signed::isShort)
                        .flatMap(one -> signing.challengeOf(one.response()))
                        .flatMap(challenge -> table.lock(tx, challenge))
                        .filter(one -> one.isOf(caller.userId(), signed.session()));
        if (found.isEmpty()) {
            return Outcome.refused(AssentRefusal.CHALLENGE_UNKNOWN.refusal());
        }
        var challenge = found.get();
        var refused = refusal(tx, challenge, signed, item);
        if (refused.isPresent()) {
            return Outcome.refused(refused.get().refusal());
        }
        if (challenge.answer().isEmpty() && !isAnswered(tx, caller, challenge, signed)) {
            return Outcome.refused(AssentRefusal.ASSERTION_REFUSED.refusal());
        }
        return Outcome.done(Optional.of(challenge.id()));
    }

    private Optional<AssentRefusal> refusal(
            Tx tx, Challenge challenge, Assent.Signed signed, Item item) {
        var answer = challenge.answer();
        if (!tx.now().isBefore(challenge.until())) {
            return Optional.of(AssentRefusal.CHALLENGE_OVER);
        }
        if (answer.filter(one -> !one.response().equals(signed.response())).isPresent()) {
            return Optional.of(AssentRefusal.CHALLENGE_ANSWERED);
        }
        if (!challenge.statement().isAbout(item)) {
            return Optional.of(AssentRefusal.NOT_SIGNED_FOR);
        }
        if (!challenge.statement().names(item)) {
            return Optional.of(AssentRefusal.CHANGED_SINCE_SIGNED);
        }
        return answer.filter(one -> !signing.has(tx, challenge.identity(), one.passkey()))
                .map(_ -> AssentRefusal.PASSKEY_REMOVED);
    }

    private boolean isAnswered(Tx tx, Caller caller, Challenge challenge, Assent.Signed signed) {
        byte[] asked = challenge.statement().challenge();
        return switch (signing.judge(tx, challenge.identity(), asked, signed.response())) {
            case Shown.Refused() -> false;
            case Shown.Copied _ -> {
                signers.copied().accept(caller);
                yield false;
            }
            case Shown.Good(var passkey) -> {
                table.answer(tx, challenge.id(), answer(tx, passkey, signed));
                yield true;
            }
        };
    }

    private static Challenge.Answer answer(Tx tx, Passkey passkey, Assent.Signed signed) {
        return new Challenge.Answer(tx.now(), passkey.id(), passkey.key(), signed.response());
    }

    /** Keeps a challenge that was answered with the decision that it proves. */
    public void keep(Tx tx, Item item, UUID challenge) {
        table.keep(tx, item, challenge);
    }

    /** The proofs of decisions about these payments and batches, oldest first. */
    public List<Proof> of(Tx tx, Collection<UUID> payments) {
        return signing.party().stream()
                .flatMap(
                        party ->
                                table.proofs(tx, payments).stream()
                                        .map(
                                                one ->
                                                        new Proof(
                                                                one.payment(),
                                                                one.step(),
                                                                one.decided(),
                                                                one.kept(),
                                                                party,
                                                                isTrue(one.kept()))))
                .toList();
    }

    private boolean isTrue(Proof.Kept kept) {
        byte[] challenge = kept.statement().challenge();
        return signing.proves(kept.answer().key(), challenge, kept.answer().response());
    }
}
