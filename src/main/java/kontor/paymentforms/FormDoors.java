package kontor.paymentforms;

import java.time.LocalDate;
import java.util.function.BiFunction;
import kontor.core.Caller;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Database;
import kontor.db.Tx;
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
        CreditTransfers creditTransfers) {

    /** What a form shows, on the day that it is at the bank. */
    <V> V today(Caller caller, BiFunction<Tx, LocalDate, V> view) {
        var zone = accounts.zone(caller);
        return database.read(caller.organization(), tx -> view.apply(tx, tx.today(zone)));
    }
}
