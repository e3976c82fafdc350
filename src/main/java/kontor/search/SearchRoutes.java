package kontor.search;

import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Json;

/** Finding over HTTP; Kontor's own. */
public final class SearchRoutes {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 255;

    private final Resources resources;
    private final Search search;

    public SearchRoutes(Resources resources, Search search) {
        this.resources = resources;
        this.search = search;
    }

    public void register(Routes routes) {
        // It has no permission of its own: each caller finds the kinds that the role may read.
        routes.add(
                Route.get("/payments/v2beta/search")
                        .needs()
                        .filters("query")
                        .answers(200, "SearchHits")
                        .by(this::find));
    }

    private Answer find(Call call) {
        String text = call.query().text("query").orElse("").strip();
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new InvalidRequest(Fault.invalid("query", "must have 2 to 255 characters"));
        }
        var caller = call.caller();
        var hits = resources.read(call, tx -> search.find(tx, caller, text));
        var view = Json.object();
        var items = view.putArray("hits");
        hits.forEach(hit -> items.add(hit.view()));
        return Answer.json(200, view);
    }
}
