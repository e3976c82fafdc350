package kontor.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.approvals.PaymentType;
import kontor.core.Caller;
import kontor.overviews.Leaving;
import kontor.overviews.Silence;
import kontor.overviews.ToDo;
import kontor.pages.Figures;
import kontor.pages.Section;

/** The sentences of the first page. */
final class HomeWords {

    private HomeWords() {}

    static String news(Optional<String> newest, int silent) {
        String in = newest.map(day -> "Statements until " + day + " are in.").orElse("");
        String missing =
                switch (silent) {
                    case 0 -> "";
                    case 1 -> " One account is silent.";
                    default -> " " + silent + " accounts are silent.";
                };
        return (in + missing).strip();
    }

    static List<Home.Wait> waits(ToDo toDo, ZoneId zone, Caller caller, Predicate<String> served) {
        String next =
                toDo.nextDeadline()
                        .map(at -> "the first by " + Figures.moment(at, zone))
                        .orElse("");
        var approvals = wait(toDo.approvals(), "", "Approvals", next, "/approvals");
        return Stream.concat(Stream.of(approvals), ofBanks(toDo, unexplained(caller)))
                .filter(one -> !one.count().equals("0"))
                .filter(one -> served.test(one.path().split("\\?")[0]))
                .toList();
    }

    /** Where what nothing explains is attached, or where it is only seen. */
    private static String unexplained(Caller caller) {
        return caller.may(Section.RECONCILIATION.use())
                ? Section.RECONCILIATION.path()
                : "/transactions?reconciliationStatus=NOT_RECONCILED";
    }

    private static Stream<Home.Wait> ofBanks(ToDo toDo, String unexplained) {
        return Stream.of(
                wait(
                        toDo.aside(),
                        "bad",
                        "Bank files set aside",
                        "read, and not understood",
                        "/files?direction=in&status=QUARANTINED"),
                wait(
                        toDo.unknown(),
                        "warn",
                        "Files of unknown fate",
                        "they may have left, or not",
                        "/files?direction=out&status=UNKNOWN"),
                wait(toDo.cases(), "warn", "Open cases", "told, and not certain", "/cases"),
                wait(
                        toDo.unexplained(),
                        "",
                        "Transactions not reconciled",
                        "booked, and no payment explains them",
                        unexplained));
    }

    private static Home.Wait wait(
            int count, String style, String label, String detail, String path) {
        return new Home.Wait(ToDo.words(count), style, label, detail, path);
    }

    static Home.Silent silent(Silence one) {
        String usual = one.usual() == 1 ? "every bank day" : "every " + one.usual() + " bank days";
        return new Home.Silent(
                "/accounts/" + one.account(),
                one.name(),
                "last statement of "
                        + Figures.weekday(one.last())
                        + ", "
                        + one.since()
                        + (one.since() >= 100 ? " bank days ago or more" : " bank days ago")
                        + "; usual are statements "
                        + usual);
    }

    static Home.Deadline deadline(Leaving one, Instant now) {
        String what =
                one.scheme()
                        + (one.type() == PaymentType.DIRECT_DEBIT ? " collections" : " transfers")
                        + " for "
                        + Figures.weekday(one.date());
        return new Home.Deadline(
                Figures.moment(one.deadline(), one.zone()),
                in(Duration.between(now, one.deadline())),
                what,
                holds(one) + at(one.banks()));
    }

    private static String at(List<String> banks) {
        return switch (banks.size()) {
            case 0 -> "";
            case 1, 2 -> "; " + String.join(" and ", banks);
            default -> "; " + banks.size() + " banks";
        };
    }

    private static String holds(Leaving one) {
        if (one.isEmpty()) {
            return "nothing is there for it yet";
        }
        String sums =
                one.sums().stream()
                        .map(
                                sum ->
                                        Figures.amount(sum.minor(), sum.currency())
                                                + " "
                                                + sum.currency().code())
                        .collect(Collectors.joining(", "));
        String approved = Figures.count(one.approved()) + " approved";
        String waiting = Figures.count(one.waiting()) + (one.waiting() == 1 ? " waits" : " wait");
        if (one.approved() == 0) {
            return waiting + " for approval";
        }
        return approved + ", " + sums + (one.waiting() == 0 ? "" : "; " + waiting);
    }

    /** How long that is, in its two largest units. */
    private static String in(Duration left) {
        if (left.toDays() > 0) {
            return "in " + left.toDays() + " d " + left.toHoursPart() + " h";
        }
        return left.toHours() > 0
                ? "in " + left.toHours() + " h " + left.toMinutesPart() + " min"
                : "in " + Math.max(1, left.toMinutes()) + " min";
    }
}
