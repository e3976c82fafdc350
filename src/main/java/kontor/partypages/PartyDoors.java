package kontor.partypages;

import kontor.accounts.Accounts;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Database;
import kontor.forms.Deeds;
import kontor.mandates.Mandates;
import kontor.pageparts.Moments;

/**
 * What these pages ask.
 *
 * @param database for requests
 * @param accounts own accounts, into which mandates may pay
 */
public record PartyDoors(
        Database database,
        Deeds deeds,
        Moments moments,
        Counterparties counterparties,
        ExternalAccounts externalAccounts,
        Mandates mandates,
        PartyPayments payments,
        Accounts accounts) {}
