package kontor.dashboard;

import java.time.ZoneId;
import java.util.List;
import kontor.approvals.PaymentType;
import kontor.charts.Ring;
import kontor.overviews.Outcomes;
import kontor.pages.Figures;
import kontor.pages.Section;

/** How payments ended, in words and as a picture. */
final class OutcomeWords {

    private OutcomeWords() {}

    static Home.Outcome of(Outcomes one, ZoneId zone) {
        boolean debits = one.type() == PaymentType.DIRECT_DEBIT;
        String path =
                (debits ? Section.DIRECT_DEBITS : Section.CREDIT_TRANSFERS).path()
                        + "?date%5Bgte%5D="
                        + one.from()
                        + "&date%5Blte%5D="
                        + one.to()
                        + "&status=";
        return new Home.Outcome(
                debits ? "Direct debits" : "Credit transfers",
                Ring.of(
                        List.of(
                                new Ring.Part("good", one.executed(), "executed"),
                                new Ring.Part("back", one.returned(), "returned"),
                                new Ring.Part("bad", one.failed(), "failed"))),
                percent(one.executed(), one.all()),
                List.of(
                        part("full", "Executed", one.executed(), path + "EXECUTED"),
                        part("back", "Returned", one.returned(), path + "RETURNED"),
                        part("failed", "Failed", one.failed(), path + "FAILED")),
                reasons(one),
                one.of().map(at -> "counted " + Figures.moment(at, zone)).orElse(""));
    }

    private static Home.Part part(String style, String word, long count, String path) {
        return new Home.Part(style, word, Figures.count(count), path);
    }

    private static List<Home.Reason> reasons(Outcomes one) {
        long most = one.reasons().stream().mapToLong(Outcomes.Reason::count).max().orElse(1);
        return one.reasons().stream()
                .map(
                        reason ->
                                new Home.Reason(
                                        reason.code(),
                                        reason.meaning(),
                                        Figures.count(reason.count()),
                                        percent(reason.count(), one.all()),
                                        Math.max(1, reason.count() * 100 / most) + "%"))
                .toList();
    }

    /** In hundredths, cut off: what is not all is never shown as all. */
    static String percent(long part, long all) {
        long hundredths = part * 10_000 / all;
        return hundredths / 100
                + "."
                + (hundredths % 100 < 10 ? "0" : "")
                + hundredths % 100
                + " %";
    }
}
