package kontor.mailpages;

import java.util.List;
import java.util.Set;
import kontor.core.Use;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.iam.InvitationLinks;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.mail.Mail;
import kontor.mail.MailKind;
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
    private final InvitationLinks links;
    private final Outbox outbox;
    private final String baseUrl;

    /**
     * @param database for requests
     * @param links who invited whom
     * @param baseUrl with which links of mails begin
     */
    public OutboxRoutes(
            Pages pages,
            Database database,
            Organizations organizations,
            InvitationLinks links,
            Outbox outbox,
            String baseUrl) {
        this.pages = pages;
        this.database = database;
        this.organizations = organizations;
        this.links = links;
        this.outbox = outbox;
        this.baseUrl = baseUrl;
    }

    /**
     * A line of a mail.
     *
     * @param path where it leads on this server; empty for mere text
     */
    public record Line(String text, String path) {}

    /**
     * A mail, with its lines as long as they are kept.
     *
     * @param own whether the reader invites by it, for whom the link is not
     */
    public record Row(
            String to, String subject, String when, State state, List<Line> lines, boolean own) {}

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
        var own =
                database.read(
                        caller.organization(),
                        tx -> links.invitedBy(tx, caller, invited(found.items())));
        var view =
                new View(
                        outbox.sends(),
                        found.items().stream()
                                .map(one -> row(one, organization, isOwn(one, own)))
                                .toList(),
                        page.after().isEmpty(),
                        older(call, found));
        return pages.show(frame(call), "mailpages/outbox.jte", view)
                .with("Cache-Control", "no-store");
    }

    private Frame frame(Call call) {
        return pages.frame(
                call, Section.TEST_BANK, "Outbox", new Frame.Crumb("Test bank", "/test-data"));
    }

    private static String older(Call call, Page<Mail> found) {
        String token = call.nextToken(found);
        return token.isEmpty() ? "" : PATH + "?token=" + token;
    }

    private static List<String> invited(List<Mail> mails) {
        return mails.stream()
                .filter(mail -> mail.kind() == MailKind.INVITATION)
                .map(Mail::recipient)
                .toList();
    }

    private static boolean isOwn(Mail mail, Set<String> invitedByReader) {
        return mail.kind() == MailKind.INVITATION && invitedByReader.contains(mail.recipient());
    }

    private Row row(Mail mail, Organization organization, boolean own) {
        return new Row(
                mail.recipient(),
                mail.subject(),
                Figures.moment(mail.created(), organization.zone()),
                state(mail),
                own
                        ? List.of()
                        : mail.text().stream().flatMap(String::lines).map(this::line).toList(),
                own);
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
