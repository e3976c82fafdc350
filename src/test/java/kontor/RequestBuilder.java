package kontor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request for a new resource: a good one, changed where the test is about something.
 *
 * @param <B> the builder itself, so that calls can be chained
 */
public abstract class RequestBuilder<B extends RequestBuilder<B>> {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    final SandboxOrganization sandbox;
    final ObjectNode body = JSON.createObjectNode();
    private final String path;
    private Client client;

    /**
     * @param good the members of a good request, with single quotes
     */
    RequestBuilder(SandboxOrganization sandbox, String path, String good) {
        this.sandbox = sandbox;
        this.path = path;
        client = sandbox.developer();
        with(good);
    }

    abstract B self();

    /** Fills in what the test did not name and what takes a look at the server. */
    abstract void complete();

    /** Adds members, or puts them in the place of others; written with single quotes. */
    public final B with(String members) {
        try {
            body.setAll((ObjectNode) JSON.readTree(Jsons.json("{" + members + "}")));
            return self();
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(members, broken);
        }
    }

    /** A member that is a text, or a date. */
    public final B with(String member, Object text) {
        body.put(member, text.toString());
        return self();
    }

    public final B without(String member) {
        body.remove(member);
        return self();
    }

    /** Who sends it, instead of the developer. */
    public final B by(Client other) {
        client = other;
        return self();
    }

    /** Where it is sent. */
    public final String path() {
        return path;
    }

    /** The body as it would be sent. */
    public final String json() {
        complete();
        return body.toString();
    }

    /** The answer, whatever it is. */
    public final Reply send(String... headers) {
        return client.post(path, json(), headers);
    }

    /** The resource, which must have been made. */
    public final Reply made(String... headers) {
        return send(headers).created();
    }

    public final String id() {
        return made().at("/id");
    }
}
