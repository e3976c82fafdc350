package kontor.partypages;

import kontor.accounts.Accounts;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Database;
import kontor.forms.Deeds;
import kontor.mandatepapers.MandatePapers;
import kontor.mandates.Mandates;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;

/**
 * What these pages ask.
 *
 * @param database for requests
 * @param ownAccounts into which mandates may pay
 */
public record PartyDoors(
        Database database,
        Deeds deeds,
        Moments moments,
        Counterparties counterparties,
        ExternalAccounts externalAccounts,
        Mandates mandates,
        MandatePapers papers,
        PartyPayments payments,
        PartyFinder finder,
        OwnAccounts ownAccounts) {

    Accounts accounts() {
        return ownAccounts.accounts();
    }
}
