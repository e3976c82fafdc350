// Goes through the API with code that openapi-generator made for Go.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	kontor "openapi"
)

func signed(key string, secret string) context.Context {
	return context.WithValue(context.Background(), kontor.ContextBasicAuth,
		kontor.BasicAuth{UserName: key, Password: secret})
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func check(right bool, what string) {
	if !right {
		panic(what)
	}
}

func main() {
	configuration := kontor.NewConfiguration()
	configuration.Servers = kontor.ServerConfigurations{{URL: os.Args[1]}}
	client := kontor.NewAPIClient(configuration)
	developer := signed(os.Args[2], os.Args[3])
	owner := signed(os.Args[4], os.Args[5])

	accounts, _, err := client.AccountsAPI.ListAccounts(developer).Limit(100).Execute()
	must(err)
	own := ""
	for _, account := range accounts.Items {
		if account.Currency == "EUR" {
			own = account.Id
			break
		}
	}
	iban := kontor.NewAccountIdentifierInput(kontor.ACCOUNTIDENTIFIERTYPE_IBAN, "DE89370400440532013000")
	wanted := kontor.NewCreateCounterpartyRequest("Made by Go")
	wanted.SetAccounts([]kontor.CreateEmbeddedExternalAccountRequest{
		*kontor.NewCreateEmbeddedExternalAccountRequest("DE", []kontor.AccountIdentifierInput{*iban}),
	})
	made, _, err := client.CounterpartiesAPI.CreateCounterparty(developer).
		CreateCounterpartyRequest(*wanted).Execute()
	must(err)
	alias := kontor.NewCounterpartyJSONPatchReplaceAlias("replace", "/alias", "go")
	patched, _, err := client.CounterpartiesAPI.UpdateCounterparty(developer, made.Id).
		CounterpartyJSONPatchRequestInner([]kontor.CounterpartyJSONPatchRequestInner{
			kontor.CounterpartyJSONPatchReplaceAliasAsCounterpartyJSONPatchRequestInner(alias),
		}).IfMatch(made.Etag).Execute()
	must(err)
	check(patched.GetAlias() == "go", "the alias is "+patched.GetAlias())

	amount := kontor.NewAmountInput("EUR")
	amount.SetValue(1234)
	payee := kontor.NewExternalAccountRef("EXTERNAL_ACCOUNT", made.Accounts[0].Id)
	asked := kontor.NewCreateCreditTransferRequest(
		*amount,
		kontor.CREDITTRANSFERSCHEMETYPE_SCT,
		time.Now().AddDate(0, 0, 7).Format("2006-01-02"),
		*kontor.NewInternalAccountRef("ACCOUNT", own),
		kontor.ExternalAccountRefAsCreditTransferDestination(payee),
		"Invoice 1")
	transfer, _, err := client.CreditTransfersAPI.CreateCreditTransfer(developer).
		CreateCreditTransferRequest(*asked).Execute()
	must(err)
	step := kontor.NewApprovePaymentRequest(transfer.ApprovalSteps[0].Id)
	approved, _, err := client.CreditTransfersAPI.ApproveCreditTransfer(owner, transfer.Id).
		ApprovePaymentRequest(*step).Execute()
	must(err)
	check(approved.Status == kontor.PAYMENTSTATUS_APPROVED, fmt.Sprint("it is ", approved.Status))

	first, _, err := client.CounterpartiesAPI.ListCounterparties(developer).Limit(1).Execute()
	must(err)
	_, _, err = client.CounterpartiesAPI.ListCounterparties(developer).Limit(1).
		Token(first.NextToken).Execute()
	must(err)
	_, answer, err := client.CreditTransfersAPI.GetCreditTransfer(developer, made.Id).Execute()
	check(err != nil && answer.StatusCode == 404, "an unknown id was found")
	fmt.Println("Go: walked")
}
