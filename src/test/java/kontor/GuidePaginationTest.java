package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyDetails;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.NewCounterparty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's pagination helper, in its own language and unchanged, over three pages of a list. */
class GuidePaginationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The helper asks for 500 at a time. */
    private static final int ROWS = 1_250;

    /** What the helper uses of Python's {@code requests}, over the standard library. */
    private static final String REQUESTS =
            """
            import base64, json, urllib.parse, urllib.request


            class Response:
                def __init__(self, text):
                    self.text = text

                def raise_for_status(self):
                    pass  # urllib has raised already

                def json(self):
                    return json.loads(self.text)


            class Session:
                auth = ("", "")

                def get(self, url, params=None):
                    request = urllib.request.Request(url + "?" + urllib.parse.urlencode(params or {}))
                    basic = base64.b64encode(":".join(self.auth).encode()).decode()
                    request.add_header("Authorization", "Basic " + basic)
                    with urllib.request.urlopen(request) as answer:
                        return Response(answer.read().decode())
            """;

    private static final String USE =
            """
            import json, sys
            import requests
            from paginate_all import paginate_all

            url, access_key, secret = json.load(sys.stdin)
            session = requests.Session()
            session.auth = (access_key, secret)
            print(json.dumps([item["id"] for item in paginate_all(session, url)]))
            """;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();

    @TempDir private Path folder;

    @Test
    void paginateAll_returnsEveryRowOnce() throws Exception {
        assumeTrue(runs("import requests"), "skipped: needs python3 with the package requests");
        assertAllRowsOnce();
    }

    @Test
    void paginateAll_returnsEveryRowOnceOverUrllib() throws Exception {
        assumeTrue(runs("import json"), "skipped: needs python3");
        Files.writeString(folder.resolve("requests.py"), REQUESTS);
        assertAllRowsOnce();
    }

    private void assertAllRowsOnce() throws Exception {
        var made = counterparties();
        assertThat(
                        collected(
                                kontor.presenting("")
                                        .get("/payments/v2/counterparties")
                                        .raw()
                                        .uri()
                                        .toString()))
                .hasSize(ROWS)
                .containsExactlyInAnyOrderElementsOf(made);
    }

    private List<String> counterparties() {
        var wiring = kontor.wiring();
        var externalIds = new ExternalIds();
        var door =
                new Counterparties(
                        wiring.ground().journal(),
                        externalIds,
                        new ExternalAccounts(
                                wiring.ground().journal(),
                                externalIds,
                                List.of(),
                                wiring.parties().payeeReviews()),
                        wiring.parties().entities()::existing,
                        (_, _) -> {});
        var caller =
                new Caller(
                        sandbox.organization(),
                        Ids.next(),
                        "rows",
                        "Rows",
                        Ids.next(),
                        false,
                        true,
                        Set.of(),
                        100);
        return kontor
                .database()
                .write(
                        sandbox.organization(),
                        tx ->
                                door.create(
                                        tx,
                                        IntStream.range(0, ROWS)
                                                .mapToObj(
                                                        number ->
                                                                new Request<>(
                                                                        caller,
                                                                        Ids.next(),
                                                                        Ids.next(),
                                                                        Optional.empty(),
                                                                        payer(number)))
                                                .toList()))
                .stream()
                .map(GuidePaginationTest::id)
                .toList();
    }

    private static NewCounterparty payer(int number) {
        return new NewCounterparty(
                new CounterpartyDetails(
                        "Payer " + number,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    private static String id(Outcome<Snapshot> outcome) {
        return switch (outcome) {
            case Outcome.Done<Snapshot>(var snapshot) -> snapshot.id().toString();
            case Outcome.Refused<Snapshot>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private List<String> collected(String url) throws Exception {
        try (var helper = getClass().getResourceAsStream("/seeds/paginate_all.py")) {
            Files.copy(helper, folder.resolve("paginate_all.py"));
        }
        Files.writeString(folder.resolve("use.py"), USE);
        var errors = folder.resolve("errors.txt");
        var key = sandbox.keys().developer();
        var python = python("use.py").redirectError(errors.toFile()).start();
        try (var in = python.getOutputStream()) {
            in.write(JSON.writeValueAsBytes(List.of(url, key.accessKey(), key.secret().text())));
        }
        byte[] out = python.getInputStream().readAllBytes();
        assertThat(python.waitFor()).as(Files.readString(errors)).isZero();
        return List.of(JSON.readValue(out, String[].class));
    }

    private boolean runs(String program) throws InterruptedException {
        try {
            var python =
                    python("-c", program)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    private ProcessBuilder python(String... words) {
        var command = new java.util.ArrayList<>(List.of("python3"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("NO_PROXY", "127.0.0.1");
        return builder;
    }
}
