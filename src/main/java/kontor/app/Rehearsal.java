package kontor.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import kontor.config.Config;
import kontor.config.Setting;
import kontor.config.WrongSetting;
import kontor.iam.Users;
import kontor.wire.Json;

/**
 * A start and the first requests of a client, on a folder of its own: the Java that is told to
 * record meanwhile ({@code -XX:AOTCacheOutput}) starts from what it recorded the next time.
 */
final class Rehearsal {

    /** So often is each request sent; what runs a few times is worth recording. */
    private static final int ROUNDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String credentials;

    private Rehearsal(URI address, Users.NewKey key) {
        this.address = address;
        this.credentials =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (key.accessKey() + ":" + key.secret().text())
                                                .getBytes(StandardCharsets.UTF_8));
    }

    static void play() throws IOException, InterruptedException, WrongSetting {
        Path folder = Files.createTempDirectory("kontor-rehearsal");
        try (var node =
                Node.start(
                        Config.read(
                                Map.of(
                                        Setting.KONTOR_PORT.name(),
                                        "0",
                                        Setting.KONTOR_DATA.name(),
                                        folder.toString(),
                                        Setting.KONTOR_RATE_LIMIT.name(),
                                        "off")))) {
            new Rehearsal(node.address(), node.made().orElseThrow().developer()).act();
        } finally {
            forget(folder);
        }
    }

    private void act() throws IOException, InterruptedException {
        String own = "";
        for (var account :
                Json.readOwn(ask("GET", "/financial-data/v2/accounts", "")).path("items")) {
            own =
                    account.path("currency").asText().equals("EUR")
                            ? account.path("id").asText()
                            : own;
        }
        for (int i = 0; i < ROUNDS; i++) {
            String payer =
                    Json.readOwn(
                                    ask(
                                            "POST",
                                            "/payments/v2/counterparties",
                                            """
                                            {"legalName": "Rehearsal %d", "accounts": [{"market": "DE", "identifiers": [
                                                {"type": "IBAN", "market": "DE", "number": "DE64500105173198833324"}]}]}\
                                            """
                                                    .formatted(i)))
                            .at("/accounts/0/id")
                            .asText();
            String mandate =
                    Json.readOwn(
                                    ask(
                                            "POST",
                                            "/payments/v2/mandates",
                                            """
                                            {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "R-%d"}\
                                            """
                                                    .formatted(payer, i)))
                            .path("id")
                            .asText();
            ask(
                    "POST",
                    "/payments/v2/direct-debits",
                    """
                    {"amount": {"currency": "EUR", "value": 100}, "date": "%s", "scheme": "SDD_CORE",
                     "mandateId": "%s", "source": {"type": "ACCOUNT", "id": "%s"}, "reference": "r"}\
                    """
                            .formatted(soon(), mandate, own));
            ask(
                    "POST",
                    "/payments/v2/credit-transfers",
                    """
                    {"amount": {"currency": "EUR", "value": 100}, "date": "%s", "scheme": "SCT", "reference": "r",
                     "source": {"type": "ACCOUNT", "id": "%s"},
                     "destination": {"type": "EXTERNAL_ACCOUNT", "id": "%s"}}\
                    """
                            .formatted(soon(), own, payer));
            for (String list :
                    new String[] {
                        "counterparties", "mandates", "direct-debits", "credit-transfers"
                    }) {
                ask("GET", "/payments/v2/" + list, "");
            }
        }
    }

    private String ask(String method, String path, String body)
            throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(address.resolve(path))
                                .header("Authorization", credentials)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + " was refused: " + answer.body());
        }
        return answer.body();
    }

    private static LocalDate soon() {
        return LocalDate.now(Clock.systemUTC()).plusDays(7);
    }

    private static void forget(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
