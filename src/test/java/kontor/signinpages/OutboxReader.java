package kontor.signinpages;

import java.util.List;
import java.util.regex.Pattern;
import kontor.PlainBrowser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.secrets.Secret;

/** A sandbox with its owner signed in, who invites people and reads what would be mailed. */
final class OutboxReader {

    static final String OUTBOX = "/test-data/outbox";
    static final String PASSWORD = "vier grüne Stühle";

    private final TestKontor kontor = TestKontor.shared();
    final SandboxOrganization sandbox = kontor.sandbox();
    final PlainBrowser owner = new PlainBrowser(kontor);
    private final PlainBrowser otherOwner = new PlainBrowser(kontor);

    OutboxReader() {
        owner.signIn(sandbox.keys().email(), sandbox.keys().password());
        String email = "second+" + Ids.next() + "@example.com";
        var people = kontor.wiring().people();
        var hash = people.identities().hash(email, new Secret(PASSWORD));
        kontor.database()
                .write(
                        sandbox.organization(),
                        tx ->
                                people.users()
                                        .createPerson(
                                                tx,
                                                email,
                                                "Second",
                                                hash,
                                                people.roles().owner(tx)));
        otherOwner.signIn(email, PASSWORD);
    }

    static String address() {
        return "anna+" + Ids.next() + "@example.com";
    }

    String role(String name) {
        return sandbox.owner().get("/iam/v2beta/roles?limit=500").items().stream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** Invites on the page, which says that it is done and shows no link. */
    String invited(String email, String role) {
        owner.open("/users/new");
        return owner.submit(
                        "/users/new",
                        "kind",
                        "PERSON",
                        "email",
                        email,
                        "name",
                        "Anna",
                        "roleId",
                        role(role))
                .body();
    }

    /**
     * The links of mails to an address, newest first, as paths, as the other owner reads them: who
     * invites is shown none.
     */
    List<String> links(String email, String kind) {
        var page = otherOwner.open(OUTBOX).body();
        return Pattern.compile("(?s)<article.*?</article>")
                .matcher(page)
                .results()
                .map(one -> one.group())
                .filter(one -> one.contains("To " + email + ","))
                .flatMap(
                        one ->
                                Pattern.compile("href=\"(/" + kind + "/[^\"]+)\"")
                                        .matcher(one)
                                        .results()
                                        .map(link -> link.group(1)))
                .toList();
    }

    /** Somebody new, who was invited by mail and has accepted. */
    PlainBrowser joined(String email) {
        invited(email, "developer");
        String link = links(email, "invitations").getFirst();
        var browser = new PlainBrowser(kontor);
        browser.open(link);
        browser.submit(link, "password", PASSWORD, "repeated", PASSWORD);
        return browser;
    }

    /** Somebody says that the password of the address is forgotten, and is answered. */
    List<String> forgotten(String email) {
        var stranger = new PlainBrowser(kontor);
        stranger.open("/login/forgotten");
        stranger.submit("/login/forgotten", "email", email);
        var resets = kontor.wiring().people().resets();
        resets.asked().forEach(resets::answer);
        return links(email, "reset");
    }

    /** What the audit log of the sandbox tells. */
    String audited() {
        kontor.wiring().ground().security().round();
        return sandbox.owner().get("/iam/v2beta/audit-log-entries?limit=500").body();
    }
}
