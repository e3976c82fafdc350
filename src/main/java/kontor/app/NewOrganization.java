package kontor.app;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kontor.changes.Journal;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.iam.Users;
import kontor.secrets.Secret;
import kontor.security.OperatingSystem;

/**
 * {@code organizations create}: a real organization with its owner invited, and nothing else in it.
 *
 * @param programmaticOwner the system that an API key in the owner role acts for, where one is made
 */
record NewOrganization(String name, Owner owner, ZoneId zone, Optional<String> programmaticOwner) {

    static final String USAGE =
            """
            organizations create --name NAME --owner-email ADDRESS
              --owner-name NAME      of the person; the address when it is left out
              --zone ZONE            where the organization's days begin; Europe/Stockholm when left out
              --programmatic-owner   make an API key in the owner role too, shown once
              --acts-for SYSTEM      the system that this key acts for; "Owner" when left out\
            """;

    static final String BOTH_KINDS =
            "A sandbox and a real organization are both served here: what the one only tries and"
                    + " what the other means are kept apart, but whoever signs in must mind which"
                    + " it is.";

    private static final String ZONE = "Europe/Stockholm";

    /** The name of the key, and of the system that it acts for when nothing is said. */
    private static final String OWNER = "Owner";

    /** What was made; the secrets are known only now. */
    record Made(OrganizationId organization, Secret invitation, Optional<Users.NewKey> key) {}

    /**
     * @throws Options.WrongWords naming everything that cannot be used
     */
    static NewOrganization parse(List<String> words) throws Options.WrongWords {
        var options = new Options(words);
        String name = options.required("--name");
        var owner = Owner.parse(options);
        String zone = options.value("--zone").orElse(ZONE);
        boolean key = options.flag("--programmatic-owner");
        var system = options.value("--acts-for");
        options.refuseRest();
        if (name.isBlank() || name.length() > 255) {
            options.wrong("--name must have 1 to 255 characters");
        }
        if (system.isPresent() && !key) {
            options.wrong("--acts-for is for --programmatic-owner");
        }
        if (system.filter(word -> word.isBlank() || word.length() > 255).isPresent()) {
            options.wrong("--acts-for must have 1 to 255 characters");
        }
        ZoneId known = zone(zone, options);
        options.refuseWrong();
        return new NewOrganization(
                name, owner, known, key ? system.or(() -> Optional.of(OWNER)) : Optional.empty());
    }

    private static ZoneId zone(String text, Options options) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            options.wrong("--zone must be a time zone like " + ZONE);
            return ZoneId.of(ZONE);
        }
    }

    /**
     * @throws Options.WrongWords when somebody of this installation signs in with the owner's
     *     address
     */
    Made make(Wiring wiring) throws Options.WrongWords {
        var made =
                wiring.people()
                        .organizations()
                        .create(
                                new Organizations.New(name, false, zone),
                                tx -> {
                                    var owners =
                                            wiring.people()
                                                    .roles()
                                                    .create(tx, "owner", true, Permissions.ALL);
                                    var invitation =
                                            wiring.people()
                                                    .users()
                                                    .invite(
                                                            tx,
                                                            owner.email(),
                                                            owner.name(),
                                                            owners);
                                    var key =
                                            programmaticOwner.map(
                                                    system ->
                                                            wiring.people()
                                                                    .users()
                                                                    .createProgrammatic(
                                                                            tx, OWNER, owners,
                                                                            system));
                                    return new Made(tx.organization(), invitation, key);
                                });
        return made.content();
    }

    void print(Made made, Wiring wiring, PrintStream out) {
        out.println("Organization " + name + " was made; its id is " + made.organization);
        out.println();
        owner.print(made.invitation, wiring, out);
        if (wiring.people().organizations().areOfBothKinds()) {
            out.println();
            out.println(BOTH_KINDS);
        }
        made.key.ifPresent(
                key -> {
                    out.println();
                    String system = programmaticOwner.orElseThrow();
                    out.println("API key in the owner role, shown this once;");
                    out.println("it acts for the system " + system + ":");
                    out.println("  " + key.accessKey() + ":" + key.secret().text());
                });
    }

    /**
     * The person who is invited to own an organization: a new one, or one whose owners cannot be
     * reached any more.
     */
    record Owner(String email, String name) {

        static final String USAGE =
                """
                organizations invite --organization ID --owner-email ADDRESS
                  --owner-name NAME      of the person; the address when it is left out\
                """;

        /** {@code organizations invite}: one owner more for an organization that is there. */
        record Of(OrganizationId organization, Owner owner) {

            /**
             * @throws Options.WrongWords naming everything that cannot be used
             */
            static Of parse(List<String> words) throws Options.WrongWords {
                var options = new Options(words);
                var organization =
                        Ids.parse(options.required("--organization")).map(OrganizationId::new);
                var owner = Owner.parse(options);
                options.refuseRest();
                if (organization.isEmpty()) {
                    options.wrong("--organization must be the id of an organization");
                }
                options.refuseWrong();
                return new Of(organization.orElseThrow(), owner);
            }

            /**
             * @throws Options.WrongWords when there is no such organization, or the address is
             *     invited in another role
             */
            Secret invite(Wiring wiring) throws Options.WrongWords {
                if (wiring.people().organizations().find(organization).isEmpty()) {
                    throw new Options.WrongWords(
                            List.of("there is no organization " + organization));
                }
                var invitation =
                        wiring.ground()
                                .database()
                                .write(
                                        organization,
                                        tx ->
                                                Journal.marked(
                                                        tx,
                                                        OperatingSystem.mark(),
                                                        () -> owner.invited(wiring, tx)));
                return invitation.orElseThrow(
                        () ->
                                new Options.WrongWords(
                                        List.of(
                                                owner.email
                                                        + " has accepted already, or is invited in"
                                                        + " another role; revoke that user first,"
                                                        + " or choose another address")));
            }
        }

        private Optional<Secret> invited(Wiring wiring, Tx tx) {
            var people = wiring.people();
            return people.users().inviteAnyway(tx, email, name, people.roles().owner(tx));
        }

        /** Reads {@code --owner-email} and {@code --owner-name}. */
        static Owner parse(Options options) {
            String email = options.required("--owner-email");
            var name = options.value("--owner-name");
            if (!Users.isEmail(email)) {
                options.wrong("--owner-email must be an e-mail address");
            }
            if (name.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
                options.wrong("--owner-name must have 1 to 255 characters");
            }
            return new Owner(email, name.orElse(email));
        }

        void print(Secret invitation, Wiring wiring, PrintStream out) {
            out.println(email + " becomes its owner here, within 7 days:");
            out.println("  " + wiring.people().invitationLinks().of(invitation));
        }
    }
}
