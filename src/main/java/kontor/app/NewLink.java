package kontor.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iam.User;
import kontor.identities.Identity;
import kontor.identities.Membership;
import kontor.identities.Memberships;

/**
 * {@code users link}: a link for somebody who cannot come in, handed over by whoever runs Kontor:
 * of an invitation for who has not accepted yet, else to set another password.
 *
 * @param whom an e-mail address, or the id of a user
 */
record NewLink(String whom) {

    static final String USAGE =
            """
            users link ADDRESS|USER_ID
              makes the link of an invitation, or one to set a new password, and prints it this once\
            """;

    /** Somebody whom it may mean. */
    private record Candidate(OrganizationId organization, User user) {}

    /**
     * The link.
     *
     * @param organizations whose logs tell of it
     * @param user of one of them
     */
    record Made(List<OrganizationId> organizations, User user, String link) {

        /** Shows no link. */
        @Override
        public String toString() {
            return "Made[" + user.id() + "]";
        }
    }

    /**
     * @throws Options.WrongWords when it is not one word
     */
    static NewLink parse(List<String> words) throws Options.WrongWords {
        if (words.size() != 1) {
            throw new Options.WrongWords(List.of(USAGE));
        }
        return new NewLink(words.getFirst().strip().toLowerCase(Locale.ROOT));
    }

    /**
     * @throws Options.WrongWords when nobody is meant, or several are
     */
    Made make(Wiring wiring) throws Options.WrongWords {
        var found = candidates(wiring);
        if (found.isEmpty()) {
            throw new Options.WrongWords(
                    List.of("there is no person " + whom + " who is invited or active"));
        }
        var first = found.getFirst();
        if (found.size() == 1 && first.user.status() == User.Status.INVITED) {
            return invited(wiring, first);
        }
        var identities =
                found.stream().flatMap(one -> identity(wiring, one).stream()).distinct().toList();
        boolean areOne =
                identities.size() == 1
                        && found.stream().allMatch(one -> one.user.status() == User.Status.ACTIVE);
        if (!areOne) {
            throw new Options.WrongWords(List.of(severalAre(wiring, found)));
        }
        var places = wiring.people().identities().memberships(identities.getFirst());
        return new Made(
                places.stream().map(Membership::organization).distinct().toList(),
                first.user,
                wiring.people().resets().byOperator(identities.getFirst()));
    }

    private List<Candidate> candidates(Wiring wiring) {
        var found = new ArrayList<Candidate>();
        for (var organization : wiring.people().organizations().all()) {
            user(wiring, organization, whom)
                    .ifPresent(user -> found.add(new Candidate(organization, user)));
        }
        if (Ids.parse(whom).isEmpty()) {
            // Whoever signs in with the address may have been invited with another.
            wiring.people().identities().withAddress(whom).stream()
                    .map(Identity::id)
                    .flatMap(id -> wiring.people().identities().memberships(id).stream())
                    .forEach(place -> addUser(wiring, place, found));
        }
        return found.stream().distinct().filter(NewLink::canComeIn).toList();
    }

    private static void addUser(Wiring wiring, Membership place, List<Candidate> found) {
        user(wiring, place.organization(), place.user().toString())
                .ifPresent(user -> found.add(new Candidate(place.organization(), user)));
    }

    private static Optional<User> user(Wiring wiring, OrganizationId organization, String named) {
        return wiring.ground()
                .database()
                .write(organization, tx -> wiring.people().users().forOperator(tx, named));
    }

    private static boolean canComeIn(Candidate one) {
        return one.user.kind() == User.Kind.PERSON && one.user.status() != User.Status.REVOKED;
    }

    private static Optional<UUID> identity(Wiring wiring, Candidate one) {
        return wiring.ground()
                .database()
                .read(one.organization, tx -> new Memberships().identityOf(tx, one.user.id()));
    }

    private static Made invited(Wiring wiring, Candidate one) {
        var token =
                wiring.ground()
                        .database()
                        .write(
                                one.organization,
                                tx ->
                                        wiring.people()
                                                .users()
                                                .inviteAnyway(
                                                        tx,
                                                        one.user.username(),
                                                        one.user.name(),
                                                        one.user.roleId()));
        return new Made(
                List.of(one.organization),
                one.user,
                wiring.people().invitationLinks().of(token.orElseThrow()));
    }

    private String severalAre(Wiring wiring, List<Candidate> found) {
        return found.stream()
                .map(
                        one ->
                                "  ./kontor users link %s  %s, %s"
                                        .formatted(
                                                one.user.id(),
                                                name(wiring, one.organization),
                                                one.user.status()))
                .collect(
                        Collectors.joining(
                                "\n", "several have the address " + whom + "; say which:\n", ""));
    }

    private static String name(Wiring wiring, OrganizationId organization) {
        return wiring.people().organizations().find(organization).orElseThrow().name();
    }

    void print(Made made, PrintStream out) {
        out.println(
                made.user.username()
                        + (made.user.status() == User.Status.INVITED
                                ? " joins here, within 7 days; the link before is worth nothing:"
                                : " sets a new password here, once, within an hour:"));
        out.println("  " + made.link);
    }
}
