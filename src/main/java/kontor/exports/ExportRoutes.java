package kontor.exports;

import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Pages;

/** Lists as CSV files, at the address of their page with {@code .csv}, narrowed the same way. */
public final class ExportRoutes {

    private final Pages pages;
    private final Database database;

    /**
     * @param database for requests
     */
    public ExportRoutes(Pages pages, Database database) {
        this.pages = pages;
        this.database = database;
    }

    public <F> void register(Routes routes, Listing<F> listing) {
        routes.add(
                pages.route(listing.path() + ".csv", listing.use())
                        .filters(listing.filters())
                        .gives(Export.CSV)
                        .by(call -> export(call, listing)));
    }

    private <F> Answer export(Call call, Listing<F> listing) {
        var caller = call.caller();
        F filter = listing.parse().apply(call.query());
        return new Export(listing.path().substring(1), listing.columns())
                .of(
                        page ->
                                database.read(
                                        caller.organization(),
                                        tx -> listing.rows().page(tx, caller, filter, page)));
    }
}
