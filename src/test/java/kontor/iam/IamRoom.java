package kontor.iam;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;

/** The iam room on the real database, with an organization of its own. */
final class IamRoom {

    static final String ISSUER = "https://kontor.example";
    static final By SOMEBODY = new By(new UUID(7, 7).toString(), java.util.Optional.of(new UUID(8, 8)));

    final Database database = TestKontor.shared().database();
    final Events events = new Events();
    final Organizations organizations = new Organizations(database, events);
    final Roles roles = new Roles(events);
    final Users users = new Users(events);
    final OrganizationId organization =
            organizations.create(new Organizations.New("Test", true, ZoneId.of("Europe/Stockholm")));

    <T> T write(Function<Tx, T> work) {
        return database.write(organization, work);
    }

    UUID role(String... permissions) {
        return write(tx -> roles.create(tx, "role " + Ids.next(), false, Set.of(permissions)));
    }

    Users.NewKey key(UUID role) {
        return write(tx -> done(users.createProgrammatic(tx, SOMEBODY, "Nightly job", role)));
    }

    void revoke(UUID user) {
        write(tx -> done(users.revoke(tx, SOMEBODY, user)));
    }

    /** Everything the feed says, as text: to look for what must not be in it. */
    String feed() {
        return write(tx -> events.feed(tx, 0, 100).stream().map(Event::toString).reduce("", String::concat));
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    static String refused(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }
}
