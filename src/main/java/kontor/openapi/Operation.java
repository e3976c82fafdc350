package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.http.Answer;
import kontor.http.Route;
import kontor.http.Routes;

/** One operation of the document: what its route declares, and what {@link Parts} adds. */
final class Operation {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final Parts parts;
    private final Route route;
    private final String operationId;
    private final boolean deletable;
    private final JsonNode additions;

    /**
     * @param deletable whether the resource can be deleted, so that 410 is a possible answer
     */
    Operation(Parts parts, Route route, String operationId, boolean deletable) {
        this.parts = parts;
        this.route = route;
        this.deletable = deletable;
        this.operationId = operationId;
        this.additions = parts.additions(operationId);
    }

    ObjectNode node() {
        var node = Yaml.object().put("operationId", operationId);
        node.putArray("tags").add(parts.tagOf(Naming.resource(route)));
        node.put("summary", additions.path("summary").asText(Naming.of(route).summary()));
        if (additions.has("description")) {
            node.set("description", additions.get("description"));
        }
        if (!route.open()) {
            node.set("security", security());
        }
        var parameters = parameters();
        if (!parameters.isEmpty()) {
            node.set("parameters", parameters);
        }
        if (additions.has("requestBody") || !route.reads().isEmpty()) {
            node.set("requestBody", requestBody());
        }
        node.set("responses", responses());
        return node;
    }

    private ArrayNode security() {
        var either = Yaml.object().arrayNode();
        for (String scheme : List.of("basicAuth", "oauth2")) {
            var permissions = either.addObject().putArray(scheme);
            route.permissions().forEach(permissions::add);
        }
        return either;
    }

    private ArrayNode parameters() {
        var parameters = Yaml.object().arrayNode();
        Matcher inPath = PATH_PARAMETER.matcher(route.path());
        while (inPath.find()) {
            parameters.add(pathParameter(inPath.group(1)));
        }
        String resource = Parts.itemOf(route.schema()).orElse(route.schema());
        for (String filter : route.filters()) {
            parameters.add(component("parameters", parts.parameterOf(resource, filter)));
            parts.endsOf(filter).forEach(end -> parameters.add(component("parameters", end)));
        }
        if (Parts.itemOf(route.schema()).isPresent()) {
            parameters.add(component("parameters", "QueryLimit"));
            parameters.add(component("parameters", "PaginationToken"));
        }
        if (route.ifMatch() != Route.IfMatch.IGNORED) {
            boolean required = route.ifMatch() == Route.IfMatch.REQUIRED;
            parameters.add(
                    component("parameters", required ? "RequiredIfMatchETag" : "IfMatchETag"));
        }
        if (route.takesIdempotencyKey()) {
            parameters.add(component("parameters", "IdempotencyKey"));
        }
        additions.path("parameters").forEach(parameters::add);
        return parameters;
    }

    private ObjectNode pathParameter(String name) {
        boolean external = route.externalIds() && name.equals("id");
        String key = external ? "ResourceIDOrExternalID" : "ResourceID";
        if (name.equals("id")) {
            return component("parameters", key);
        }
        ObjectNode renamed = parts.frame().at("/components/parameters/" + key).deepCopy();
        return renamed.put("name", name);
    }

    private ObjectNode requestBody() {
        var body = Yaml.object().put("required", route.body() != Route.Body.OPTIONAL_JSON);
        var content = body.putObject("content");
        if (!route.reads().isEmpty()) {
            parts.define(route.reads());
            for (String mediaType : route.body().mediaTypes()) {
                content.putObject(mediaType).set("schema", Parts.reference(route.reads()));
            }
        }
        additions
                .path("requestBody")
                .properties()
                .forEach(
                        more -> {
                            var schema = Parts.reference(more.getValue().textValue());
                            content.putObject(more.getKey()).set("schema", schema);
                        });
        return body;
    }

    private ObjectNode responses() {
        var responses = new TreeMap<String, ObjectNode>();
        responses.put(String.valueOf(route.success()), success(route.schema(), route.mediaType()));
        errors().forEach(
                        error ->
                                responses.put(
                                        String.valueOf(error.status()),
                                        component("responses", error.component())));
        additions
                .path("responses")
                .properties()
                .forEach(
                        more -> {
                            String status = more.getKey();
                            responses.put(status, further(status, more.getValue().textValue()));
                        });
        return Yaml.object().setAll(responses);
    }

    private Stream<DeclaredError> errors() {
        var errors =
                new ArrayList<>(
                        List.of(
                                DeclaredError.BAD_REQUEST,
                                DeclaredError.NOT_ACCEPTABLE,
                                DeclaredError.TOO_MANY_REQUESTS,
                                DeclaredError.INTERNAL_SERVER_ERROR,
                                DeclaredError.SERVICE_UNAVAILABLE));
        if (!route.open()) {
            errors.add(DeclaredError.UNAUTHORIZED);
        }
        if (!route.permissions().isEmpty()) {
            errors.add(DeclaredError.FORBIDDEN);
        }
        if (route.path().contains("{")) {
            errors.add(DeclaredError.NOT_FOUND);
        }
        if (deletable) {
            errors.add(DeclaredError.GONE);
        }
        if (route.body() != Route.Body.NONE) {
            errors.add(DeclaredError.REQUEST_TIMEOUT);
            errors.add(DeclaredError.PAYLOAD_TOO_LARGE);
        }
        if (!route.body().mediaTypes().isEmpty()) {
            errors.add(DeclaredError.UNSUPPORTED_MEDIA_TYPE);
        }
        if (route.ifMatch() != Route.IfMatch.IGNORED) {
            errors.add(DeclaredError.PRECONDITION_FAILED);
        }
        if (route.ifMatch() == Route.IfMatch.REQUIRED) {
            errors.add(DeclaredError.PRECONDITION_REQUIRED);
        }
        if (route.takesIdempotencyKey()) {
            errors.add(DeclaredError.TOO_EARLY);
        }
        return errors.stream();
    }

    private ObjectNode success(String schema, String mediaType) {
        var answer = answer(schema, mediaType);
        var headers = (ObjectNode) answer.get("headers");
        if (parts.isVersioned(schema)) {
            headers.set("ETag", component("headers", "ETag"));
        }
        headers.set(Routes.IGNORED, component("headers", Routes.IGNORED));
        if (route.takesIdempotencyKey()) {
            headers.set("Idempotency-Replayed", component("headers", "Idempotency-Replayed"));
        }
        return answer;
    }

    private ObjectNode further(String status, String schema) {
        if (status.startsWith("2")) {
            return success(schema, Answer.JSON);
        }
        if (schema.equals("ErrorResponse") && DeclaredError.of(status).isPresent()) {
            return component("responses", DeclaredError.of(status).get().component());
        }
        var answer = answer(schema, Answer.JSON);
        if (status.equals("401")) {
            ((ObjectNode) answer.get("headers"))
                    .set("WWW-Authenticate", component("headers", "WWW-Authenticate"));
        }
        return answer;
    }

    private ObjectNode answer(String schema, String mediaType) {
        var answer = Yaml.object();
        var headers = Yaml.object();
        OpenApi.ON_EVERY_ANSWER.forEach(
                header -> headers.set(header, component("headers", header)));
        additions
                .path("headers")
                .forEach(
                        header ->
                                headers.set(
                                        header.textValue(),
                                        component("headers", header.textValue())));
        answer.put("description", schema.isEmpty() ? "Done." : schema).set("headers", headers);
        if (!schema.isEmpty()) {
            parts.define(schema);
            answer.putObject("content").putObject(mediaType).set("schema", Parts.reference(schema));
        }
        return answer;
    }

    private static ObjectNode component(String section, String key) {
        return Yaml.object().put("$ref", "#/components/" + section + "/" + key);
    }
}
