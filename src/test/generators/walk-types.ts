// Goes through the API with the types that openapi-typescript made, and fetch.
import { randomUUID } from 'node:crypto';
import type { components } from './types';

type Schemas = components['schemas'];
const [base, developerKey, developerSecret, ownerKey, ownerSecret] = process.argv.slice(2);

async function ask<T>(key: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(base + path, {
    method,
    headers: {
      Authorization: 'Basic ' + Buffer.from(key).toString('base64'),
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${((await answer.json()) as Schemas['ErrorResponse']).message}`);
  }
  return (await answer.json()) as T;
}

const developer = `${developerKey}:${developerSecret}`;
const owner = `${ownerKey}:${ownerSecret}`;
const accounts = await ask<Schemas['AccountList']>(developer, 'GET', '/financial-data/v2/accounts');
const own = accounts.items.find((one) => one.currency === 'EUR')!;
const wanted: Schemas['CreateCounterpartyRequest'] = {
  legalName: 'Made by types',
  accounts: [{ market: 'DE', identifiers: [{ type: 'IBAN', number: 'DE89370400440532013000' }] }],
};
const path = '/payments/v2/counterparties';
const made = await ask<Schemas['Counterparty']>(developer, 'POST', path, wanted);
const patch: Schemas['CounterpartyJSONPatchRequest'] = [
  { op: 'replace', path: '/alias', value: 'types' },
];
const patched = await ask<Schemas['Counterparty']>(developer, 'PATCH', `${path}/${made.id}`, patch);
const transfers = '/payments/v2/credit-transfers';
const asked: Schemas['CreateCreditTransferRequest'] = {
  amount: { currency: 'EUR', value: 1234 },
  date: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
  scheme: 'SCT',
  source: { type: 'ACCOUNT', id: own.id },
  destination: { type: 'EXTERNAL_ACCOUNT', id: made.accounts![0].id },
  reference: 'Invoice 1',
};
const transfer = await ask<Schemas['CreditTransfer']>(developer, 'POST', transfers, asked);
const step: Schemas['ApprovePaymentRequest'] = { approvalStepId: transfer.approvalSteps![0].id };
const approved = await ask<Schemas['CreditTransfer']>(
  owner, 'POST', `${transfers}/${transfer.id}:approve`, step);
const first = await ask<Schemas['CounterpartyList']>(developer, 'GET', `${path}?limit=1`);
await ask(developer, 'GET', `${path}?limit=1&token=${encodeURIComponent(first.nextToken)}`);
const unknown = await ask(developer, 'GET', `${transfers}/${randomUUID()}`).catch(String);
if (patched.alias !== 'types' || approved.status !== 'APPROVED' || !String(unknown).includes('404')) {
  throw new Error(JSON.stringify([patched, approved, unknown]));
}
console.log('openapi-typescript: walked');
