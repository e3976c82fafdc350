package kontor.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.http.HttpError;
import kontor.http.MemoryBudget;
import kontor.http.Wire;
import kontor.wire.Utf8;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A Jetty request as the dispatcher sees it. */
record JettyWire(
        Request request,
        UUID requestId,
        String remoteAddress,
        MemoryBudget.Hold memory,
        Patience patience)
        implements Wire {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public String rawQuery() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public Map<String, List<String>> query() {
        var parameters = new HashMap<String, List<String>>();
        for (String pair : rawQuery().isEmpty() ? new String[0] : rawQuery().split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (!Utf8.storable(plain) || plain.indexOf('\uFFFD') >= 0) {
                throw new InvalidRequest(
                        Fault.invalid("", "the query string is not valid UTF-8 without NUL"));
            }
            return plain;
        } catch (IllegalArgumentException broken) {
            throw new InvalidRequest(
                    Fault.invalid("", "the query string has a broken percent escape"));
        }
    }

    @Override
    public @Nullable String header(String name) {
        HttpField field = request.getHeaders().getField(name);
        return field == null ? null : field.getValue();
    }

    @Override
    public Set<String> headerNames() {
        return request.getHeaders().getFieldNamesCollection();
    }

    @Override
    public boolean repeats(String header) {
        return request.getHeaders().stream().filter(field -> field.is(header)).count() > 1;
    }

    @Override
    public void belongsTo(String holder) {
        memory.belongsTo(holder);
    }

    @Override
    public byte[] body(int most) {
        requireReadable(most);
        try (var in = new BodyStream(request, patience, most, memory::arrived)) {
            byte[] bytes = in.readAllBytes();
            memory.atWork(BodyWeight.of(bytes));
            return bytes;
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    /** Whoever reads it keeps little of it; that is counted where it is kept. */
    @Override
    public InputStream stream(int most) {
        requireReadable(most);
        return new BodyStream(request, Patience.UPLOAD, most, _ -> {});
    }

    /**
     * A coding that is not undone here, or pieces from a client that cannot know them (RFC 9112,
     * 6.1), say in two ways where the body ends; a proxy in front may have believed the other one.
     */
    private void requireReadable(int most) {
        var codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
        boolean inPieces = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        boolean knowsPieces =
                request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
        if (!codings.isEmpty() && !(inPieces && knowsPieces)) {
            throw new HttpError(
                    400,
                    "malformed_request",
                    "send the body with Content-Length, or over HTTP/1.1 with Transfer-Encoding:"
                            + " chunked and no other coding");
        }
        if (request.getLength() > most) {
            throw HttpError.tooLarge("the body", most);
        }
    }
}
