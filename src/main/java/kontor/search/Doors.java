package kontor.search;

import kontor.banks.Instructions;
import kontor.batches.BatchIntake;
import kontor.changes.ExternalIds;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.credittransfers.CreditTransfers;
import kontor.directdebits.DirectDebits;
import kontor.expectations.ExpectedTransactions;
import kontor.mandates.Mandates;
import kontor.transactions.Transactions;

/** The doors that are asked. */
public record Doors(
        DirectDebits debits,
        CreditTransfers transfers,
        BatchIntake<?> debitBatches,
        BatchIntake<?> transferBatches,
        Mandates mandates,
        Counterparties counterparties,
        ExternalAccounts externalAccounts,
        Transactions transactions,
        ExpectedTransactions expected,
        Instructions instructions,
        ExternalIds externalIds) {}
