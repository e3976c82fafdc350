package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kontor.http.Answer;
import kontor.http.Route;

/** Puts the OpenAPI document together, from the routes and from {@link Parts}. */
final class OpenApi {

    static final List<String> ON_EVERY_ANSWER =
            List.of("request-id", "RateLimit-Policy", "RateLimit");

    private final Parts parts = Parts.read();
    private final List<Route> routes;

    /**
     * @param routes all routes of the server; those of pages are left out
     */
    OpenApi(List<Route> routes) {
        this.routes = routes.stream().filter(route -> route.kind().isDocumented()).toList();
    }

    /**
     * @param permissions every permission with what it allows; these are the scopes of OAuth
     */
    ObjectNode document(Map<String, String> permissions) {
        var document = parts.frame();
        var components = (ObjectNode) document.get("components");
        completeResponses((ObjectNode) components.get("responses"));
        ObjectNode scopes =
                (ObjectNode)
                        components.at("/securitySchemes/oauth2/flows/clientCredentials/scopes");
        permissions.forEach(scopes::put);
        var paths = paths();
        document.set("tags", tags(paths));
        document.set("paths", paths);
        addParameters((ObjectNode) components.get("parameters"));
        components.set("schemas", parts.schemas());
        Prose.read(parts.gaps()).layOver(document);
        Ranges.read(parts.gaps()).layOver(components.get("schemas"));
        new PatchProse(components.get("schemas")).layOver();
        Examples.read().layOver(document);
        tellFormsInPlace(paths);
        // The long components come last, since people read from the top.
        document.set("components", document.remove("components"));
        return document;
    }

    /** Gives every error the headers of all answers, and the body ErrorResponse. */
    private void completeResponses(ObjectNode responses) {
        for (JsonNode response : responses) {
            var headers = Yaml.object();
            ON_EVERY_ANSWER.forEach(
                    name -> headers.putObject(name).put("$ref", "#/components/headers/" + name));
            response.path("headers")
                    .properties()
                    .forEach(own -> headers.set(own.getKey(), own.getValue()));
            ((ObjectNode) response).set("headers", headers);
            ((ObjectNode) response)
                    .putObject("content")
                    .putObject(Answer.JSON)
                    .set("schema", Parts.reference("ErrorResponse"));
        }
    }

    /**
     * What is missing in {@code resources/openapi}, or is there without a route; complete after
     * {@link #document}.
     */
    Set<String> gaps() {
        return parts.gaps();
    }

    private ObjectNode paths() {
        var paths = Yaml.object();
        var taken = new HashSet<String>();
        for (Route route : routes) {
            var naming = Naming.of(route);
            String operationId =
                    taken.contains(naming.operationId())
                            ? naming.operationIdWithVersion()
                            : naming.operationId();
            if (!taken.add(operationId)) {
                throw new IllegalStateException(
                        "two routes are called " + operationId + "; one is " + route.path());
            }
            paths.withObjectProperty(route.path())
                    .set(
                            route.method().toLowerCase(Locale.ROOT),
                            new Operation(parts, route, operationId, isDeletable(route)).node());
        }
        parts.operations()
                .fieldNames()
                .forEachRemaining(
                        described -> {
                            if (!taken.contains(described)) {
                                parts.gaps().add("no route for the operation " + described);
                            }
                        });
        return paths;
    }

    /** The schema of a form stands where it is used: generators make no class of its name. */
    private void tellFormsInPlace(JsonNode paths) {
        var names = new HashSet<String>();
        for (JsonNode content : paths.findValues("multipart/form-data")) {
            String reference = content.at("/schema/$ref").textValue();
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            ((ObjectNode) content).set("schema", parts.schemas().get(name).deepCopy());
            names.add(name);
        }
        parts.schemas().remove(names);
    }

    private boolean isDeletable(Route route) {
        String resource = route.path().replaceAll(":[a-z]+$", "");
        return routes.stream()
                .anyMatch(
                        other -> other.method().equals("DELETE") && other.path().equals(resource));
    }

    private JsonNode tags(ObjectNode paths) {
        Set<String> used = new HashSet<>();
        paths.forEach(
                path -> path.forEach(operation -> used.add(operation.at("/tags/0").textValue())));
        var tags = Yaml.object().arrayNode();
        parts.tags().properties().stream()
                .filter(tag -> used.contains(tag.getKey()))
                .forEach(
                        tag ->
                                tags.addObject()
                                        .put("name", tag.getKey())
                                        .set("description", tag.getValue().get("description")));
        return tags;
    }

    /**
     * The key {@code Mandate.status} is the parameter {@code status} of lists of mandates; a name
     * that is no key is told.
     */
    private void addParameters(ObjectNode parameters) {
        parts.parameters()
                .properties()
                .forEach(
                        entry -> {
                            String key = entry.getKey();
                            parameters
                                    .putObject(key)
                                    .put("name", key.substring(key.indexOf('.') + 1))
                                    .put("in", "query")
                                    .setAll((ObjectNode) entry.getValue());
                        });
    }
}
