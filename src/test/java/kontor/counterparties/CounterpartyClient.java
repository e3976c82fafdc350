package kontor.counterparties;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.OrganizationId;

/** Sends what the tests of this room send most; JSON may be written with single quotes. */
record CounterpartyClient(Client http) {

    static final String ALL = "/payments/v2/counterparties";
    static final String ACCOUNTS = "/payments/v2/external-accounts";

    static CounterpartyClient of(OrganizationId organization) {
        return new CounterpartyClient(
                TestKontor.shared()
                        .client(
                                organization,
                                Set.of(
                                        "counterparties:create",
                                        "counterparties:read",
                                        "counterparties:update",
                                        "counterparties:delete",
                                        "external_accounts:create",
                                        "external_accounts:read",
                                        "external_accounts:update",
                                        "external_accounts:delete")));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    Reply create(String body) {
        return http.post(ALL, json(body));
    }

    /** A counterparty with one account; its members may be added to. */
    Reply created(String legalName, String more) {
        Reply reply =
                create(
                        "{'legalName': '"
                                + legalName
                                + "', 'accounts': [{'market': 'DE', 'identifiers': "
                                + "[{'type': 'IBAN', 'number': 'DE89370400440532013000'}]}]"
                                + more
                                + "}");
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.body());
        }
        return reply;
    }

    Reply addAccount(String counterparty, String more) {
        return http.post(
                ACCOUNTS,
                json(
                        "{'counterpartyId': '"
                                + counterparty
                                + "', 'market': 'SE', 'identifiers': "
                                + "[{'type': 'SE_BANKGIRO', 'number': '5050604'}]"
                                + more
                                + "}"));
    }

    Reply get(String id) {
        return http.get(ALL + "/" + id);
    }

    Reply account(String id) {
        return http.get(ACCOUNTS + "/" + id);
    }

    Reply patch(String id, String operations, String... headers) {
        return http.patch(ALL + "/" + id, json(operations), headers);
    }

    Reply patchAccount(String id, String operations, String... headers) {
        return http.patch(ACCOUNTS + "/" + id, json(operations), headers);
    }

    Reply delete(String id) {
        return http.delete(ALL + "/" + id);
    }

    Reply deleteAccount(String id) {
        return http.delete(ACCOUNTS + "/" + id);
    }

    List<String> found(String pathAndQuery) {
        return at(http.get(pathAndQuery), "/items", "id");
    }

    static List<String> fields(Reply reply) {
        return at(reply, "/details", "field");
    }

    static List<String> at(Reply reply, String array, String member) {
        var values = new ArrayList<String>();
        reply.json().at(array).forEach(item -> values.add(item.path(member).asText()));
        return values;
    }
}
