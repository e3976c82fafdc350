"""Goes through the API with code that openapi-generator made for Python."""
import datetime
import sys
import uuid

import openapi_client as kontor
from openapi_client.rest import ApiException

base, developer_key, developer_secret, owner_key, owner_secret = sys.argv[1:]


def client(key, secret):
    return kontor.ApiClient(kontor.Configuration(host=base, username=key, password=secret))


def check(right, what):
    if not right:
        raise SystemExit(what)


developer = client(developer_key, developer_secret)
accounts = kontor.AccountsApi(developer).list_accounts(limit=100)
own = next(one for one in accounts.items if one.currency == "EUR")
counterparties = kontor.CounterpartiesApi(developer)
made = counterparties.create_counterparty(
    kontor.CreateCounterpartyRequest(
        legal_name="Made by Python",
        accounts=[kontor.CreateEmbeddedExternalAccountRequest(
            market="DE",
            identifiers=[kontor.AccountIdentifierInput(
                type=kontor.AccountIdentifierType.IBAN, number="DE89370400440532013000")])]),
    idempotency_key=str(uuid.uuid4()))
alias = kontor.CounterpartyJSONPatchReplaceAlias(op="replace", path="/alias", value="python")
patched = counterparties.update_counterparty(
    str(made.id), [kontor.CounterpartyJSONPatchRequestInner(alias)], if_match=made.etag)
check(patched.alias == "python", f"the alias is {patched.alias}")
transfers = kontor.CreditTransfersApi(developer)
transfer = transfers.create_credit_transfer(kontor.CreateCreditTransferRequest(
    amount=kontor.AmountInput(currency="EUR", value=1234),
    date=datetime.date.today() + datetime.timedelta(7),
    scheme=kontor.CreditTransferSchemeType.SCT,
    source=kontor.InternalAccountRef(type="ACCOUNT", id=str(own.id)),
    destination=kontor.CreditTransferDestination(
        kontor.ExternalAccountRef(type="EXTERNAL_ACCOUNT", id=str(made.accounts[0].id))),
    reference="Invoice 1"))
approved = kontor.CreditTransfersApi(client(owner_key, owner_secret)).approve_credit_transfer(
    str(transfer.id), kontor.ApprovePaymentRequest(approval_step_id=str(transfer.approval_steps[0].id)))
check(approved.status == kontor.PaymentStatus.APPROVED, f"it is {approved.status}")
first = counterparties.list_counterparties(limit=1)
check(len(first.items) == 1, "a page of one")
counterparties.list_counterparties(limit=1, token=first.next_token)
try:
    transfers.get_credit_transfer(str(uuid.uuid4()))
    raise SystemExit("an unknown id was found")
except ApiException as no:
    check(no.status == 404, f"status {no.status}")
print("Python: walked")
