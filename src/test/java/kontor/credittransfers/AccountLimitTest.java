package kontor.credittransfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** A role limited to some accounts: payments of other accounts do not exist for it. */
class AccountLimitTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient creditTransfers = sandbox.creditTransfers();
    private final String sek = sandbox.accountIn("SEK");

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
                sandbox.owner()
                        .post(
                                "/iam/v2beta/roles",
                                Jsons.json(
                                        "{'name': 'limited', 'permissions': ["
                                                + all
                                                + "], 'limits': {'accountIds': ['"
                                                + account
                                                + "']}}"));
        assertThat(role.status()).as(role.body()).isEqualTo(201);
        return sandbox.memberIn(role.at("/id")).client();
    }

    @Test
    void transfersOfOtherAccounts_areUnknown() {
        var transfer = sandbox.aCreditTransfer().made();
        var stranger = limitedTo(sek);
        String one = PaymentClient.CREDIT_TRANSFERS + "/" + transfer.at("/id");
        assertThat(stranger.get(one).status()).isEqualTo(404);
        assertThat(stranger.get(one + "/events").status()).isEqualTo(404);
        assertThat(stranger.get(PaymentClient.CREDIT_TRANSFERS).values("id")).isEmpty();
        assertThat(
                        stranger.get(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "?accountId="
                                                + sandbox.account())
                                .values("id"))
                .isEmpty();
        assertThat(creditTransfers.approve(stranger, transfer).status()).isEqualTo(404);
        assertThat(stranger.post(one + ":reject", "").status()).isEqualTo(404);
        assertThat(
                        creditTransfers
                                .patch(
                                        stranger,
                                        transfer,
                                        "{'op': 'replace', 'path': '/date', 'value': '"
                                                + sandbox.today().plusDays(9)
                                                + "'}")
                                .status())
                .isEqualTo(404);
        sandbox.aCreditTransfer()
                .by(stranger)
                .send()
                .assertRefused("account_not_found", "source.id");
        assertThat(creditTransfers.get(transfer).at("/version")).isEqualTo("1");
    }

    @Test
    void transfersOfItsAccount_areItsOwn() {
        var client = limitedTo(sandbox.account());
        var transfer = sandbox.aCreditTransfer().by(client).made();
        assertThat(client.get(PaymentClient.CREDIT_TRANSFERS).values("id"))
                .containsExactly(transfer.at("/id"));
        assertThat(
                        client.get(
                                        PaymentClient.CREDIT_TRANSFERS
                                                + "/"
                                                + transfer.at("/id")
                                                + "/events")
                                .status())
                .isEqualTo(200);
        sandbox.aCreditTransfer()
                .by(client)
                .toOwn(sandbox.accountIn("GBP"))
                .send()
                .assertRefused("destination_not_found", "destination.id");
    }

    @Test
    void directDebitsOfOtherAccounts_areUnknownToo() {
        var debit = sandbox.aDirectDebit().made();
        var stranger = limitedTo(sek);
        assertThat(stranger.get(PaymentClient.DIRECT_DEBITS + "/" + debit.at("/id")).status())
                .isEqualTo(404);
        assertThat(stranger.get(PaymentClient.DIRECT_DEBITS).values("id")).isEmpty();
    }
}
