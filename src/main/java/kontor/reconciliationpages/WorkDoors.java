package kontor.reconciliationpages;

import kontor.db.Database;
import kontor.expectations.ExpectedTransactions;
import kontor.forms.Deeds;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.reconciliation.ByHand;
import kontor.suggestions.Suggestions;
import kontor.transactions.Transactions;

/**
 * What these pages ask.
 *
 * @param database for requests
 */
public record WorkDoors(
        Database database,
        Deeds deeds,
        Moments moments,
        OwnAccounts accounts,
        Transactions transactions,
        ExpectedTransactions expected,
        ByHand hands,
        Suggestions suggestions) {}
