package kontor.directdebits;

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

/** A sandbox with what tests of collections send most; JSON may be written with single quotes. */
public final class Collections {

    public static final String PATH = "/payments/v2/direct-debits";
    public static final String PAYER = "DE64500105173198833324";

    public final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    public final Client developer = sandbox.developer();
    public final Client owner = sandbox.owner();
    public final String account = sandbox.accountIn("EUR");
    private int references;

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

    /** The id of an external account of a payer of its own. */
    public String payer(String legalName, String iban) {
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

    /** The id of a SEPA Core mandate, with a difference to the usual one. */
    public String mandate(String payer, String difference) {
        return created(
                        developer.post(
                                "/payments/v2/mandates",
                                Jsons.with(
                                        "{'scheme': 'SDD_CORE', "
                                                + "'externalAccountId': '"
                                                + payer
                                                + "', 'mandateReference': 'M-"
                                                + ++references
                                                + "'}",
                                        difference)))
                .at("/id");
    }

    /** A collection of the guide's form: 1.00 EUR in five days. */
    public Reply collect(String mandate, String difference) {
        return developer.post(
                PATH,
                Jsons.with(
                        "{'amount': {'currency': 'EUR', 'value': 100}, 'date': '"
                                + sandbox.today().plusDays(5)
                                + "', 'scheme': 'SDD_CORE', 'reference': 'r', "
                                + "'source': {'type': 'ACCOUNT', 'id': '"
                                + account
                                + "'}, 'mandateId': '"
                                + mandate
                                + "'}",
                        difference));
    }

    /** A collection of the reference page's form. */
    public Reply collectFrom(String payer, String difference) {
        return developer.post(
                PATH,
                Jsons.with(
                        "{'amount': {'currency': 'EUR', 'value': 100}, 'date': '"
                                + sandbox.today().plusDays(5)
                                + "', 'scheme': 'SDD_CORE', 'reference': 'r', "
                                + "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                + payer
                                + "'}, "
                                + "'destination': {'type': 'ACCOUNT', 'id': '"
                                + account
                                + "'}}",
                        difference));
    }

    public Reply approve(Client client, Reply debit, String... headers) {
        return client.post(
                PATH + "/" + debit.at("/id") + ":approve",
                Jsons.json("{'approvalStepId': '" + debit.at("/approvalSteps/0/id") + "'}"),
                headers);
    }

    /** Made and approved. */
    public Reply approved(String mandate, String difference) {
        return accepted(approve(owner, created(collect(mandate, difference))));
    }

    public Reply reject(Client client, Reply debit, String body, String... headers) {
        return client.post(PATH + "/" + debit.at("/id") + ":reject", Jsons.json(body), headers);
    }

    public Reply get(String id) {
        return developer.get(PATH + "/" + id);
    }

    public Reply get(Reply debit) {
        return get(debit.at("/id"));
    }

    public List<String> events(Reply debit) {
        return values(developer.get(PATH + "/" + debit.at("/id") + "/events"), "name");
    }

    public void advanceTo(LocalDate day) {
        var reply = owner.post("/v1/testbank/clock:advance", Jsons.json("{'to': '" + day + "'}"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
