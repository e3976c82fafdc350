package kontor.selections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filters of lists of payments over HTTP, and the totals that go with them. */
class PaymentFiltersTest {

    private static final String DEBITS = "/payments/v2/direct-debits";
    private static final String TRANSFERS = "/payments/v2/credit-transfers";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();

    /** Ids by the names that the tables below give them. */
    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void payments() {
        for (String name : List.of("Anna", "Bertil")) {
            var party = sandbox.aCounterparty().named(name).made();
            String account = party.at("/accounts/0/id");
            String mandate = sandbox.aMandate().of(account).id();
            ids.put(name, party.at("/id"));
            ids.put(name + "Mandate", mandate);
        }
        debit("d1", "Anna", 100, "Invoice 1001");
        debit("d2", "Anna", 250, "INVOICE 1002");
        debit("d3", "Bertil", 250, "invoicing");
        debit("d4", "Bertil", 999_999_999, "100% Köln_x");
        var directDebits = sandbox.directDebits();
        directDebits.reject(owner, directDebits.get(ids.get("d3")), "{}").accepted();
        directDebits.approve(owner, directDebits.get(ids.get("d4"))).accepted();
    }

    private void debit(String name, String party, long minor, String reference) {
        var made =
                sandbox.aDirectDebit()
                        .under(ids.get(party + "Mandate"))
                        .of("EUR", minor)
                        .with("reference", reference)
                        .with("externalId", "ext-" + name)
                        .made();
        ids.put(name, made.at("/id"));
    }

    private Reply asked(String path, String query) {
        String parameters =
                Arrays.stream(query.split("&"))
                        .map(one -> one.split("=", 2))
                        .map(
                                one ->
                                        encoded(one[0])
                                                + "="
                                                + encoded(ids.getOrDefault(one[1], one[1])))
                        .collect(Collectors.joining("&"));
        return owner.get(path + "?" + parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String found(String path, String query) {
        var names =
                ids.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return asked(path, query).items().stream()
                .map(item -> names.getOrDefault(item.path("id").asText(), "?"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void directDebits_areFoundByEachFilter_andByTwo() {
        var wanted =
                Table.of(
                        """
                        counterpartyId=Anna                           | d1 d2       | 350
                        mandateId=BertilMandate                       | d3 d4       | 1000000249
                        counterpartyId=AnnaMandate                    |             |
                        amount=250                                    | d2 d3       | 500
                        amount[eq]=250                                | d2 d3       | 500
                        amount[gte]=250                               | d2 d3 d4    | 1000000499
                        amount[lte]=250                               | d1 d2 d3    | 600
                        amount[gte]=101&amount[lte]=250               | d2 d3       | 500
                        amount[gte]=251&amount[lte]=250               |             |
                        status=CREATED                                | d1 d2       | 350
                        status=CREATED&status=REJECTED                | d1 d2 d3    | 600
                        status[]=APPROVED&status[]=REJECTED           | d3 d4       | 1000000249
                        status=APPROVED,rejected                      | d3 d4       | 1000000249
                        status=APPROVED,,&status=                     | d4          | 999999999
                        fromDate=2000-01-01                           | d1 d2 d3 d4 | 1000000599
                        fromDate=2000-01-01&toDate=2000-12-31         |             |
                        date[gte]=2000-01-01&toDate=2000-12-31        |             |
                        fromDate=&toDate=                             | d1 d2 d3 d4 | 1000000599
                        externalId=ext-d2                             | d2          | 250
                        externalId=none                               |             |
                        status=&status=approved                       | d4          | 999999999
                        query=invoice                                 | d1 d2       | 350
                        query=invoice 1002                            | d2          | 250
                        query=INV                                     | d1 d2 d3    | 600
                        query=nvoice                                  |             |
                        query=100%                                    | d4          | 999999999
                        query=100% KÖLN                               |             |
                        query=100% Köln_                              | d4          | 999999999
                        query=inv_ice                                 |             |
                        currency=EUR                                  | d1 d2 d3 d4 | 1000000599
                        currency=SEK                                  |             |
                        scheme=SDD_CORE&counterpartyId=Bertil         | d3 d4       | 1000000249
                        scheme=SDD_B2B                                |             |
                        counterpartyId=Bertil&amount=250&status=REJECTED&query=inv | d3 | 250
                        """);
        assertThat(wanted).hasSize(34);
        for (var row : wanted) {
            assertThat(found(DEBITS, row[0])).as(row[0]).isEqualTo(row[1]);
            var totals = asked("/payments/v2beta/direct-debits:total", row[0]).ok();
            assertThat(totals.at("/totals/0/sum")).as(row[0]).isEqualTo(row[2]);
            assertThat(totals.at("/complete")).isEqualTo("true");
        }
    }

    @Test
    void creditTransfers_areFoundByTheirSchemeAndParty() {
        String party = sandbox.aCounterparty().named("Cecilia").made().at("/accounts/0/id");
        ids.put("c1", sandbox.aCreditTransfer().to(party).made().at("/id"));
        assertThat(found(TRANSFERS, "scheme=sct")).isEqualTo("c1");
        assertThat(found(TRANSFERS, "scheme=SCT_INST")).isEmpty();
        assertThat(found(TRANSFERS, "currency=EUR&amount[gte]=1")).isEqualTo("c1");
        assertThat(found(TRANSFERS, "counterpartyId=Anna")).isEmpty();
    }

    @Test
    void everyPage_keepsToItsFilters() {
        String first = DEBITS + "?limit=1&counterpartyId=" + ids.get("Anna");
        String token = owner.get(first).at("/nextToken");
        var second = owner.get(first + "&token=" + token);
        assertThat(second.items()).hasSize(1);
        assertThat(second.at("/nextToken")).isEmpty();
        owner.get(DEBITS + "?limit=1&token=" + token).assertRefused("invalid_token", "token");
    }

    @Test
    void filters_thatAreNone_areRefusedByName() {
        var refused =
                Table.of(
                        """
                        direct-debits    | counterpartyId=abc         | counterpartyId
                        direct-debits    | mandateId={none}                   | mandateId
                        direct-debits    | amount=-1                  | amount
                        direct-debits    | amount[gte]=1.5            | amount[gte]
                        direct-debits    | amount[gte]=9999999999999999999 | amount[gte]
                        direct-debits    | amount[gt]=1               | amount[gt]
                        direct-debits    | status[gte]=CREATED        | status[gte]
                        direct-debits    | amount=1&amount[lte]=2     | amount
                        direct-debits    | date[lt]=2026-01-01        | date[lt]
                        direct-debits    | status=CREATED&status=GONE | status
                        direct-debits    | currency=eur1              | currency
                        direct-debits    | query=ab                   | query
                        direct-debits    | reference=abc              | reference
                        direct-debits    | colour[eq]=blue            | colour[eq]
                        direct-debits    | source.colour=blue         | source.colour
                        credit-transfers | amount.value=1             | amount.value
                        credit-transfers | mandateId=none             | mandateId
                        credit-transfers | scheme=SDD_CORE            | scheme
                        mandates         | amount[gte]=1              | amount[gte]
                        """,
                        "none",
                        "external:none");
        for (var row : refused) {
            var reply = asked("/payments/v2/" + row[0], row[1]);
            assertThat(reply.status()).as(String.join(" ", row)).isEqualTo(400);
            assertThat(reply.at("/details/0/field")).as(String.join(" ", row)).isEqualTo(row[2]);
        }
    }

    @Test
    void otherParameters_areNamed() {
        var reply = owner.get(DEBITS + "?colour=blue&b%0D%0Ac=1&empty=").ok();
        assertThat(reply.header("Kontor-Ignored-Parameters")).isEqualTo("b%0D%0Ac, colour");
        assertThat(owner.get(DEBITS + "?empty=").header("Kontor-Ignored-Parameters")).isEmpty();
    }

    @Test
    void totals_areThoseOfTheAccountsOfTheRole() {
        var limited =
                sandbox.aRole("direct_debits:read")
                        .limitedTo(sandbox.bankgiroAccount())
                        .member()
                        .client();
        var totals = limited.get("/payments/v2beta/direct-debits:total").ok();
        assertThat(totals.json().at("/totals")).isEmpty();
        assertThat(limited.get(DEBITS + "?query=inv").items()).isEmpty();
    }
}
