package kontor.resources;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.changes.ResourceKind;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.QueryFields;
import kontor.wire.ResourceRef;

/**
 * What the routes of a resource do, the same for every room: create, show, list, change, delete,
 * tell the events. The room declares its routes and names the doors.
 */
public final class ResourceRoutes<R extends Versioned> {

    /** How the API shows one. */
    @FunctionalInterface
    public interface View<R> {
        JsonNode of(R resource, OrganizationId organization);
    }

    /** A door that finds one by its id. */
    @FunctionalInterface
    public interface ById<R> {
        Outcome<R> find(Tx tx, Caller caller, UUID id);
    }

    /** A door that finds one by its id or its external id. */
    @FunctionalInterface
    public interface ByReference<R> {
        Outcome<R> find(Tx tx, Caller caller, ResourceRef reference);
    }

    /** A door that lists what the caller may see. */
    @FunctionalInterface
    public interface Listing<F, R> {
        Page<R> list(Tx tx, Caller caller, F filter, PageRequest page);
    }

    /** The same where a list has no filters. */
    @FunctionalInterface
    public interface WholeListing<R> {
        Page<R> list(Tx tx, Caller caller, PageRequest page);
    }

    private final Resources resources;
    private final ResourceKind kind;
    private final View<R> view;

    public ResourceRoutes(Resources resources, ResourceKind kind, View<R> view) {
        this.resources = resources;
        this.kind = kind;
        this.view = view;
    }

    public <T> Route.Handler create(Function<JsonFields, T> parse, Door<T> door) {
        return call -> resources.create(call, door, parse.apply(call.json()));
    }

    public Route.Handler one(ById<R> door) {
        return call -> {
            var id = call.id("id");
            return shown(call, tx -> door.find(tx, call.caller(), id));
        };
    }

    /** For a route that is declared with {@link Route.Builder#externalIds}. */
    public Route.Handler oneByReference(ByReference<R> door) {
        return call -> {
            var reference = call.reference("id");
            return shown(call, tx -> door.find(tx, call.caller(), reference));
        };
    }

    private Answer shown(Call call, Function<Tx, Outcome<R>> find) {
        var found = orThrow(resources.find(call, find));
        return Answer.json(200, view.of(found, call.caller().organization()))
                .withVersion(found.version());
    }

    public <F> Route.Handler list(Function<QueryFields, F> filter, Listing<F, R> door) {
        return call -> {
            var wanted = filter.apply(call.query());
            var page = call.page();
            return listed(call, page, tx -> door.list(tx, call.caller(), wanted, page));
        };
    }

    public Route.Handler list(WholeListing<R> door) {
        return call -> {
            var page = call.page();
            return listed(call, page, tx -> door.list(tx, call.caller(), page));
        };
    }

    private Answer listed(Call call, PageRequest page, Function<Tx, Page<R>> list) {
        var organization = call.caller().organization();
        return call.list(page, resources.read(call, list), one -> view.of(one, organization));
    }

    /**
     * The body is read first, except where the version must be told: there path and version are
     * asked for before it.
     */
    public <T> Route.Handler patch(
            List<JsonPatch.Rule> rules, Function<JsonPatch, T> parse, Door<T> door) {
        return call -> {
            if (call.route().ifMatch() != Route.IfMatch.REQUIRED) {
                return resources.change(call, door, parse.apply(call.patch(rules)));
            }
            var target = call.target();
            var version = call.expectedVersion();
            return resources.change(call, door, target, version, parse.apply(call.patch(rules)));
        };
    }

    /** For what needs no more words than its path, such as to cancel. */
    public Route.Handler change(Door<NoInput> door) {
        return call -> resources.change(call, door, NoInput.NONE);
    }

    public Route.Handler delete(Door<NoInput> door) {
        return change(door);
    }

    /** The events of one that everybody with the permission may see. */
    public Route.Handler events() {
        return events((_, _, _) -> true);
    }

    /** The events of one that belongs to an own account. */
    public Route.Handler events(History.Visible visible) {
        return resources.history(kind, visible);
    }
}
