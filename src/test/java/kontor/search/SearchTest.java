package kontor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.Browser;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Finding over HTTP, by everything that a person may have in hand. */
class SearchTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();

    private static Reply asked(Client by, String text) {
        return by.get(
                "/payments/v2beta/search?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** What matched and which kind, for the hit with this id; empty when it is not found. */
    private static String found(Client by, String text, String id) {
        return asked(by, text).ok().json().path("hits").findParents("id").stream()
                .filter(hit -> hit.path("id").asText().equals(id))
                .map(hit -> hit.path("matched").asText() + " " + hit.path("resource").asText())
                .collect(Collectors.joining(", "));
    }

    @Test
    void everything_isFoundByWhatItIsKnownBy() {
        var party =
                sandbox.aCounterparty()
                        .named("Lindqvist Bygg AB")
                        .withIban("DE64500105173198833324")
                        .made();
        String account = party.at("/accounts/0/id");
        var mandate = sandbox.aMandate().of(account).with("externalId", "m-1").made();
        var debit =
                sandbox.aDirectDebit()
                        .under(mandate.at("/id"))
                        .of("EUR", 125_000)
                        .with("'externalId': 'inv.17', 'reference': 'Invoice 2026-0418'")
                        .made();
        var transfer = sandbox.aCreditTransfer().of("EUR", 125_000).made();
        String id = debit.at("/id");
        for (var row :
                Table.of(
                        """
                        {id}                        | {id}       | ID direct_debits
                        {upper}                     | {id}       | END_TO_END_ID direct_debits
                        {endToEnd}                  | {id}       | END_TO_END_ID direct_debits
                        inv.17                      | {id}       | EXTERNAL_ID direct_debits
                        external:inv.17             | {id}       | EXTERNAL_ID direct_debits
                        invoice 2026-04             | {id}       | REFERENCE direct_debits
                        1,250.00                    | {id}       | AMOUNT direct_debits
                        1.250,00                    | {id}       | AMOUNT direct_debits
                        1250                        | {transfer} | AMOUNT credit_transfers
                        1250,0 EUR                  | {transfer} | AMOUNT credit_transfers
                        EUR 1250                    | {transfer} | AMOUNT credit_transfers
                        12.50                       | {id}       |
                        {request}                   | {id}       | REQUEST_ID direct_debits
                        m-1                         | {mandate}  | EXTERNAL_ID mandates
                        {mandate}                   | {mandate}  | ID mandates
                        {reference}                 | {mandate}  | REFERENCE mandates
                        lindqvist                   | {party}    | NAME counterparties
                        DE64500105173198833324      | {account}  | IBAN external_accounts
                        DE64 5001 0517 3198 8333 24 | {account}  | IBAN external_accounts
                        de64 5001 0517 3198 8333 24 | {party}    | IBAN counterparties
                        nothing like it             | {id}       |
                        """,
                        "id",
                        id,
                        "upper",
                        id.replace("-", "").toUpperCase(Locale.ROOT),
                        "endToEnd",
                        id.replace("-", ""),
                        "request",
                        debit.header("request-id"),
                        "transfer",
                        transfer.at("/id"),
                        "mandate",
                        mandate.at("/id"),
                        "party",
                        party.at("/id"),
                        "reference",
                        mandate.at("/mandateReference").toLowerCase(Locale.ROOT),
                        "account",
                        account)) {
            assertThat(found(owner, row[0], row[1])).as(row[0]).isEqualTo(row[2]);
        }
        beyondTheCaller(debit);
    }

    @Test
    void wholeName_isFoundBeforeThoseThatOnlyBeginSo() {
        for (String name : new String[] {"Kunde 77 AB", "Einwort"}) {
            String meant = sandbox.aCounterparty().named(name).made().at("/id");
            for (int i = 0; i < Search.MOST; i++) {
                String longer = name.replaceFirst("7 |$", "7" + i + " ").strip();
                sandbox.aCounterparty().named(longer).made();
            }
            var hits = asked(owner, name).ok().json().path("hits");
            assertThat(hits.size()).as(name).isEqualTo(Search.MOST);
            assertThat(hits.path(0).path("id").asText()).as(name).isEqualTo(meant);
        }
    }

    /** Other organizations, other accounts, other kinds find nothing. */
    private void beyondTheCaller(Reply debit) {
        String id = debit.at("/id");
        var stranger = TestKontor.shared().sandbox().owner();
        var elsewhere =
                sandbox.aRole("direct_debits:read").limitedTo(sandbox.bankgiroAccount()).member();
        var mandates = sandbox.member(Set.of("mandates:read"));
        for (Client client : new Client[] {stranger, elsewhere.client(), mandates.client()}) {
            for (String text :
                    new String[] {
                        id, "inv.17", "Invoice", "1,250.00", debit.header("request-id")
                    }) {
                assertThat(found(client, text, id)).as(text).isEmpty();
            }
        }
    }

    /** Also for whoever reads 13.00 on a statement and not which way it went. */
    @Test
    void bookings_areFoundByTheirAmount_withinTheAccountsOfTheCaller() {
        var debit = sandbox.aDirectDebit().of("EUR", 77_013).executed();
        String booked = debit.at("/attachedTransactions/0/id");
        for (String text : new String[] {"770.13", "+770,13", "-770.13", "\u2212770.13 EUR"}) {
            assertThat(found(owner, text, booked)).as(text).isEqualTo("AMOUNT transactions");
        }
        assertThat(found(owner, "770.14", booked)).isEmpty();
        String name =
                owner.get("/financial-data/v2/transactions/" + booked).at("/counterparty/name");
        assertThat(found(owner, name, booked)).isEqualTo("NAME transactions");
        assertThat(asked(owner, name).body()).contains(name + ", 770.13 EUR, ");
        var reader = sandbox.aRole("transactions:read");
        var elsewhere = reader.limitedTo(sandbox.bankgiroAccount()).member().client();
        var mandates = sandbox.member(Set.of("mandates:read")).client();
        var stranger = TestKontor.shared().sandbox().owner();
        for (Client client : new Client[] {stranger, elsewhere, mandates}) {
            assertThat(found(client, "770.13", booked)).isEmpty();
            assertThat(found(client, name, booked)).isEmpty();
        }
    }

    @Test
    void expectedTransactions_areFoundByTheirIds() {
        var expected =
                owner.post(
                                "/v1/expected-transactions",
                                """
                                {"accountId": "%s", "date": "2027-01-15", "externalId": "rent-1",
                                 "amount": {"currency": "EUR", "stringValue": "12.00"},
                                 "remittanceInformation": {"type": "UNSTRUCTURED", "value": "Rent"}}
                                """
                                        .formatted(sandbox.account()))
                        .ok();
        String id = expected.at("/id");
        assertThat(found(owner, id, id)).isEqualTo("ID expected_transactions");
        assertThat(found(owner, "rent-1", id)).isEqualTo("EXTERNAL_ID expected_transactions");
        assertThat(found(sandbox.member(Set.of("mandates:read")).client(), id, id)).isEmpty();
        var page = Browser.of(owner).open("/find?q=rent-1");
        assertThat(page.location()).isEqualTo("/expected-transactions/" + id);
    }

    @Test
    void mandates_areFoundByTheirReference_theOnesThatAreNotOverFirst() {
        String payer = sandbox.aCounterparty().accountId();
        var ended = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            ended.add(mandate(payer, "DE98ZZZ09999999999"));
            owner.post("/payments/v2/mandates/" + ended.getLast() + ":cancel", "{}").accepted();
        }
        String live = mandate(payer, "DE98ZZZ09999999999");
        String ofAnother = mandate(payer, "AT61ZZZ01234567890");
        assertThat(asked(owner, "contract-17").ok().json().path("hits").findValuesAsText("id"))
                .containsExactly(ofAnother, live, ended.get(1), ended.get(0));
        assertThat(asked(owner, "CONTRACT-1").ok().json().path("hits")).isEmpty();
        assertThat(asked(sandbox.clientWith(Set.of("direct_debits:read")), "CONTRACT-17").ok())
                .satisfies(reply -> assertThat(reply.json().path("hits")).isEmpty());
    }

    private String mandate(String payer, String creditor) {
        return sandbox.aMandate()
                .of(payer)
                .with("mandateReference", "Contract-17")
                .with("creditorReference", creditor)
                .id();
    }

    @Test
    void files_areFoundByTheirMessage() {
        var debit = sandbox.aDirectDebit().executed();
        String instruction = debit.at("/connectionInstructionId");
        String message =
                owner.get("/connectivity/v2beta/instructions/" + instruction).at("/messageId");
        assertThat(found(owner, message, instruction)).isEqualTo("MESSAGE_ID instructions");
        var limited =
                sandbox.aRole("connection_instructions:read").limitedTo(sandbox.account()).member();
        assertThat(found(limited.client(), message, instruction)).isEmpty();
    }

    @Test
    void oddTexts_findNothing_andBreakNothing() {
        for (String text :
                new String[] {
                    "%%",
                    "__",
                    "''",
                    "<script>",
                    "{{7*7}}",
                    "\u202Eabc",
                    "99999999999999999999",
                    "9999999999999.99",
                    "-1",
                    "external:",
                    "a".repeat(255),
                    "ÄÖÜ",
                    "0.001"
                }) {
            asked(owner, text).ok();
        }
        for (String text : new String[] {"", " ", "a", " a ", "a".repeat(256)}) {
            asked(owner, text).assertRefused("invalid_value", "query");
        }
        owner.get("/payments/v2beta/search").assertRefused("invalid_value", "query");
    }

    @Test
    void amounts_areReadAsPeopleWriteThem() {
        for (var row :
                Table.of(
                        """
                        1250         | 125000
                        1250.5       | 125050
                        1250,50      | 125050
                        1,250        | 125000
                        1.250        | 125000
                        1 250,50     | 125050
                        1'250.50     | 125050
                        1,250,000.00 | 125000000
                        EUR 12       | 1200
                        12 SEK       | 1200
                        -12          | 1200
                        + 12.50 EUR  | 1250
                        0.001        |
                        12.345.67    |
                        abc          |
                        """)) {
            assertThat(new Wanted(row[0]).minorUnits())
                    .as(row[0])
                    .isEqualTo(
                            Optional.of(row[1]).filter(text -> !text.isEmpty()).map(Long::valueOf));
        }
    }
}
