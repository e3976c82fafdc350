package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import kontor.Await;
import kontor.Browser;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.seals.SealKey;
import kontor.seals.SealingStream;
import org.junit.jupiter.api.Test;

/** Files to and from Bankgirot under the seal of their connection. */
class SealedFilesTest {

    private static final String KEY = "1234567890ABCDEF1234567890ABCDEF";
    private static final String VERIFICATION = "FF365893D899291C3BF505FB3175E880";
    private static final String OTHER = "0123456789abcdef0123456789abcdef";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final Client owner = sandbox.owner();
    private final String connection = "/connectivity/v2beta/connections/" + desk.connection();

    private Reply seal(String key) {
        return owner.post(connection + ":seal", Jsons.json("{'sealKey': '%s'}".formatted(key)));
    }

    private String shown() {
        return owner.get(connection).ok().at("/bankgirotSeal/keyVerificationValue");
    }

    private String lastFile() {
        var files = owner.get(connection + "/instructions?limit=1").items();
        String id = files.getFirst().path("id").asText();
        return owner.get("/connectivity/v2beta/instructions/" + id + "/content").body();
    }

    private String mandate(String payerNumber) {
        return mandate(payerNumber, "SENT");
    }

    private String mandate(String payerNumber, String status) {
        String id =
                sandbox.aMandate()
                        .of(desk.payer())
                        .with(desk.autogiro(payerNumber, "'active': false"))
                        .id();
        Await.until(
                () -> {
                    desk.round();
                    return desk.status(id).equals(status);
                });
        return id;
    }

    @Test
    void files_areSealedFromThenOn_andTheBankTakesThem() {
        String before = mandate("990000");
        assertThat(lastFile()).startsWith("01").doesNotContain("HMAC");
        assertThat(seal(KEY).ok().at("/bankgirotSeal/keyVerificationValue"))
                .isEqualTo(VERIFICATION);
        String id = mandate("4711");
        String file = lastFile();
        assertThat(file.lines().findFirst().orElseThrow()).matches("00[0-9]{6}HMAC {68}");
        assertThat(file.lines().reduce((_, last) -> last).orElseThrow())
                .matches("99[0-9]{6}" + VERIFICATION + "[0-9A-F]{32} {8}");
        sandbox.advanceTo(sandbox.today().plusDays(5));
        Await.until(() -> desk.status(id).equals("ACCEPTED"));
        assertThat(desk.status(before)).isEqualTo("SENT");

        var debit = desk.collected("2001", sandbox.today().plusDays(10));
        sandbox.advanceTo(sandbox.today().plusDays(16));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        assertThat(lastFile()).startsWith("00").contains("\r\n82");

        owner.post(connection + ":unseal", "").ok();
        assertThat(shown()).isEmpty();
        mandate("4713");
        assertThat(lastFile()).startsWith("01");
    }

    /** The test bank knows the key of the manual, as Bankgirot knows that of its customer. */
    @Test
    void fileUnderAnotherKey_isRefusedByTheBank() {
        seal(OTHER).ok();
        String id = mandate("4712", "FAILED");
        assertThat(desk.mandate(id).at("/statusReason"))
                .startsWith("the file was refused")
                .endsWith("(FF01)");
        // Its payer number is free again for whoever has found the right key.
        seal(KEY).ok();
        mandate("4712");
    }

    /** What a file asks of mandates that are there stays open, so a case says so. */
    @Test
    void cancellationUnderAnotherKey_isACaseWithTheReason() {
        seal(KEY).ok();
        String id = mandate("990000");
        seal(OTHER).ok();
        owner.post("/payments/v2/mandates/" + id + ":cancel", "{}").accepted();
        desk.round();
        sandbox.advanceTo(sandbox.today().plusDays(2));
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("the bank refuses a file of mandates", "FF01");
    }

    @Test
    void collectionsUnderAnotherKey_failWithTheReason() {
        var debit = desk.collected("2001", sandbox.today().plusDays(10));
        seal(OTHER).ok();
        sandbox.advanceTo(sandbox.today().plusDays(16));
        assertThat(desk.debitStatus(debit)).isEqualTo("FAILED");
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/direct-debits/" + debit.at("/id"))
                                .at("/statusReason/code"))
                .isEqualTo("FF01");
    }

    /** After the master key was lost nobody can open what it encrypted. */
    @Test
    void keyThatNobodyCanOpenAnyMore_isSetAnew_evenTheSame() {
        seal(KEY).ok();
        sandbox.execute(
                "UPDATE connections SET seal_key = :lost WHERE organization_id = :org AND id = :id",
                "lost",
                "AAAA" + "A".repeat(60),
                "id",
                UUID.fromString(desk.connection()));
        int version = owner.get(connection).ok().json().path("version").asInt();
        assertThat(seal(KEY).ok().json().path("version").asInt()).isEqualTo(version + 1);
        assertThat(seal(KEY).ok().json().path("version").asInt()).isEqualTo(version + 1);
        mandate("4711");
        assertThat(lastFile()).startsWith("00");
    }

    private static String sealed(String file, String key) {
        var bytes = new ByteArrayOutputStream();
        var day = LocalDate.of(2026, 12, 17);
        try (var out = new SealingStream(bytes, SealKey.parse(key).orElseThrow(), day)) {
            out.write(file.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void sealOfAFileFromBankgirot_mustFit() {
        String mandate = desk.sentMandate("990000");
        String file = advices(advice("990000", "04", "32"));
        seal(KEY).ok();
        var opening = desk.offer(sealed(file, KEY).replace("HMAC  ", "HMAC X"));
        assertThat(opening.path("status").asText()).isEqualTo("QUARANTINED");
        var strange = desk.offer(sealed(file, OTHER));
        assertThat(strange.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(strange.path("note").asText())
                .startsWith("line 5: is sealed with the key whose verification value is")
                .contains("the one of this connection has " + VERIFICATION);
        var late = desk.offer(sealed(file, KEY).replaceFirst("20261217 ", "20261216 "));
        assertThat(late.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(late.path("note").asText()).contains("the seal does not fit the file");
        assertThat(desk.status(mandate)).isEqualTo("SENT");

        var good = desk.offer(sealed(file, KEY));
        assertThat(good.path("status").asText()).isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
    }

    @Test
    void sealedFile_isReadWhereThereIsNoKey_andUnsealedOnesWhereThereIsOne() {
        String first = desk.sentMandate("990000");
        desk.offer(sealed(advices(advice("990000", "04", "32")), OTHER));
        assertThat(desk.status(first)).isEqualTo("ACCEPTED");
        String second = desk.sentMandate("990410");
        seal(KEY).ok();
        desk.offer(advices(advice("990410", "04", "32")));
        assertThat(desk.status(second)).isEqualTo("ACCEPTED");
    }

    @Test
    void whatIsNoKey_isRefusedWithoutRepeatingIt() {
        for (String wrong :
                List.of("'" + OTHER + "0'", "'abc'", "''", "'" + " ".repeat(32) + "'")) {
            var refused =
                    owner.post(
                            connection + ":seal", Jsons.json("{'sealKey': %s}".formatted(wrong)));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("sealKey").doesNotContain(OTHER);
        }
        for (String wrong :
                List.of("{}", "{'sealKey': null}", "{'sealKey': 7}", "{'sealKey': ['a']}", "[]")) {
            assertThat(owner.post(connection + ":seal", Jsons.json(wrong)).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(shown()).isEmpty();
    }

    @Test
    void key_standsNowhereInTheClear() {
        seal(OTHER).ok();
        String hidden = OTHER.toUpperCase(Locale.ROOT);
        String said = owner.get(connection).body() + owner.get(connection + "/events").ok().body();
        assertThat(said.toUpperCase(Locale.ROOT)).doesNotContain(hidden);
        var row =
                TestKontor.shared()
                        .database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.query("SELECT seal_key FROM connections WHERE id = :id")
                                                .bind("id", UUID.fromString(desk.connection()))
                                                .mapTo(String.class)
                                                .one());
        assertThat(row.toUpperCase(Locale.ROOT)).isNotEmpty().doesNotContain(hidden);
    }

    @Test
    void who_andWhichVersion() {
        var elsewhere = TestKontor.shared().sandbox().owner();
        String body = Jsons.json("{'sealKey': '%s'}".formatted(KEY));
        assertThat(elsewhere.post(connection + ":seal", body).status()).isEqualTo(404);
        assertThat(elsewhere.post(connection + ":unseal", "").status()).isEqualTo(404);
        var reader = sandbox.clientWith(Set.of("connections:read"));
        assertThat(reader.post(connection + ":seal", body).status()).isEqualTo(403);
        int version = owner.get(connection).ok().json().path("version").asInt();
        String etag = owner.get(connection).at("/etag");
        seal(KEY).ok();
        // The same once more changes nothing.
        assertThat(seal(KEY).ok().json().path("version").asInt()).isEqualTo(version + 1);
        var stale = owner.post(connection + ":seal", body, "If-Match", etag);
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void page_setsTheKeyAndNeverShowsIt() {
        var browser = Browser.of(owner);
        String page = "/files/connections/" + desk.connection();
        assertThat(browser.open(page).html()).contains("Seal of Bankgirot", page + "/seal");
        String version = owner.get(connection).at("/version");
        var wrong =
                browser.submit(
                        page + "/seal", "key", "a", "version", version, "sealKey", "zz" + OTHER);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("32 hexadecimal digits").doesNotContain(OTHER);
        String grouped = "1234 5678 90AB CDEF 1234 5678 90AB CDEF";
        var done =
                browser.submit(page + "/seal", "key", "b", "version", version, "sealKey", grouped);
        assertThat(browser.follow(done).html())
                .contains("Files to Bankgirot are sealed from now on", "FF365893")
                .doesNotContain(KEY);
        assertThat(shown()).isEqualTo(VERIFICATION);
        assertThat(browser.open(page + "/seal").html()).contains(VERIFICATION).doesNotContain(KEY);
        String next = owner.get(connection).at("/version");
        var ended = browser.submit(page + "/seal", "key", "c", "version", next, "order", "unseal");
        assertThat(browser.follow(ended).html()).contains("leave without a seal");
        assertThat(shown()).isEmpty();
        var reader = Browser.of(sandbox.clientWith(Set.of("connections:read")));
        assertThat(reader.open(page).html()).doesNotContain(page + "/seal");
        assertThat(reader.open(page + "/seal").status()).isEqualTo(403);
    }
}
