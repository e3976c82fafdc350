package kontor.batchpages;

import java.util.List;
import kontor.batches.BatchParts.Shown;
import kontor.core.Caller;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.wire.Page;

/** The list of batches of one kind, newest first. */
public final class BatchListRoutes<T> {

    private final Pages pages;
    private final BatchDesk desk;
    private final KindOfBatch<T> kind;

    BatchListRoutes(Pages pages, BatchDesk desk, KindOfBatch<T> kind) {
        this.pages = pages;
        this.desk = desk;
        this.kind = kind;
    }

    /**
     * What the page shows.
     *
     * @param tabs both lists, as far as the role may read them
     * @param older the address of the next page; empty on the last
     */
    public record View(
            String path,
            String many,
            List<Tab> tabs,
            List<BatchView> rows,
            String older,
            boolean first,
            boolean mayCreate) {}

    /** One of the two lists. */
    public record Tab(String path, String label, boolean here) {}

    public void register(Routes routes) {
        routes.add(pages.route(kind.path(), kind.batches().uses().read()).by(this::list));
    }

    private Answer list(Call call) {
        var frame =
                pages.frame(
                        call,
                        Section.BATCHES,
                        "Batches",
                        new Frame.Crumb("Payments", kind.payments()));
        return pages.show(frame, "batchpages/list.jte", view(call));
    }

    private View view(Call call) {
        var caller = call.caller();
        var page = call.page();
        var found =
                desk.database()
                        .read(caller.organization(), tx -> kind.batches().list(tx, caller, page));
        var address = ListAddress.of(kind.path(), call.query(), List.of());
        return new View(
                kind.path(),
                kind.many(),
                desk.tabs(caller, kind.path()),
                rows(caller, found),
                address.page(call.nextToken(found)),
                page.after().isEmpty(),
                caller.may(kind.batches().uses().create()));
    }

    private List<BatchView> rows(Caller caller, Page<Shown> found) {
        var zone = desk.zone(caller);
        return found.items().stream()
                .map(one -> BatchView.of(one.view(caller.organization()), kind, zone))
                .toList();
    }
}
