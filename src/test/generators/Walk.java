import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.AccountsApi;
import org.openapitools.client.api.CounterpartiesApi;
import org.openapitools.client.api.CreditTransfersApi;
import org.openapitools.client.model.*;

/** Goes through the API with generated code: list, create, patch, approve, page, errors. */
class Walk {

    /**
     * @param args address of a sandbox, then access key and secret of its developer and its owner
     */
    public static void main(String[] args) throws Exception {
        var developer = client(args[0], args[1], args[2]);
        var owner = client(args[0], args[3], args[4]);
        var accounts = new AccountsApi(developer).listAccounts(null, null, 100, null);
        var own =
                accounts.getItems().stream()
                        .filter(one -> one.getCurrency().equals("EUR"))
                        .findFirst()
                        .orElseThrow();
        var counterparties = new CounterpartiesApi(developer);
        var wanted =
                new CreateCounterpartyRequest()
                        .legalName("Made by Java")
                        .addAccountsItem(
                                new CreateEmbeddedExternalAccountRequest()
                                        .market("DE")
                                        .addIdentifiersItem(
                                                new AccountIdentifierInput()
                                                        .type(AccountIdentifierType.IBAN)
                                                        .number("DE89370400440532013000")));
        var made = counterparties.createCounterparty(wanted, UUID.randomUUID().toString());
        var alias =
                new CounterpartyJSONPatchReplaceAlias()
                        .op(CounterpartyJSONPatchReplaceAlias.OpEnum.REPLACE)
                        .path(CounterpartyJSONPatchReplaceAlias.PathEnum._ALIAS)
                        .value("java");
        var patched =
                counterparties.updateCounterparty(
                        made.getId().toString(),
                        List.of(new CounterpartyJSONPatchRequestInner(alias)),
                        made.getEtag(),
                        null);
        check(patched.getAlias().equals("java"), "the alias is " + patched.getAlias());
        var transfers = new CreditTransfersApi(developer);
        var asked =
                new CreateCreditTransferRequest()
                        .amount(new AmountInput().currency("EUR").value(1234L))
                        .date(LocalDate.now().plusDays(7))
                        .scheme(CreditTransferSchemeType.SCT)
                        .source(
                                new InternalAccountRef()
                                        .type(InternalAccountRef.TypeEnum.ACCOUNT)
                                        .id(own.getId().toString()))
                        .destination(
                                new CreditTransferDestination(
                                        new ExternalAccountRef()
                                                .type(ExternalAccountRef.TypeEnum.EXTERNAL_ACCOUNT)
                                                .id(made.getAccounts().get(0).getId().toString())))
                        .reference("Invoice 1");
        var transfer = transfers.createCreditTransfer(asked, UUID.randomUUID().toString());
        var approved =
                new CreditTransfersApi(owner)
                        .approveCreditTransfer(
                                transfer.getId().toString(),
                                new ApprovePaymentRequest()
                                        .approvalStepId(
                                                transfer.getApprovalSteps()
                                                        .get(0)
                                                        .getId()
                                                        .toString()),
                                null,
                                null);
        check(approved.getStatus() == PaymentStatus.APPROVED, "it is " + approved.getStatus());
        var first = counterparties.listCounterparties(null, null, null, null, 1, null);
        check(first.getItems().size() == 1, "a page of one");
        counterparties.listCounterparties(null, null, null, null, 1, first.getNextToken());
        try {
            transfers.getCreditTransfer(UUID.randomUUID().toString());
            throw new IllegalStateException("an unknown id was found");
        } catch (ApiException no) {
            check(no.getCode() == 404, "status " + no.getCode());
        }
        System.out.println("Java: walked");
    }

    private static ApiClient client(String base, String key, String secret) {
        var words = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(words);
        Consumer<HttpRequest.Builder> sign = request -> request.header("Authorization", basic);
        var client = new ApiClient();
        client.updateBaseUri(base);
        client.setRequestInterceptor(sign);
        return client;
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException(what);
        }
    }
}
