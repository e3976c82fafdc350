package kontor.batchpages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import kontor.assents.Assents;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.db.Database;
import kontor.forms.Deeds;
import kontor.iam.Organizations;
import kontor.pageparts.ApprovalWords;
import kontor.pageparts.Moments;

/**
 * What all pages of batches ask.
 *
 * @param database for requests
 */
public record BatchDesk(
        Database database,
        Deeds deeds,
        Organizations organizations,
        ApprovalWords words,
        Moments moments,
        ExampleFile examples,
        Assents assents) {

    private static final String DEBITS = "/direct-debit-batches";
    private static final String TRANSFERS = "/credit-transfers-batches";

    /** Banking time is told in the zone of the organization. */
    ZoneId zone(Caller caller) {
        return organizations.of(caller).zone();
    }

    /** Both lists, as far as the role may read them. */
    List<BatchListRoutes.Tab> tabs(Caller caller, String here) {
        var tabs = new ArrayList<BatchListRoutes.Tab>();
        if (caller.may(Use.of("credit_transfers:read"))) {
            tabs.add(
                    new BatchListRoutes.Tab(TRANSFERS, "Credit transfers", here.equals(TRANSFERS)));
        }
        if (caller.may(Use.of("direct_debits:read"))) {
            tabs.add(new BatchListRoutes.Tab(DEBITS, "Direct debits", here.equals(DEBITS)));
        }
        return tabs;
    }
}
