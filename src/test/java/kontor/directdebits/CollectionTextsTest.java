package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.banks.InstructionDraft;
import kontor.connections.AnyBank;
import kontor.connections.BankProfile;
import kontor.core.Ids;
import kontor.mandates.Mandate;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentTerms;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Texts of collections leave as it was told before: whatever member, text and bank. */
class CollectionTextsTest {

    private static final List<String> TEXTS =
            List.of(
                    "Plain words",
                    "\u00c5sa M\u00fcller",
                    "Anna \ud83d\ude00 \u682a\u5f0f",
                    "/INV//7/ ",
                    "Stra\u00dfe ".repeat(12).strip());

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Room room = new Room();

    private static DirectDebit saying(DirectDebit one, String text) {
        var terms = one.terms();
        var parties = one.parties();
        return new DirectDebit(
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
                one.sequenceType(),
                new DirectDebit.Parties(
                        parties.connectionId(),
                        parties.destinationAccountId(),
                        parties.externalAccountId(),
                        parties.counterpartyId(),
                        parties.mandateId(),
                        named(parties.destination(), text),
                        named(parties.source(), text),
                        parties.mandate()),
                one.retry());
    }

    private static PartySnapshot named(PartySnapshot party, String text) {
        var holder = (ObjectNode) Json.readOwn(party.holder());
        holder.put("legalName", text);
        holder.putObject("address").put("streetName", text).put("city", text).put("country", "GB");
        return new PartySnapshot(party.account(), Json.write(holder));
    }

    private static Document file(DirectDebit debit, Mandate mandate, BankProfile profile) {
        return SentFiles.read(bytes(debit, mandate, profile));
    }

    /** The file that a bank of this profile would get. */
    static byte[] bytes(DirectDebit debit, Mandate mandate, BankProfile profile) {
        var bank = AnyBank.of(profile);
        var out = new ByteArrayOutputStream();
        CollectionFile.write(
                CollectionFile.groups(
                        List.of(debit), Map.of(mandate.id(), mandate), bank, "MESSAGE1"),
                new InstructionDraft(Ids.next(), "MESSAGE1", LocalDateTime.of(2026, 12, 1, 10, 0)),
                out);
        return out.toByteArray();
    }

    /** The texts in a file, by the members of the collection. */
    private static Map<String, String> texts(Document file) {
        var texts = new HashMap<String, String>();
        for (var side : List.of("Cdtr destinationHolder", "Dbtr sourceHolder")) {
            var names = side.split(" ");
            var party = SentFiles.all(file, names[0]).getFirst();
            texts.put(names[1] + ".legalName", SentFiles.text(party, "Nm"));
            texts.put(names[1] + ".address.city", SentFiles.text(party, "TwnNm"));
            texts.put(names[1] + ".address.streetName", SentFiles.text(party, "StrtNm"));
        }
        texts.put("reference", SentFiles.text(file.getDocumentElement(), "Ustrd"));
        return texts;
    }

    @Test
    void file_holdsWhatWasTold_andTheRestAsItWasGiven() {
        String payer = sandbox.aCounterparty().in("London", "GB").withIban(BRITISH).accountId();
        String id =
                sandbox.aDirectDebit().under(sandbox.aMandate().of(payer).id()).made().at("/id");
        var database = TestKontor.shared().database();
        var good = database.read(sandbox.organization(), tx -> room.found(tx, id));
        var mandate =
                database.write(
                                sandbox.organization(),
                                tx -> room.mandates.forUse(tx, List.of(good.parties().mandateId())))
                        .values()
                        .iterator()
                        .next();
        for (String name : List.of("generic", "generic-sweden")) {
            var profile = BankProfile.find(name).orElseThrow();
            for (String text : TEXTS) {
                var debit = saying(good, text);
                var expected = new HashMap<String, String>();
                texts(file(good, mandate, profile))
                        .keySet()
                        .forEach(one -> expected.put(one, text));
                for (var one : CollectionFile.told(debit, profile)) {
                    var change = one.text().orElseThrow();
                    assertThat(expected).containsKey(change.member());
                    expected.put(change.member(), change.sent());
                }
                assertThat(texts(file(debit, mandate, profile))).as(text).isEqualTo(expected);
            }
        }
    }

    private static final String BRITISH = "GB33BUKB20201555555555";

    @Test
    void wordsOfAutogiro_areToldToStayHere() {
        String payer =
                sandbox.aCounterparty()
                        .withIban("SE4550000000058398257466")
                        .with(
                                "'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                                        + " 'number': '19811218-9876'}")
                        .accountId();
        String mandate =
                sandbox.aMandate()
                        .of(payer)
                        .with("'scheme': 'AUTOGIRO', 'mandateReference': '471'")
                        .with("destinationAccountId", sandbox.bankgiroAccount())
                        .id();
        var made =
                sandbox.aDirectDebit()
                        .under(mandate)
                        .with("'scheme': 'AUTOGIRO', 'amount': {'currency': 'SEK', 'value': 100}")
                        .into(sandbox.bankgiroAccount())
                        .made();
        assertThat(made.at("/warnings/0/code")).isEqualTo("TEXT_LEFT_OUT");
        assertThat(made.at("/warnings/0/member")).isEqualTo("reference");
    }

    @Test
    void referenceAndPayer_thatNobodyCouldRead_areRefused() {
        String chinese = "\u682a\u5f0f\u4f1a\u793e";
        sandbox.aDirectDebit()
                .with("reference", chinese)
                .send()
                .assertRefused("invalid_value", "reference");
        sandbox.aMandate()
                .of(sandbox.aCounterparty().named(chinese).accountId())
                .send()
                .assertRefused("payer_name_unreadable", "externalAccountId");
    }
}
