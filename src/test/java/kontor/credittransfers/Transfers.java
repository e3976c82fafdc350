package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;

/** A sandbox with what tests of transfers send most; JSON may be written with single quotes. */
public final class Transfers {

    public static final String PATH = "/payments/v2/credit-transfers";
    public static final String PAYEE = "DE64500105173198833324";

    public final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    public final Client developer = sandbox.developer();
    public final Client owner = sandbox.owner();
    public final String account = sandbox.accountIn("EUR");

    public static Reply created(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    public static Reply accepted(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply;
    }

    public static void assertRefused(Reply reply, String code, String field) {
        assertThat(
                        List.of(
                                String.valueOf(reply.status()),
                                reply.at("/details/0/code"),
                                reply.at("/details/0/field")))
                .as(reply.body())
                .containsExactly("400", code, field);
    }

    public static List<String> values(Reply reply, String member) {
        return StreamSupport.stream(reply.json().at("/items").spliterator(), false)
                .map((JsonNode item) -> item.path(member).asText())
                .toList();
    }

    /** The id of an external account of a counterparty of its own. */
    public String payee(String legalName, String iban) {
        return created(
                        developer.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': '%s', 'accounts': [{'market': '%s', 'identifiers':
                                            [{'type': 'IBAN', 'number': '%s'}]}]}
                                        """
                                                .formatted(legalName, iban.substring(0, 2), iban))))
                .at("/accounts/0/id");
    }

    /** A destination that is described. */
    public static String inline(String market, String type, String number, String routing) {
        return "'destination': {'type': 'INLINE', 'market': '"
                + market
                + "', 'identifiers': [{'type': '"
                + type
                + "', 'number': '"
                + number
                + "'}], 'routing': ["
                + routing
                + "], 'holder': {'legalName': 'Payee'}}";
    }

    /** 1.00 EUR by SCT in two days to an INLINE IBAN, with a difference. */
    public Reply pay(String difference) {
        return pay(developer, difference);
    }

    public Reply pay(Client client, String difference) {
        return client.post(
                PATH,
                Jsons.with(
                        "{'amount': {'currency': 'EUR', 'value': 100}, 'date': '"
                                + sandbox.today().plusDays(2)
                                + "', 'scheme': 'SCT', 'reference': 'r', "
                                + "'source': {'type': 'ACCOUNT', 'id': '"
                                + account
                                + "'}, "
                                + inline("DE", "IBAN", PAYEE, "")
                                + "}",
                        difference));
    }

    public Reply approve(Client client, Reply transfer, String... headers) {
        return client.post(
                PATH + "/" + transfer.at("/id") + ":approve",
                Jsons.json("{'approvalStepId': '" + transfer.at("/approvalSteps/0/id") + "'}"),
                headers);
    }

    /** Made and approved. */
    public Reply approved(String difference) {
        return accepted(approve(owner, created(pay(difference))));
    }

    public Reply patch(Client client, Reply transfer, String operation, String... headers) {
        return client.patch(
                PATH + "/" + transfer.at("/id"), Jsons.json("[" + operation + "]"), headers);
    }

    public Reply get(Reply transfer) {
        return developer.get(PATH + "/" + transfer.at("/id"));
    }

    public List<String> events(Reply transfer) {
        return values(developer.get(PATH + "/" + transfer.at("/id") + "/events"), "name");
    }

    public void advanceTo(LocalDate day) {
        var reply = owner.post("/v1/testbank/clock:advance", Jsons.json("{'to': '" + day + "'}"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
