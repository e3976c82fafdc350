// Goes through the API with code that openapi-generator made for fetch.
import { randomUUID } from 'node:crypto';
import {
  AccountsApi, Configuration, CounterpartiesApi, CreditTransfersApi, ResponseError,
  type CounterpartyJSONPatchReplaceAlias,
} from './client/index.ts';

const [base, developerKey, developerSecret, ownerKey, ownerSecret] = process.argv.slice(2);

function api(username: string, password: string): Configuration {
  return new Configuration({ basePath: base, username, password });
}

function check(right: boolean, what: string): void {
  if (!right) {
    throw new Error(what);
  }
}

const developer = api(developerKey, developerSecret);
const accounts = await new AccountsApi(developer).listAccounts({ limit: 100 });
const own = accounts.items.find((one) => one.currency === 'EUR')!;
const counterparties = new CounterpartiesApi(developer);
const made = await counterparties.createCounterparty({
  createCounterpartyRequest: {
    legalName: 'Made by TypeScript',
    accounts: [{ market: 'DE', identifiers: [{ type: 'IBAN', number: 'DE89370400440532013000' }] }],
  },
  idempotencyKey: randomUUID(),
});
// This generator takes an operation of a JSON Patch for the first shape whose required members it
// has, and sends only what that shape knows: a replace would leave without its value. What is given
// as the body of an override is sent as it is.
const patch: CounterpartyJSONPatchReplaceAlias[] = [
  { op: 'replace', path: '/alias', value: 'typescript' },
];
const patched = await counterparties.updateCounterparty(
  { id: made.id, ifMatch: made.etag, counterpartyJSONPatchRequestInner: [] },
  async ({ init }) => ({ ...init, body: patch as unknown as BodyInit }),
);
check(patched.alias === 'typescript', `the alias is ${patched.alias}`);
const transfers = new CreditTransfersApi(developer);
const transfer = await transfers.createCreditTransfer({
  createCreditTransferRequest: {
    amount: { currency: 'EUR', value: 1234 },
    date: new Date(Date.now() + 7 * 86_400_000),
    scheme: 'SCT',
    source: { type: 'ACCOUNT', id: own.id },
    destination: { type: 'EXTERNAL_ACCOUNT', id: made.accounts![0].id },
    reference: 'Invoice 1',
  },
});
const approved = await new CreditTransfersApi(api(ownerKey, ownerSecret)).approveCreditTransfer({
  id: transfer.id,
  approvePaymentRequest: { approvalStepId: transfer.approvalSteps![0].id },
});
check(approved.status === 'APPROVED', `it is ${approved.status}`);
const first = await counterparties.listCounterparties({ limit: 1 });
check(first.items.length === 1, 'a page of one');
await counterparties.listCounterparties({ limit: 1, token: first.nextToken });
try {
  await transfers.getCreditTransfer({ id: randomUUID() });
  throw new Error('an unknown id was found');
} catch (no) {
  check(no instanceof ResponseError && no.response.status === 404, `${no}`);
}
console.log('TypeScript: walked');
