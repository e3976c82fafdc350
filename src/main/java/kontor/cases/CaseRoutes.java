package kontor.cases;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Cases over HTTP; Kontor's own. */
public final class CaseRoutes {

    private static final String ALL = "/financial-data/v2beta/cases";
    private static final String ONE = ALL + "/{id}";

    private final Resources resources;
    private final Cases cases;
    private final ResourceRoutes<OpenCase> shared;

    public CaseRoutes(Resources resources, Cases cases) {
        this.resources = resources;
        this.cases = cases;
        this.shared = new ResourceRoutes<>(resources, Cases.KIND, OpenCase::view);
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ALL)
                        .needs(Cases.READ)
                        .filters(CaseFilter.NAMES)
                        .answers(200, "CaseList")
                        .by(shared.list(CaseFilter::parse, cases::list)));
        routes.add(
                Route.get(ONE).needs(Cases.READ).answers(200, "Case").by(shared.one(cases::find)));
        routes.add(
                Route.post(ONE + ":close")
                        .needs(Cases.UPDATE)
                        .reads("CloseCaseRequest")
                        .answers(200, "Case")
                        .by(this::close));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Cases.READ)
                        .answers(200, "EventList")
                        .by(shared.events(cases::isVisible)));
    }

    private Answer close(Call call) {
        return resources.change(call, cases.close, Cases.note(call.json()));
    }
}
