package kontor.batchpages;

import java.util.List;
import kontor.approvaltasks.ApprovalTask;
import kontor.approvaltasks.RefusedPayment;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;

/**
 * What one person decided of the payments of a batch at once, and how far that is.
 *
 * @param done payments of which something was decided
 * @param left payments of which nothing waited, or that the person may not see
 * @param refused the first of those that refused
 * @param further how many refused besides
 */
public record TaskView(
        String id,
        boolean approves,
        boolean working,
        int total,
        int processed,
        String done,
        String left,
        List<Refused> refused,
        long further) {

    /** A payment that refused, with the reason. */
    public record Refused(String path, String id, String why, String code) {}

    /**
     * What the caller can decide of a batch now.
     *
     * @param pending wait for an approval; of these the caller can approve {@code approvable}, and
     *     {@code overdue} have a date that has passed
     */
    public record Offer(long pending, long approvable, long overdue, ToSign sign) {

        public String pendingCount() {
            return Figures.count(pending);
        }

        public String approvableCount() {
            return Figures.count(approvable);
        }

        public String overdueCount() {
            return Figures.count(overdue);
        }
    }

    static TaskView of(ApprovalTask task, List<RefusedPayment> refused, String payments) {
        var reached = task.reached();
        return new TaskView(
                task.id().toString(),
                task.approves(),
                !reached.finished(),
                task.payments(),
                reached.processed(),
                Figures.count(reached.succeeded()),
                Figures.count(reached.skipped()),
                refused.stream().map(one -> refused(one, payments)).toList(),
                Math.max(0, reached.failed() - refused.size()));
    }

    private static Refused refused(RefusedPayment one, String payments) {
        String id = one.paymentId().toString();
        return new Refused(payments + "/" + id, id, one.message(), one.code());
    }
}
