package kontor.batchpages;

import kontor.http.Routes;
import kontor.pages.Pages;

/** All pages of batches, for each kind. */
public record BatchRoutes(Pages pages, BatchDesk desk) {

    public <T> void register(Routes routes, KindOfBatch<T> kind) {
        new BatchListRoutes<>(pages, desk, kind).register(routes);
        new NewBatchRoutes<>(pages, desk, kind).register(routes);
        var page = new BatchPageRoutes<>(pages, desk, kind);
        page.register(routes);
        new BatchTaskRoutes<>(pages, desk, kind, page).register(routes);
    }
}
