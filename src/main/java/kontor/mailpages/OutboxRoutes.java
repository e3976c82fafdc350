package kontor.mailpages;

import java.util.List;
import kontor.core.Use;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.mail.Mail;
import kontor.mail.Outbox;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.wire.Page;

/**
 * What a sandbox would have mailed, for its owners: whoever reads it can be anybody of the sandbox.
 */
public final class OutboxRoutes {

    private static final String PATH = "/test-data/outbox";

    private final Pages pages;
    private final Database database;
    private final Organizations organizations;
    private final Outbox outbox;
    private final String baseUrl;

    /**
     * @param database for requests
     * @param baseUrl with which links of mails begin
     */
    public OutboxRoutes(
            Pages pages,
            Database database,
            Organizations organizations,
            Outbox outbox,
            String baseUrl) {
        this.pages = pages;
        this.database = database;
        this.organizations = organizations;
        this.outbox = outbox;
        this.baseUrl = baseUrl;
    }

    /**
     * A line of a mail.
     *
     * @param path where it leads on this server; empty for mere text
     */
    public record Line(String text, String path) {}

    /** A mail, with its lines as long as they are kept. */
    public record Row(String to, String subject, String when, State state, List<Line> lines) {}

    /**
     * What the page shows.
     *
     * @param sends whether mails are sent, so that their texts are not kept
     */
    public record View(boolean sends, List<Row> rows, boolean first, String older) {}

    public void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).wholeOrganization().by(this::list));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var organization = organizations.of(caller);
        if (!organization.sandbox()) {
            throw HttpError.notFound();
        }
        var page = call.page();
        var found =
                ErrorAnswers.orThrow(
                        database.read(caller.organization(), tx -> outbox.shown(tx, caller, page)));
        var frame =
                pages.frame(
                        call,
                        Section.TEST_BANK,
                        "Outbox",
                        new Frame.Crumb("Test bank", "/test-data"));
        var view =
                new View(
                        outbox.sends(),
                        found.items().stream().map(one -> row(one, organization)).toList(),
                        page.after().isEmpty(),
                        older(call, found));
        return pages.show(frame, "mailpages/outbox.jte", view).with("Cache-Control", "no-store");
    }

    private static String older(Call call, Page<Mail> found) {
        String token = call.nextToken(found);
        return token.isEmpty() ? "" : PATH + "?token=" + token;
    }

    private Row row(Mail mail, Organization organization) {
        return new Row(
                mail.recipient(),
                mail.subject(),
                Figures.moment(mail.created(), organization.zone()),
                state(mail),
                mail.text().stream().flatMap(String::lines).map(this::line).toList());
    }

    private static State state(Mail mail) {
        var shape =
                switch (mail.state()) {
                    case WAITING -> State.Shape.HALF;
                    case SHOWN -> State.Shape.RING;
                    case SENT -> State.Shape.FULL;
                    case GIVEN_UP -> State.Shape.FAILED;
                };
        return State.of(shape, mail.state().name());
    }

    /** A link leads to this server by whatever name the browser knows it. */
    private Line line(String text) {
        boolean isLink = text.startsWith(baseUrl + "/") && text.indexOf(' ') < 0;
        return new Line(text, isLink ? text.substring(baseUrl.length()) : "");
    }
}
