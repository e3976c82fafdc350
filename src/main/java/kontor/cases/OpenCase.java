package kontor.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A case, open or closed.
 *
 * @param accountId the own account that it concerns; a case without one concerns them all
 * @param paymentId the payment that it concerns
 * @param inboxFileId the file of the bank in which it was found
 * @param summary what was found, in one sentence
 * @param facts what is known, by name
 * @param closed who closed it, when and why; absent while it is open
 * @param since when it was found, in server time
 */
public record OpenCase(
        UUID id,
        CaseKind kind,
        Optional<UUID> accountId,
        Optional<UUID> paymentId,
        Optional<UUID> inboxFileId,
        String summary,
        Map<String, String> facts,
        Optional<Closed> closed,
        int version,
        Instant since,
        Instant updated)
        implements Versioned {

    /** The words are stored and shown. */
    public enum State {
        OPEN,
        CLOSED
    }

    /**
     * The end of a case.
     *
     * @param by the id of the user; {@code kontor} where the cause was gone
     * @param note what was found out or done
     */
    public record Closed(String by, Instant at, String note) {}

    static OpenCase of(NewCase found, Instant now) {
        return new OpenCase(
                Ids.next(),
                found.kind(),
                found.accountId(),
                found.paymentId(),
                found.inboxFileId(),
                found.summary(),
                found.facts(),
                Optional.empty(),
                1,
                now,
                now);
    }

    OpenCase closed(Closed end) {
        return new OpenCase(
                id,
                kind,
                accountId,
                paymentId,
                inboxFileId,
                summary,
                facts,
                Optional.of(end),
                version + 1,
                since,
                end.at);
    }

    public State state() {
        return closed.isPresent() ? State.CLOSED : State.OPEN;
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return accountId
                .map(account -> caller.accounts().allows(account))
                .orElse(caller.accounts().all());
    }

    public Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Cases.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** Case of the API. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("kind", kind.name())
                        .put("status", state().name());
        accountId.ifPresent(one -> view.put("accountId", one.toString()));
        paymentId.ifPresent(one -> view.put("paymentId", one.toString()));
        inboxFileId.ifPresent(one -> view.put("inboxFileId", one.toString()));
        view.put("summary", summary);
        if (!facts.isEmpty()) {
            facts.forEach(view.putObject("facts")::put);
        }
        view.put("since", Json.timestamp(since));
        closed.ifPresent(
                end ->
                        view.put("closedBy", end.by)
                                .put("closed", Json.timestamp(end.at))
                                .put("note", end.note));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(since))
                .put("updated", Json.timestamp(updated));
    }
}
