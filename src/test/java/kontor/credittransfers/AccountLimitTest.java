package kontor.credittransfers;

import static kontor.credittransfers.Transfers.PATH;
import static kontor.credittransfers.Transfers.assertRefused;
import static kontor.credittransfers.Transfers.created;
import static kontor.credittransfers.Transfers.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.directdebits.Collections;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** A role limited to some accounts: payments of other accounts do not exist for it. */
class AccountLimitTest {

    private final Transfers kontor = new Transfers();
    private final String sek = kontor.sandbox.accountIn("SEK");

    /** May do everything, on one account. */
    private Client limitedTo(String account) {
        String all =
                Stream.of(
                                "credit_transfers:",
                                "direct_debits:",
                                "accounts:read",
                                "entities:read",
                                "external_accounts:read",
                                "counterparties:read")
                        .flatMap(
                                word ->
                                        Permissions.ALL.stream()
                                                .filter(permission -> permission.startsWith(word)))
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(","));
        var role =
                kontor.owner.post(
                        "/iam/v2beta/roles",
                        Jsons.json(
                                "{'name': 'limited', 'permissions': ["
                                        + all
                                        + "], 'limits': {'accountIds': ['"
                                        + account
                                        + "']}}"));
        assertThat(role.status()).as(role.body()).isEqualTo(201);
        return kontor.sandbox.memberIn(role.at("/id")).client();
    }

    @Test
    void transfersOfOtherAccounts_areUnknown() {
        var transfer = created(kontor.pay(""));
        var stranger = limitedTo(sek);
        String one = PATH + "/" + transfer.at("/id");
        assertThat(stranger.get(one).status()).isEqualTo(404);
        assertThat(stranger.get(one + "/events").status()).isEqualTo(404);
        assertThat(values(stranger.get(PATH), "id")).isEmpty();
        assertThat(values(stranger.get(PATH + "?accountId=" + kontor.account), "id")).isEmpty();
        assertThat(kontor.approve(stranger, transfer).status()).isEqualTo(404);
        assertThat(stranger.post(one + ":reject", "").status()).isEqualTo(404);
        assertThat(
                        kontor.patch(
                                        stranger,
                                        transfer,
                                        "{'op': 'replace', 'path': '/date', 'value': '"
                                                + kontor.sandbox.today().plusDays(9)
                                                + "'}")
                                .status())
                .isEqualTo(404);
        assertRefused(kontor.pay(stranger, ""), "account_not_found", "source.id");
        assertThat(kontor.get(transfer).at("/version")).isEqualTo("1");
    }

    @Test
    void transfersOfItsAccount_areItsOwn() {
        var client = limitedTo(kontor.account);
        var transfer = created(kontor.pay(client, ""));
        assertThat(values(client.get(PATH), "id")).containsExactly(transfer.at("/id"));
        assertThat(client.get(PATH + "/" + transfer.at("/id") + "/events").status()).isEqualTo(200);
        assertRefused(
                kontor.pay(
                        client,
                        "'destination': {'type': 'ACCOUNT', 'id': '"
                                + kontor.sandbox.accountIn("GBP")
                                + "'}"),
                "destination_not_found",
                "destination.id");
    }

    @Test
    void directDebitsOfOtherAccounts_areUnknownToo() {
        var debit =
                Collections.created(
                        kontor.developer.post(
                                Collections.PATH,
                                Jsons.json(
                                        "{'amount': {'currency': 'EUR', "
                                                + "'value': 100}, 'date': '"
                                                + kontor.sandbox.today().plusDays(5)
                                                + "', 'scheme': 'SDD_CORE', 'reference': 'r', "
                                                + "'source': {'type': 'ACCOUNT', 'id': '"
                                                + kontor.account
                                                + "'}, 'mandateId': '"
                                                + kontor.sandbox
                                                        .mandate(
                                                                kontor.payee(
                                                                        "Payer", Collections.PAYER))
                                                        .at("/id")
                                                + "'}")));
        var stranger = limitedTo(sek);
        assertThat(stranger.get(Collections.PATH + "/" + debit.at("/id")).status()).isEqualTo(404);
        assertThat(values(stranger.get(Collections.PATH), "id")).isEmpty();
    }
}
