package kontor.bankfiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.MandateBuilder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** The bytes of files to and from banks over HTTP, and where a payment stands in them. */
class BankFileContentTest {

    private static final String CONNECTIONS = "/connectivity/v2beta/connections";
    private static final String OUT = "/connectivity/v2beta/instructions/";
    private static final String IN = "/connectivity/v2beta/inbox-files/";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();

    private Reply sent() {
        var directDebits = sandbox.directDebits();
        String mandate = sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id();
        for (int i = 0; i < 2; i++) {
            directDebits.approve(owner, sandbox.aDirectDebit().under(mandate).made()).accepted();
        }
        var wanted = sandbox.aDirectDebit().under(mandate).made();
        directDebits.approve(owner, wanted).accepted();
        sandbox.advanceTo(sandbox.today().plusDays(8));
        return directDebits.get(wanted);
    }

    private Reply content(Client by, String path) {
        return by.send("GET", path + "/content", "", "Accept", "application/octet-stream");
    }

    private JsonNode inboxFile(String kind) {
        for (var connection : owner.get(CONNECTIONS).ok().items()) {
            String path = CONNECTIONS + "/" + connection.path("id").asText() + "/inbox-files";
            for (var file : owner.get(path).ok().items()) {
                if (file.toString().contains(kind)) {
                    return file;
                }
            }
        }
        throw new IllegalStateException("no file of " + kind);
    }

    @Test
    void whatWentOver_isSaidOfConnectionsAndMandatesAndBalances() {
        var payment = sent();
        var over =
                owner.get(CONNECTIONS).ok().items().stream()
                        .filter(one -> one.at("/files/prepared").asInt() == 1)
                        .findFirst()
                        .orElseThrow();
        assertThat(over.at("/files/received").asInt()).isPositive();
        assertThat(over.at("/files/setAside").asInt()).isZero();
        assertThat(over.path("lastHeard").asText()).isNotEmpty();
        String path = CONNECTIONS + "/" + over.path("id").asText();
        assertThat(owner.get(path).ok().json().path("files")).isEqualTo(over.path("files"));
        var reader = sandbox.clientWith(Set.of("connections:read"));
        assertThat(reader.get(path).ok().json().at("/files").has("prepared")).isFalse();
        var limited =
                sandbox.aRole("connections:read").limitedTo(sandbox.account()).member().client();
        assertThat(limited.get(path).ok().json().has("lastHeard")).isFalse();

        var mandate = owner.get(MandateBuilder.PATH + "/" + payment.at("/mandate/id")).ok();
        var last = LocalDate.parse(payment.at("/effectiveDate"));
        assertThat(mandate.at("/lastCollection")).isEqualTo(last.toString());
        assertThat(mandate.at("/lapseDate")).isEqualTo(last.plusMonths(36).toString());

        String account = "/financial-data/v2%s/accounts/" + sandbox.account();
        String balances = account.formatted("") + "/balances?mostRecent=true&type=BOOKED";
        var balance = owner.get(balances).ok().items().getFirst();
        assertThat(balance.path("statementId").asText())
                .isEqualTo(
                        owner.get(account.formatted("beta") + "/end-of-day-summaries")
                                .ok()
                                .items()
                                .getFirst()
                                .at("/statementIds/0")
                                .asText());
    }

    @Test
    void content_isWhatLeft_andThePaymentIsWhereItIsSaid() throws Exception {
        var payment = sent();
        String instruction = OUT + payment.at("/connectionInstructionId");
        var file = content(owner, instruction).ok();
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename*=UTF-8''");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        byte[] whole = file.body().getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(whole);
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo(owner.get(instruction).at("/sha256"));
        String id = payment.at("/id");
        var place = owner.get(instruction + "/place?paymentId=" + id).ok();
        String part = part(file.body(), place);
        assertThat(part)
                .startsWith("<DrctDbtTxInf>")
                .endsWith("</DrctDbtTxInf>")
                .contains("<EndToEndId>" + id.replace("-", "") + "<")
                .containsOnlyOnce("EndToEndId>" + id.replace("-", ""));
        assertThat(part.indexOf("<DrctDbtTxInf>", 1)).isEqualTo(-1);
        var answer = inboxFile("camt.053");
        String booked = IN + answer.path("id").asText();
        String statement = content(owner, booked).ok().body();
        assertThat(statement).contains("BkToCstmrStmt");
        assertThat(owner.get(instruction + "/place?paymentId=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(owner.get(IN + UUID.randomUUID() + "/place?paymentId=" + id).status())
                .isEqualTo(404);
    }

    private static String part(String file, Reply place) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        int from = Integer.parseInt(place.at("/from"));
        int to = Integer.parseInt(place.at("/to"));
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Test
    void files_areForThoseWhoSeeEveryAccount() {
        var payment = sent();
        String instruction = OUT + payment.at("/connectionInstructionId");
        var limited = sandbox.aRole(Permissions.ALL).limitedTo(sandbox.account()).member().client();
        for (String path : new String[] {"/content", "/place?paymentId=" + payment.at("/id")}) {
            assertThat(limited.get(instruction + path).status()).isEqualTo(403);
            var stranger = TestKontor.shared().sandbox().owner();
            assertThat(stranger.send("GET", instruction + path, "", "Accept", "*/*").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void downloads_areToldToTheLog_andGoneBytesAreGone() {
        String instruction = OUT + sent().at("/connectionInstructionId");
        content(owner, instruction).ok();
        sandbox.tamper("DELETE FROM instruction_chunks WHERE organization_id = :org");
        assertThat(content(owner, instruction).status()).isEqualTo(410);
    }

    @Test
    void places_areFoundInWhateverShape() throws IOException {
        UUID id = UUID.fromString("0199f1d4-7c1e-7a52-9d1f-3a0c55e0b7a1");
        String wanted = "0199F1D47C1E7A529D1F3A0C55E0B7A1";
        String one =
                "<n:TxDtls a='1'>\n<n:Refs><n:EndToEndId> "
                        + wanted
                        + " </n:EndToEndId></n:Refs></n:TxDtls>";
        String entry = "<n:Ntry>\n<n:TxDtls>x</n:TxDtls><TxDtls/>" + one + "</n:Ntry>";
        String file =
                "<?xml version='1.0'?>\n<!-- <Ntry> "
                        + "-->\n<a>ä"
                        + wanted
                        + "</a>"
                        + entry
                        + entry;
        var place = find(id, file);
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(
                        new String(
                                bytes,
                                (int) place.from(),
                                (int) (place.to() - place.from()),
                                StandardCharsets.UTF_8))
                .isEqualTo(one);
        assertThat(place.firstLine()).isEqualTo(4);
        assertThat(place.lastLine()).isEqualTo(5);
        for (String none :
                new String[] {"", "<", "<Ntry>" + wanted, "<Ntry><E>" + wanted + "1</E></Ntry>"}) {
            var finder = PlaceFinder.of(id);
            assertThat(finder.find(new ByteArrayInputStream(none.getBytes(StandardCharsets.UTF_8))))
                    .isEmpty();
        }
    }

    /** Bytes and lines are counted as in the file, whatever its lines end with. */
    @Test
    void records_areFoundByTheEndOfTheId() throws IOException {
        UUID id = UUID.fromString("0199f1d4-7c1e-7a52-9d1f-3a0c55e0b7a1");
        String record = "82202612280    00000000000020010000000100009D1F3A0C55E0B7A1          0";
        for (String end : new String[] {"\n", "\r\n", "  \r\n", ""}) {
            String before = "01AUTOGIRO å".repeat(40) + "\r\n\r\n";
            byte[] file = (before + record + end).getBytes(StandardCharsets.ISO_8859_1);
            var place = PlaceFinder.record(id, new ByteArrayInputStream(file)).orElseThrow();
            assertThat(place)
                    .isEqualTo(
                            new PaymentPlace(
                                    "82",
                                    before.length(),
                                    before.length() + (record + end).stripTrailing().length(),
                                    3,
                                    3));
        }
        for (String none : new String[] {"", "\n\n", record.replace("9D1F", "9D1E")}) {
            byte[] file = none.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(PlaceFinder.record(id, new ByteArrayInputStream(file))).isEmpty();
        }
    }

    private static PaymentPlace find(UUID id, String file) throws IOException {
        return PlaceFinder.of(id)
                .find(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
