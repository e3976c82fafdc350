package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import kontor.http.Answer;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document over HTTP. It is put together for the first request, then kept. */
public final class OpenApiRoutes {

    private static final String YAML = "application/yaml";

    private record Rendered(String yaml, String json, Set<String> members) {}

    private final Routes routes;
    private final Map<String, String> permissions;
    private @Nullable Rendered rendered;

    /**
     * @param permissions every permission with what it allows
     */
    public OpenApiRoutes(Routes routes, Map<String, String> permissions) {
        this.routes = routes;
        this.permissions = permissions;
    }

    public void register() {
        routes.describedBy(() -> rendered().members);
        routes.add(
                Route.get("/openapi.yaml")
                        .open()
                        .gives(YAML)
                        .answers(200, "OpenApiYaml")
                        .by(_ -> Answer.text(200, YAML, rendered().yaml)));
        routes.add(
                Route.get("/openapi.json")
                        .open()
                        .answers(200, "OpenApiJson")
                        .by(_ -> Answer.json(200, rendered().json)));
    }

    /** The names of all members of all schemas. */
    private static Set<String> members(JsonNode document) {
        var names = new HashSet<String>();
        document.at("/components/schemas")
                .forEach(
                        schema ->
                                schema.path("properties")
                                        .fieldNames()
                                        .forEachRemaining(names::add));
        return names;
    }

    /** The document, made anew; complete once all rooms have registered their routes. */
    public JsonNode document() {
        return new OpenApi(routes.all()).document(permissions);
    }

    private synchronized Rendered rendered() {
        if (rendered == null) {
            var document = document();
            rendered = new Rendered(Yaml.write(document), Json.write(document), members(document));
        }
        return rendered;
    }
}
