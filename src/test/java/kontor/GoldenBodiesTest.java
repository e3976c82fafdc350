package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whole bodies as clients see them, in {@code golden/http}; a change of a body is seen in the diff.
 * What differs with each run is replaced: ids by their number, moments, dates and page tokens by a
 * word. {@code -Dgolden.update=true} writes the files anew.
 */
class GoldenBodiesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/http");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MOMENT = Pattern.compile("[0-9-]{10}T[0-9:.]{8,18}Z");
    private static final Pattern DATE = Pattern.compile("\"20[0-9]{2}-[0-9]{2}-[0-9]{2}\"");
    private static final Pattern TOKEN = Pattern.compile("(\"nextToken\" : )\"[^\"]+\"");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client developer = sandbox.developer();

    @Test
    void counterparty_isAnsweredAsBefore() throws IOException {
        Reply created =
                developer.post(
                        "/payments/v2/counterparties",
                        """
                        {"legalName": "Müller GmbH", "partyType": "COMPANY", "alias": "Müller", "email": "pay@mueller.example",
                         "phone": "+49 30 1234", "externalId": "customer-17", "metadata": {"segment": "trial"},
                         "address": {"streetName": "Hauptstraße", "streetNumber": "1", "postalCode": "10115", "city": "Berlin",
                                     "country": "DE"},
                         "nationalIdentifier": {"type": "COMPANY", "market": "DE", "number": "HRB 1234"},
                         "accounts": [{"market": "DE", "externalId": "account-17",
                                       "identifiers": [{"type": "IBAN", "number": "DE64500105173198833324"}],
                                       "routing": [{"type": "BIC", "number": "INGDDEFF"}]}]}
                        """);
        assertThat(created.status()).isEqualTo(201);
        assertGolden("create_counterparty", created);
        developer.post("/payments/v2/counterparties", "{\"legalName\": \"Another\"}");
        assertGolden("list_counterparties", developer.get("/payments/v2/counterparties?limit=1"));
    }

    @Test
    void changedMandate_isAnsweredAsBefore() throws IOException {
        String payer = sandbox.aCounterparty().individual().accountId();
        Reply mandate =
                developer.post(
                        "/payments/v2/mandates",
                        """
                        {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "M-17", "active": true}
                        """
                                .formatted(payer));
        Reply changed =
                developer.patch(
                        "/payments/v2beta/mandates/" + mandate.at("/id"),
                        """
                        [{"op": "replace", "path": "/mandateReference", "value": "M-18"},
                         {"op": "replace", "path": "/creditorReference", "value": "NL79ZZZ999999990000"}]
                        """);
        assertThat(changed.status()).isEqualTo(200);
        assertGolden("patch_mandate", changed);
    }

    @Test
    void mandateAndDirectDebit_areAnsweredAsBefore() throws IOException {
        String payer = sandbox.aCounterparty().individual().accountId();
        Reply mandate =
                developer.post(
                        "/payments/v2/mandates",
                        """
                        {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "M-17", "signatureDate": "2026-01-02"}
                        """
                                .formatted(payer));
        assertThat(mandate.status()).isEqualTo(201);
        assertGolden("create_mandate", mandate);
        Reply debit =
                developer.post(
                        "/payments/v2/direct-debits",
                        """
                        {"amount": {"currency": "EUR", "stringValue": "49.90"}, "date": "%s", "scheme": "SDD_CORE",
                         "source": {"type": "EXTERNAL_ACCOUNT", "id": "%s"}, "destination": {"type": "ACCOUNT", "id": "%s"},
                         "reference": "Invoice 17", "externalId": "invoice-17", "metadata": {"invoice": "17"}}
                        """
                                .formatted(
                                        sandbox.today().plusDays(10),
                                        payer,
                                        sandbox.accountIn("EUR")));
        assertThat(debit.status()).isEqualTo(201);
        assertGolden("create_direct_debit", debit);
        assertGolden(
                "list_direct_debit_events",
                developer.get("/payments/v2/direct-debits/" + debit.at("/id") + "/events"));
    }

    @Test
    void errors_areAnsweredAsBefore() throws IOException {
        assertGolden(
                "error_400",
                developer.post(
                        "/payments/v2/counterparties",
                        """
                        {"partyType": "PERSON", "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "DE00"}]}]}
                        """));
        assertGolden("error_401", kontor.stranger().get("/payments/v2/counterparties"));
        assertGolden("error_404", developer.get("/payments/v2/counterparties/unknown"));
    }

    private static void assertGolden(String name, Reply reply) throws IOException {
        Path file = GOLDEN.resolve(name + ".json");
        String normal = normal(reply.json().toPrettyString()) + "\n";
        if (UPDATE) {
            Files.writeString(file, normal);
        }
        assertThat(normal)
                .as(file + "; -Dgolden.update=true writes it anew")
                .isEqualTo(Files.readString(file));
    }

    private static String normal(String body) {
        Map<String, String> numbers = new LinkedHashMap<>();
        String text =
                ID.matcher(body)
                        .replaceAll(
                                found ->
                                        numbers.computeIfAbsent(
                                                found.group(), _ -> "id-" + (numbers.size() + 1)));
        text = MOMENT.matcher(text).replaceAll("moment");
        text = DATE.matcher(text).replaceAll(Matcher.quoteReplacement("\"date\""));
        return TOKEN.matcher(text).replaceAll("$1\"token\"");
    }
}
