package kontor.paymentforms;

import kontor.credittransfers.CreditTransfers;
import kontor.db.Database;
import kontor.directdebits.DirectDebits;
import kontor.forms.Deeds;
import kontor.mandates.Mandates;
import kontor.pageparts.ApprovalWords;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;
import kontor.previews.Previews;

/**
 * What both forms ask.
 *
 * @param database for requests
 */
public record FormDoors(
        Database database,
        Deeds deeds,
        OwnAccounts accounts,
        ApprovalWords approvals,
        PartyFinder finder,
        Previews previews,
        DirectDebits directDebits,
        Mandates mandates,
        CreditTransfers creditTransfers) {}
