package kontor.paymentdetails;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kontor.pages.Figures;
import kontor.timelines.Timeline;
import kontor.timelines.TimelineStep;
import kontor.timelines.Upcoming;

/**
 * The way of a payment as its page tells it: what happened, today, and what is still to come or may
 * come. Days are the bank's; where they are not those of the server, which happens in a sandbox,
 * the server's moment stands beside.
 */
public final class PaymentWay {

    private final ZoneId zone;
    private final LocalDate today;
    private final Function<String, String> names;

    /**
     * @param today at the bank
     * @param names of those who did something, by their id or word
     */
    public PaymentWay(ZoneId zone, LocalDate today, Function<String, String> names) {
        this.zone = zone;
        this.today = today;
        this.names = names;
    }

    /**
     * A point of the way.
     *
     * @param style "done", "back", "now" or "to-come"
     */
    public record Point(String what, String when, String said, String style, String icon) {}

    /** Oldest first, then today, then what is to come. */
    public List<Point> points(Timeline timeline) {
        var points = new ArrayList<Point>();
        timeline.steps().forEach(step -> points.add(happened(step)));
        var next = timeline.upcoming().stream().filter(one -> !isPast(one, today)).toList();
        points.add(new Point("Today", Figures.weekday(today), "", "now", "clock"));
        next.forEach(one -> points.add(toCome(one)));
        var last =
                next.stream()
                        .filter(PaymentWay::isMoneyBack)
                        .map(this::day)
                        .max(LocalDate::compareTo);
        last.ifPresent(
                day ->
                        points.add(
                                new Point(
                                        "Final",
                                        "from " + Figures.weekday(day.plusDays(1)),
                                        "",
                                        "to-come",
                                        "check")));
        return points;
    }

    private Point happened(TimelineStep step) {
        var server = step.at().atZone(zone).toLocalDate();
        boolean ahead = step.bankDate().filter(day -> !day.equals(server)).isPresent();
        String moment = Figures.moment(step.at(), zone);
        String who = "by " + names.apply(step.originator());
        String said = step.message().map(words -> who + ": " + words).orElse(who);
        boolean back = step.name().contains("RETURNED") || step.name().contains("FAILED");
        return new Point(
                Figures.word(step.name()),
                step.bankDate().filter(_ -> ahead).map(Figures::weekday).orElse(moment),
                ahead ? said + ". At the server it was " + moment : said,
                back || step.name().equals("REJECTED") ? "back" : "done",
                back ? "back" : "check");
    }

    private static final Point WAITS_FOR_MANDATE =
            new Point(
                    "Waits for the mandate",
                    "",
                    "It leaves when Bankgirot has agreed to its mandate.",
                    "to-come",
                    "clock");

    private static final Point WAITS_FOR_ANSWER =
            new Point(
                    "Bankgirot answers the cancellation",
                    "",
                    "It may be paid all the same until then.",
                    "to-come",
                    "clock");

    private static final String CALLED_BACK =
            "Bankgirot takes that until the evening of the bank day before.";

    private Point toCome(Upcoming one) {
        return switch (one.kind()) {
            case APPROVAL ->
                    point(one, "Approval", "until ", "Later it moves to the next bank day.");
            case MANDATE -> WAITS_FOR_MANDATE;
            case SUBMISSION -> point(one, "Leaves with the file", "", "");
            case CANCELLATION -> point(one, "It can be called back", "until ", CALLED_BACK);
            case CANCELLATION_ANSWER -> WAITS_FOR_ANSWER;
            case EXECUTION -> point(one, "Execution", "on ", "The bank makes it on this day.");
            case RETURN -> point(one, "The payer's bank can return it", "until ", "");
            case REFUND ->
                    point(
                            one,
                            "The payer can ask for the money back, no reason needed",
                            "until ",
                            "8 weeks after the collection.");
            case UNAUTHORIZED_REFUND ->
                    point(
                            one,
                            "Only where there was no valid mandate",
                            "until ",
                            "13 months. Keep the signed mandate until then.");
        };
    }

    private Point point(Upcoming one, String what, String preposition, String said) {
        String when =
                one.at()
                        .map(at -> Figures.moment(at, zone))
                        .orElseGet(() -> Figures.weekday(day(one)));
        return new Point(
                what, preposition + when, said, "to-come", isMoneyBack(one) ? "back" : "clock");
    }

    /** What has no time yet is still to come. */
    private boolean isPast(Upcoming one, LocalDate today) {
        boolean timed = one.at().isPresent() || one.date().isPresent();
        return timed && day(one).isBefore(today);
    }

    private LocalDate day(Upcoming one) {
        return one.date().orElseGet(() -> one.at().orElseThrow().atZone(zone).toLocalDate());
    }

    /** Whether money may come back then. */
    public static boolean isMoneyBack(Upcoming one) {
        return switch (one.kind()) {
            case APPROVAL, MANDATE, SUBMISSION, CANCELLATION, CANCELLATION_ANSWER, EXECUTION ->
                    false;
            case RETURN, REFUND, UNAUTHORIZED_REFUND -> true;
        };
    }
}
