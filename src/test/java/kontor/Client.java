package kontor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import kontor.openapi.Documented;

/**
 * Sends requests to a server with one user's credentials; every answer is checked against the
 * OpenAPI document.
 */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestKontor kontor;
    private final int port;
    private final String authorization;

    Client(TestKontor kontor, int port, String authorization) {
        this.kontor = kontor;
        this.port = port;
        this.authorization = authorization;
    }

    /** The header by which the holder of a key says who it is. */
    public static String basic(String accessKey, String secret) {
        byte[] pair = (accessKey + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The same user, asking another server. */
    public Client at(int otherPort) {
        return new Client(kontor, otherPort, authorization);
    }

    /** The header by which this client says who it is; empty when it says nothing. */
    public String authorization() {
        return authorization;
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Reply patch(String path, String json, String... headers) {
        return send("PATCH", path, json, headers);
    }

    public Reply delete(String path) {
        return send("DELETE", path, "");
    }

    public Reply send(String method, String path, String body, String... headers) {
        return sendBytes(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Headers are names and values in turn. */
    public Reply sendBytes(String method, String path, byte[] body, String... headers) {
        var request = request(method, path, body, headers);
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            kontor.documented().check(method, path, Documented.Answered.of(response));
            if (response.statusCode() < 300) {
                kontor.documented().checkAccepted(method, path, response.request(), body);
            }
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest request(String method, String path, byte[] body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.setHeader("Authorization", authorization);
        }
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals("Expect")) {
                request.expectContinue(true);
            } else {
                request.setHeader(headers[i], headers[i + 1]);
            }
        }
        return request.build();
    }
}
