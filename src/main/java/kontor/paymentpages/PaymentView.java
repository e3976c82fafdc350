package kontor.paymentpages;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.directdebits.DirectDebit;
import kontor.forms.Typed;
import kontor.pageparts.ApprovalLine;
import kontor.pageparts.Moment;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;
import kontor.pauses.Pause;
import kontor.paymentdetails.Certainty;
import kontor.paymentdetails.Explained;
import kontor.paymentdetails.PaymentWay;
import kontor.payments.Party;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;
import kontor.timelines.SentFile;
import kontor.timelines.ToldFile;
import kontor.warnings.Warning;

/**
 * What the page of one payment shows.
 *
 * @param one its kind in a sentence
 * @param isCollection money comes in
 * @param paused why it does not leave; empty where nothing holds it
 * @param files those that it left with and that tell of it; none where the role may not see files
 * @param mayDecide it waits for approval, and the role may decide
 * @param mayStop it is approved and has not left, and the role may decide
 * @param mayNote the role may change its metadata
 * @param mine the caller made it, and a step is for others only
 * @param warnings what to know before it is decided; none when it is
 * @param toSign by the steps that wait, where the organization approves with a passkey
 * @param typed the form of a decision
 */
public record PaymentView(
        String one,
        String path,
        boolean isCollection,
        PaymentRow row,
        Sides sides,
        Told told,
        String paused,
        List<PaymentFacts.Fact> facts,
        Map<String, String> metadata,
        List<ApprovalLine> steps,
        List<Booked> bookings,
        List<FileLine> files,
        List<Moment> moments,
        boolean mayDecide,
        boolean mayStop,
        boolean mayNote,
        boolean mine,
        List<Warning> warnings,
        Map<String, ToSign> toSign,
        Typed typed) {

    private static final String WAITS_FOR_MANDATE =
            "It waits for the mandate: Bankgirot has not agreed to it yet.";

    /** Why it does not leave; empty where it leaves in time. */
    static String held(PaymentWithSteps<?> found) {
        return found.paused()
                .map(Pause::inWords)
                .or(() -> found.waitsFor().map(_ -> WAITS_FOR_MANDATE))
                .or(() -> waitsForReview(found))
                .orElse("");
    }

    /** Its payee's account was not reviewed yet; before it is decided that is a warning. */
    static Optional<String> waitsForReview(PaymentWithSteps<?> found) {
        return found.warnings().stream()
                .filter(_ -> found.payment().status() == PaymentStatus.APPROVED)
                .filter(one -> one.code().startsWith("PAYEE_"))
                .map(Warning::message)
                .findFirst();
    }

    /** What is signed by whoever approves this step. */
    public ToSign signs(String step) {
        return toSign.getOrDefault(step, ToSign.NOTHING);
    }

    /** The address of payments of its kind. */
    public String payments() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Both sides, and the mandate by its reference; an empty path leads nowhere. */
    public record Sides(Side other, Side own, String mandatePath, String mandate) {}

    /** One side of the payment. */
    public record Side(String name, String account, String path) {

        static Side of(Party party, Optional<String> path) {
            String account =
                    party.iban()
                            .map(Figures::iban)
                            .orElseGet(
                                    () ->
                                            party.identifiers().stream()
                                                    .map(one -> one.number())
                                                    .findFirst()
                                                    .orElse(""));
            return new Side(party.legalName(), account, path.orElse(""));
        }
    }

    /**
     * Its story.
     *
     * @param mayComeBack the last day on which money may, without a reason; empty where it may not
     * @param why it ended as it did, and what may be done next
     * @param repeat how it is made again
     * @param callBack the form that calls it back after it has left; empty where that is not
     *     possible, or the role may not
     * @param payBack the form that pays back what was collected by Autogiro; empty where nothing
     *     was, or the role may not
     */
    public record Told(
            String mayComeBack,
            Optional<Certainty> certainty,
            Optional<Explained> why,
            Repeat repeat,
            String callBack,
            String payBack,
            List<PaymentWay.Point> way) {}

    /**
     * The way to one like it.
     *
     * @param path of the form that makes it again, or of what was made again; empty where the role
     *     may not, or its door would refuse it
     */
    public record Repeat(String path, String label) {

        static <P extends Payment<P>> Repeat of(
                KindOfPayment<P> kind,
                P payment,
                Optional<Explained> why,
                Optional<String> whyNot,
                Caller caller) {
            boolean over = why.isPresent() && payment.status() != PaymentStatus.UNKNOWN;
            if (!over) {
                return new Repeat("", "");
            }
            String form = caller.may(kind.create()) ? kind.path() + "/new?again=" : "";
            String same = form.isEmpty() ? "" : form + payment.id();
            if (!(payment instanceof DirectDebit debit)) {
                return new Repeat(same, "Pay again");
            }
            return payment.status() == PaymentStatus.REJECTED
                    ? new Repeat(same, "Collect again")
                    : ofEnded(kind, debit, whyNot, caller);
        }

        /** Of a collection that came to nothing or came back. */
        private static Repeat ofEnded(
                KindOfPayment<?> kind, DirectDebit debit, Optional<String> whyNot, Caller caller) {
            if (whyNot.isEmpty()) {
                return new Repeat(again(kind, debit, caller), "Collect again");
            }
            return debit.retry()
                    .by()
                    .map(id -> new Repeat(kind.path(id), "See the retry"))
                    .orElse(new Repeat("", ""));
        }

        private static String again(KindOfPayment<?> kind, DirectDebit debit, Caller caller) {
            return caller.may(kind.create()) ? kind.path(debit.id()) + "/collect-again" : "";
        }
    }

    /**
     * An attached transaction.
     *
     * @param path empty where the role may not read transactions
     */
    public record Booked(String path, String date, String what, Money amount) {}

    /** A file to or from the bank, with this payment marked. */
    public record FileLine(String icon, String path, String name, String said) {

        static FileLine of(SentFile one, String marked) {
            return new FileLine(
                    "out",
                    "/files/out/" + one.id() + marked,
                    one.messageName(),
                    Figures.word(one.status()));
        }

        static FileLine of(ToldFile one, String marked, ZoneId zone) {
            return new FileLine(
                    "in",
                    "/files/in/" + one.id() + marked,
                    one.kind().map(Figures::word).orElse(one.fileName()),
                    one.day()
                            .map(day -> "of " + Figures.weekday(day))
                            .orElseGet(() -> "received " + Figures.moment(one.received(), zone)));
        }
    }
}
