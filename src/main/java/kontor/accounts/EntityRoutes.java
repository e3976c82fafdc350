package kontor.accounts;

import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;

/** Entities over HTTP. */
public final class EntityRoutes {

    private final Database database;
    private final Entities entities;

    public EntityRoutes(Database database, Entities entities) {
        this.database = database;
        this.entities = entities;
    }

    public void register(Routes routes) {
        routes.add(Route.get("/financial-data/v2/entities").needs("entities:read")
                .answers(200, "EntityList").by(this::list));
        routes.add(Route.get("/financial-data/v2/entities/{id}").needs("entities:read")
                .answers(200, "Entity").by(this::one));
    }

    private Answer list(Call call) {
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(page, database.read(organization, tx -> entities.list(tx, page)),
                entity -> entity.view(organization));
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var organization = call.caller().organization();
        var entity = database.read(organization, tx -> entities.find(tx, id)).orElseThrow(HttpError::notFound);
        return Answer.json(200, entity.view(organization)).withVersion(entity.version());
    }
}
