package kontor.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import kontor.changes.Journal;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iam.Users;
import kontor.secrets.Secret;
import kontor.security.OperatingSystem;

/**
 * The person who is invited to own an organization: a new one, or one whose owners cannot be
 * reached any more.
 */
record NewOwner(String email, String name) {

    static final String USAGE =
            """
            organizations invite --organization ID --owner-email ADDRESS
              --owner-name NAME      of the person; the address when it is left out\
            """;

    /** {@code organizations invite}: one owner more for an organization that is there. */
    record Of(OrganizationId organization, NewOwner owner) {

        /**
         * @throws Options.WrongWords naming everything that cannot be used
         */
        static Of parse(List<String> words) throws Options.WrongWords {
            var options = new Options(words);
            var organization =
                    Ids.parse(options.required("--organization")).map(OrganizationId::new);
            var owner = NewOwner.parse(options);
            options.refuseRest();
            if (organization.isEmpty()) {
                options.wrong("--organization must be the id of an organization");
            }
            options.refuseWrong();
            return new Of(organization.orElseThrow(), owner);
        }

        /**
         * @throws Options.WrongWords when there is no such organization, or the address is invited
         *     in another role
         */
        Secret invite(Wiring wiring) throws Options.WrongWords {
            if (wiring.people().organizations().find(organization).isEmpty()) {
                throw new Options.WrongWords(List.of("there is no organization " + organization));
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
                                                    + " another role; revoke that"
                                                    + " user first, or choose another address")));
        }
    }

    private Optional<Secret> invited(Wiring wiring, Tx tx) {
        var people = wiring.people();
        return people.users().inviteAnyway(tx, email, name, people.roles().owner(tx));
    }

    /** Reads {@code --owner-email} and {@code --owner-name}. */
    static NewOwner parse(Options options) {
        String email = options.required("--owner-email");
        var name = options.value("--owner-name");
        if (!Users.isEmail(email)) {
            options.wrong("--owner-email must be an e-mail address");
        }
        if (name.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
            options.wrong("--owner-name must have 1 to 255 characters");
        }
        return new NewOwner(email, name.orElse(email));
    }

    void print(Secret invitation, Wiring wiring, PrintStream out) {
        out.println(email + " becomes its owner here, within 7 days:");
        out.println("  " + wiring.people().invitationLinks().of(invitation));
    }
}
