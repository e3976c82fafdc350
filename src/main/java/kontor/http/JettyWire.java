package kontor.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.Utf8;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A Jetty request as the dispatcher sees it. */
record JettyWire(Request request, UUID requestId) implements Dispatch.Wire {

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
    public String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public byte[] body(int most) {
        long told = request.getLength();
        if (told > most) {
            throw tooLarge(most);
        }
        try (var in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge(most);
            }
            return bytes;
        } catch (IOException gone) {
            throw new HttpError(
                    400, "incomplete_body", "the body ended before its announced length");
        }
    }

    @Override
    public InputStream stream(int most) {
        if (request.getLength() > most) {
            throw tooLarge(most);
        }
        return new LimitedStream(Content.Source.asInputStream(request), most, "the body");
    }

    private static HttpError tooLarge(int most) {
        return LimitedStream.tooLarge("the body", most);
    }
}
