package kontor.limitpages;

import java.math.BigInteger;
import java.util.List;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.paymentlimits.MyLimits;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;

/** One's own payment limits, and how much of today is used. */
public final class MyLimitsRoutes {

    private static final String PATH = "/settings/my-limits";

    private final Pages pages;
    private final Desk desk;

    public MyLimitsRoutes(Pages pages, Desk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    /** A limit; amounts with their currency, empty where there is none. */
    public record Row(String what, String largest, String perDay, String used, String left) {}

    /** What the page shows. */
    public record View(List<Row> rows, String day) {}

    public void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).by(this::mine));
    }

    private Answer mine(Call call) {
        var caller = call.caller();
        var mine = desk.read(caller, tx -> MyLimits.of(tx, caller));
        var frame = pages.frame(call, Section.SETTINGS, "My payment limits", SettingsTabs.CRUMB);
        var rows = mine.limits().stream().map(MyLimitsRoutes::row).toList();
        String day = mine.day().map(Object::toString).orElse("");
        return pages.show(frame, "limitpages/mine.jte", new View(rows, day));
    }

    private static Row row(MyLimits.One one) {
        var limit = one.limit();
        var currency = limit.currency();
        return new Row(
                "To " + limit.action().verb() + " " + limit.type().inWords(),
                limit.largest().map(MyLimitsRoutes::words).orElse(""),
                limit.perDay().map(MyLimitsRoutes::words).orElse(""),
                limit.perDay().map(_ -> words(one.used(), currency)).orElse(""),
                one.left().map(left -> words(left, currency)).orElse(""));
    }

    private static String words(Money amount) {
        return Figures.amount(amount) + " " + amount.currency().code();
    }

    private static String words(BigInteger minor, Currency currency) {
        var most = BigInteger.valueOf(Long.MAX_VALUE);
        return words(new Money(minor.min(most).longValueExact(), currency));
    }
}
