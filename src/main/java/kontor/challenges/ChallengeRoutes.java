package kontor.challenges;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.assents.Assents;
import kontor.assents.Proof;
import kontor.batches.BatchIntake;
import kontor.changes.Changes;
import kontor.changes.StoredAnswer;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.resources.Resources;
import kontor.visits.Visitor;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.ResourceRef;

/**
 * Challenges and proofs over HTTP, for programs and for the scripts of pages. None of these routes
 * is in the published API; they are Kontor's own.
 */
public final class ChallengeRoutes {

    /** What a form signs, one field each; see {@link ToApprove#read}. */
    private static final String SIGN = "sign";

    private final Resources resources;
    private final Changes changes;
    private final Challenges challenges;
    private final Assents assents;

    public ChallengeRoutes(
            Resources resources, Changes changes, Challenges challenges, Assents assents) {
        this.resources = resources;
        this.changes = changes;
        this.challenges = challenges;
        this.assents = assents;
    }

    public void register(Routes routes) {
        // It has no permission of its own: each kind of payment asks for the one that decides it.
        routes.add(
                Route.post("/payments/v2beta/approval-challenges")
                        .needs()
                        .reads("CreateApprovalChallengeRequest")
                        .answers(201, "ApprovalChallenge")
                        .by(this::ask));
        var debits = challenges.debits();
        var transfers = challenges.transfers();
        proofs(routes, "direct-debits", DirectDebits.READ, debits.payments()::find);
        proofs(routes, "credit-transfers", CreditTransfers.READ, transfers.payments()::find);
        proofs(routes, challenges.debitBatches());
        proofs(routes, challenges.transferBatches());
    }

    private void proofs(Routes routes, BatchIntake<?> batches) {
        proofs(routes, batches.words().path(), batches.uses().read(), batches::find);
    }

    /** Whether the caller may see it. */
    @FunctionalInterface
    private interface Found {
        Outcome<?> find(Tx tx, Caller caller, ResourceRef reference);
    }

    /** Those of a bulk name other payments too, so they are not for a role limited to accounts. */
    private void proofs(Routes routes, String resource, Use read, Found found) {
        routes.add(
                Route.get("/payments/v2beta/" + resource + "/{id}/approval-proofs")
                        .needs(read)
                        .wholeOrganization()
                        .answers(200, "ApprovalProofList")
                        .by(call -> proofs(call, found)));
    }

    private Answer proofs(Call call, Found found) {
        var id = call.id("id");
        var page = call.page();
        var all =
                resources.read(
                        call,
                        tx -> {
                            orThrow(found.find(tx, call.caller(), new ResourceRef.ById(id)));
                            return assents.of(tx, List.of(id));
                        });
        return call.list(page, new Page<>(all, Optional.empty()), Proof::view);
    }

    private Answer ask(Call call) {
        var wanted = ToApprove.parse(call.json());
        return resources.answerStored(
                call,
                tx -> {
                    var asked = asked(tx, call.caller(), Optional.empty(), wanted, "");
                    return StoredAnswer.of(201, Json.write(orThrow(asked).view()));
                });
    }

    /** The options for the script of a page that shows what is signed. */
    public void registerPages(Routes routes, Pages pages) {
        routes.add(
                pages.form("/approvals/challenge", Use.of())
                        .gives(Answer.JSON)
                        .answers(200, "")
                        .by(this::askOnPage));
    }

    /** A no is told by the script where the button is. */
    private Answer askOnPage(Call call) {
        var fields = call.fields();
        var session = call.visitor().map(Visitor::session);
        var wanted = fields.all(SIGN).stream().flatMap(one -> ToApprove.read(one).stream());
        var named = wanted.limit(Assents.MOST).toList();
        String seen = fields.text("seen");
        var asked =
                changes.inLane(
                        call.caller().organization(),
                        tx -> asked(tx, call.caller(), session, named, seen));
        var json =
                switch (asked) {
                    case Outcome.Done<Assents.Asked>(var good) -> good.options();
                    case Outcome.Refused<Assents.Asked>(var no) ->
                            Json.object().put("refused", no.message());
                };
        return Answer.json(200, json).with("Cache-Control", "no-store");
    }

    /**
     * @param seen what the page shows, by {@link Assents#seen}; empty for a program
     */
    private Outcome<Assents.Asked> asked(
            Tx tx, Caller caller, Optional<UUID> session, List<ToApprove> wanted, String seen) {
        return challenges
                .items(tx, caller, wanted)
                .flatMap(items -> assents.ask(tx, caller, session, items, seen));
    }
}
