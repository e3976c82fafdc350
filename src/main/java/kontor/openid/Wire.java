package kontor.openid;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the provider: a few seconds at most until the last byte, 256 KiB, and no other address than
 * the one that was asked.
 */
final class Wire {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 256 << 10;

    private final Duration whole;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TO_CONNECT)
                    .build();

    /**
     * @param whole until the last byte of an answer
     */
    Wire(Duration whole) {
        this.whole = whole;
    }

    /** What came back. */
    record Answer(int status, String body) {}

    /** A document that must be there. */
    String document(URI address) throws Unreachable {
        var answer = ask(HttpRequest.newBuilder(address).GET());
        if (answer.status != 200) {
            throw new Unreachable(address + " answered " + answer.status);
        }
        return answer.body;
    }

    /**
     * Sends a form.
     *
     * @param authorization the header; empty where the form says who sends it
     */
    Answer form(URI address, String authorization, String form) throws Unreachable {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        return ask(
                authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private Answer ask(HttpRequest.Builder wanted) throws Unreachable {
        var request = wanted.header("Accept", "application/json").timeout(whole).build();
        var limited =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES);
        var coming = http.sendAsync(request, limited);
        try {
            var answer = coming.get(whole.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body());
        } catch (TimeoutException | ExecutionException failed) {
            coming.cancel(true);
            throw new Unreachable(request.uri() + ": " + reason(failed));
        } catch (InterruptedException stopped) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unreachable(request.uri() + ": this Kontor is stopping");
        }
    }

    private static String reason(Exception failed) {
        return failed.getCause() instanceof IOException broken
                ? broken.toString()
                : failed instanceof TimeoutException
                        ? "no whole answer in time"
                        : failed.toString();
    }
}
