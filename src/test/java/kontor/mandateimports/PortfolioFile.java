package kontor.mandateimports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.Await;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.Uploads;

/** Files of mandates, on their way into a sandbox. */
final class PortfolioFile {

    static final String PATH = "/payments/v2beta/mandate-imports";
    static final String SEPA =
            "scheme,mandateReference,signatureDate,active,lastCollection,legalName,iban\n";

    private static final LocalDate TODAY =
            LocalDate.ofInstant(
                    Instant.now(TestKontor.shared().database().clock()), ZoneOffset.UTC);

    static final LocalDate SIGNED = TODAY.minusMonths(24);
    static final LocalDate LAST = TODAY.minusMonths(1);
    static final LocalDate LONG_AGO = TODAY.minusMonths(60);

    final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    final Client developer = sandbox.developer();

    /** An IBAN of Germany, different for each number; an account of zeros would be none. */
    static String iban(int number) {
        String account = "37040044" + "%010d".formatted(number + 1);
        int rest = 0;
        for (char digit : (account + "131400").toCharArray()) {
            rest = (rest * 10 + digit - '0') % 97;
        }
        return "DE%02d%s".formatted(98 - rest, account);
    }

    /** A row under the header {@link #SEPA}. */
    static String row(int number) {
        return "SDD_CORE,M-%05d,%s,true,%s,Payer %d,%s\n"
                .formatted(number, SIGNED, LAST, number, iban(number));
    }

    static String rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(PortfolioFile::row).collect(Collectors.joining());
    }

    Reply send(String file, String... fields) {
        return Uploads.file(developer, PATH, file, fields);
    }

    Reply over(String file, String... fields) {
        return over(developer, send(file, fields));
    }

    /** The import when there is nothing left to do. */
    static Reply over(Client client, Reply created) {
        String one = PATH + "/" + created.created().at("/id");
        var last = new Reply[1];
        Await.until(
                () -> {
                    last[0] = client.get(one).ok();
                    return !List.of("CREATED", "PROCESSING_STARTED")
                            .contains(last[0].at("/status"));
                });
        return last[0];
    }

    List<JsonNode> rows(Reply imported, String query) {
        return developer.get(PATH + "/" + imported.at("/id") + "/rows?limit=500" + query).items();
    }

    static void assertResults(Reply imported, int succeeded, int existing, int failed) {
        assertThat(imported.json().path("results").toString())
                .as(imported.body())
                .isEqualTo(
                        "{\"succeeded\":%d,\"existing\":%d,\"failed\":%d}"
                                .formatted(succeeded, existing, failed));
    }

    int count(String path) {
        return developer.get(path + "?limit=500").items().size();
    }
}
