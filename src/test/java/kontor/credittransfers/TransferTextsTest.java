package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.AnyBank;
import kontor.connections.BankProfile;
import kontor.core.Ids;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentTerms;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Texts of transfers leave as it was told before: whatever scheme, member, text and bank. */
class TransferTextsTest {

    private static final List<String> TEXTS =
            List.of(
                    "Plain words",
                    "Gr\u00fcn 123456789012",
                    "\u00c5sa \u00d6berg A/S",
                    "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2"
                            + " \u0416\u0438\u0432\u043a\u043e\u0432",
                    "Anna \ud83d\ude00 \u682a\u5f0f",
                    "\ufb01 \uff11\uff12 A\u030a\u200d\u202e",
                    "/INV//7/ ",
                    " two\nlines\r\n",
                    "Stra\u00dfe ".repeat(12).strip());

    private static final Map<String, String> PLACES =
            Map.of(
                    "reference", "//CdtTrfTxInf/RmtInf/Ustrd",
                    "sourceHolder.legalName", "//PmtInf/Dbtr/Nm",
                    "sourceHolder.address.city", "//PmtInf/Dbtr/PstlAdr/TwnNm",
                    "sourceHolder.address.streetName", "//PmtInf/Dbtr/PstlAdr/StrtNm",
                    "destinationHolder.legalName", "//CdtTrfTxInf/Cdtr/Nm",
                    "destinationHolder.address.city", "//CdtTrfTxInf/Cdtr/PstlAdr/TwnNm",
                    "destinationHolder.address.streetName", "//CdtTrfTxInf/Cdtr/PstlAdr/StrtNm");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Schemes schemes = new Schemes(sandbox);

    private CreditTransfer made(String scheme) {
        var reply = schemes.aPayment(scheme).made();
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> new Room().found(tx, reply.at("/id")));
    }

    /** The transfer with this text in all its members. */
    private static CreditTransfer saying(CreditTransfer one, String text) {
        var terms = one.terms();
        var parties = one.parties();
        return new CreditTransfer(
                new PaymentTerms(
                        terms.id(),
                        terms.creatorUserId(),
                        terms.creatorRoleId(),
                        terms.amount(),
                        text,
                        terms.categoryPurpose(),
                        terms.chargeBearer(),
                        terms.externalId(),
                        terms.metadata(),
                        terms.batch(),
                        terms.created()),
                one.progress(),
                one.scheme(),
                new CreditTransfer.Parties(
                        parties.connectionId(),
                        parties.sourceAccountId(),
                        parties.payee(),
                        named(parties.source(), text),
                        named(parties.destination(), text),
                        parties.review(),
                        parties.mandate()),
                one.schemeDetails(),
                one.regulatoryReporting());
    }

    private static PartySnapshot named(PartySnapshot party, String text) {
        var holder = (ObjectNode) Json.readOwn(party.holder());
        holder.put("legalName", text);
        holder.putObject("address").put("streetName", text).put("city", text).put("country", "SE");
        return new PartySnapshot(party.account(), Json.write(holder));
    }

    private static Document file(CreditTransfer transfer, BankProfile profile) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(transfer, profile)));
    }

    /** The file that a bank of this profile would get. */
    static byte[] bytes(CreditTransfer transfer, BankProfile profile) {
        var bank = AnyBank.of(profile);
        var out = new ByteArrayOutputStream();
        TransferFile.write(
                TransferFile.groups(List.of(transfer), bank, "MESSAGE1"),
                new InstructionDraft(Ids.next(), "MESSAGE1", LocalDateTime.of(2026, 12, 1, 10, 0)),
                out);
        return out.toByteArray();
    }

    @Test
    void file_holdsWhatWasTold_andTheRestAsItWasGiven() throws Exception {
        var profiles = List.of(BankProfile.GENERIC, BankProfile.find("generic-sweden").get());
        var path = XPathFactory.newInstance().newXPath();
        for (String scheme : List.of("SCT", "GB_CT_FPS", "GB_CT_CHAPS", "SE_A2A", "US_CT_ACH")) {
            var good = made(scheme);
            for (var profile : profiles) {
                for (String text : TEXTS) {
                    var transfer = saying(good, text);
                    var told = new HashMap<String, Optional<String>>();
                    for (var one : TransferFile.texts(transfer, profile).changes()) {
                        var change = one.text().orElseThrow();
                        assertThat(change.given()).isEqualTo(text);
                        told.put(change.member(), Optional.of(change.sent()));
                    }
                    var file = file(transfer, profile);
                    for (var place : PLACES.entrySet()) {
                        String member = place.getKey();
                        boolean travels =
                                good.scheme().address()
                                        || !member.startsWith("destinationHolder.address");
                        String sent = told.getOrDefault(member, Optional.empty()).orElse(text);
                        assertThat(path.evaluate(place.getValue(), file))
                                .as(scheme + " " + profile.name() + " " + member + " " + text)
                                .isEqualTo(travels ? sent : "");
                    }
                    assertThat(PLACES.keySet()).containsAll(told.keySet());
                }
            }
        }
    }

    /** Over HTTP: the limit counts what banks write, and nobody is surprised afterwards. */
    @Test
    void reference_isJudgedAsBanksWriteIt() {
        schemes.aPayment("GB_CT_FPS")
                .with("reference", "Gr\u00fcn 1234567890123")
                .send()
                .assertRefused("reference_too_long", "reference");
        for (String unreadable : List.of("\u682a\u5f0f\u4f1a\u793e", "\ud83d\ude00", " \u200b/")) {
            sandbox.aCreditTransfer()
                    .with("reference", unreadable)
                    .send()
                    .assertRefused("invalid_value", "reference");
        }
        var asked =
                schemes.aPayment("GB_CT_FPS")
                        .with("reference", "Gr\u00fcn 123456789012")
                        .payeeNamed("M\u00fcller");
        var preview =
                sandbox.developer()
                        .post("/payments/v2beta/credit-transfers:preview", asked.json())
                        .ok();
        var made = asked.made();
        assertThat(made.json().at("/warnings")).isEqualTo(preview.json().at("/warnings"));
        var told = made.json().at("/warnings");
        assertThat(told.findValuesAsText("member"))
                .containsExactly("destinationHolder.legalName", "reference");
        assertThat(told.findValuesAsText("sent")).containsExactly("Mueller", "Gruen 123456789012");
        assertThat(sandbox.creditTransfers().get(made).json().at("/warnings"))
                .isEqualTo(made.json().at("/warnings"));
    }
}
