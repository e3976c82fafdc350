package kontor.app;

import kontor.dashboard.HomeRoutes;
import kontor.dashboard.Rail;
import kontor.pages.AssetRoutes;
import kontor.pages.Pages;

/** The roof: pages for people. Each asks doors with a caller; none knows another. */
final class Roof {

    private final Ground ground;
    private final Pages pages;

    Roof(Ground ground, People people) {
        this.ground = ground;
        this.pages =
                new Pages(
                        new Rail(
                                ground.database().forRequests(),
                                people.organizations(),
                                people.roles(),
                                ground.database().clock()));
    }

    void register() {
        var routes = ground.routes();
        new AssetRoutes(pages).register(routes);
        new HomeRoutes(pages).register(routes);
    }
}
