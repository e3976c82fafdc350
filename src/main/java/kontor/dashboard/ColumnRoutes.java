package kontor.dashboard;

import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pageparts.ListColumns;
import kontor.pages.Pages;

/** Remembers which columns of lists a person wants to see. */
public final class ColumnRoutes {

    private final Pages pages;

    public ColumnRoutes(Pages pages) {
        this.pages = pages;
    }

    public void register(Routes routes) {
        routes.add(pages.form("/columns", Use.of()).by(ColumnRoutes::choose));
    }

    private static Answer choose(Call call) {
        var form = call.fields();
        var kind = ListColumns.Kind.of(form.text("list")).orElseThrow(HttpError::notFound);
        var columns = ListColumns.showing(kind, form.all("column"));
        return Pages.goTo(ListColumns.back(kind, form.text("address")))
                .and("Set-Cookie", columns.remembered());
    }
}
