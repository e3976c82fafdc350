package kontor.app;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.iam.Secret;
import kontor.iam.Users;

/**
 * {@code organizations create}: a real organization with its owner invited, and nothing else in it.
 *
 * @param programmaticOwner whether an API key in the owner role is made too
 */
record NewOrganization(String name, String ownerEmail, String ownerName, ZoneId zone,
        boolean programmaticOwner) {

    static final String USAGE = """
            organizations create --name NAME --owner-email ADDRESS
              --owner-name NAME      of the person; the address when it is left out
              --zone ZONE            where the organization's days begin; Europe/Stockholm when left out
              --programmatic-owner   make an API key in the owner role too, shown once""";

    private static final String ZONE = "Europe/Stockholm";

    /** What was made; the secrets are known only now. */
    record Made(String organizationId, Secret invitation, Optional<Users.NewKey> key) {}

    /** @throws WrongWords naming everything that cannot be used */
    static NewOrganization parse(List<String> words) throws WrongWords {
        var options = new Options(words);
        String name = options.required("--name");
        String email = options.required("--owner-email");
        var ownerName = options.value("--owner-name");
        String zone = options.value("--zone").orElse(ZONE);
        boolean key = options.flag("--programmatic-owner");
        options.refuseRest();
        if (name.isBlank() || name.length() > 255) {
            options.wrong("--name must have 1 to 255 characters");
        }
        if (!Users.isEmail(email)) {
            options.wrong("--owner-email must be an e-mail address");
        }
        if (ownerName.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
            options.wrong("--owner-name must have 1 to 255 characters");
        }
        ZoneId known = zone(zone, options);
        options.refuseWrong();
        return new NewOrganization(name, email, ownerName.orElse(email), known, key);
    }

    private static ZoneId zone(String text, Options options) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            options.wrong("--zone must be a time zone like " + ZONE);
            return ZoneId.of(ZONE);
        }
    }

    /** @throws WrongWords when somebody of this installation signs in with the owner's address */
    Made make(Wiring wiring) throws WrongWords {
        if (wiring.users().isKnown(wiring.database(), ownerEmail)) {
            throw new WrongWords(List.of("somebody signs in as " + ownerEmail
                    + " already; an address belongs to one"
                    + " organization, so choose another one"));
        }
        var made = wiring.organizations().create(new Organizations.New(name, false, zone), tx -> {
            var owners = wiring.roles().create(tx, "owner", true, Permissions.ALL);
            var invitation = wiring.users().invite(tx, ownerEmail, ownerName, owners);
            var key = programmaticOwner
                    ? Optional.of(wiring.users().createProgrammatic(tx, "Owner", owners))
                    : Optional.<Users.NewKey>empty();
            return new Made(tx.organization().toString(), invitation, key);
        });
        return made.content();
    }

    void print(Made made, Wiring wiring, PrintStream out) {
        out.println("Organization " + name + " was made; its id is " + made.organizationId);
        out.println();
        out.println(ownerEmail + " becomes its owner here, within 7 days:");
        out.println("  " + wiring.invitationLinks().of(made.invitation));
        made.key.ifPresent(key -> {
            out.println();
            out.println("API key in the owner role, shown this once:");
            out.println("  " + key.accessKey() + ":" + key.secret().text());
        });
    }

    /** Words like {@code --name Acme --flag}, taken one by one. */
    private static final class Options {
        private final List<String> rest;
        private final List<String> sentences = new ArrayList<>();

        Options(List<String> words) {
            rest = new ArrayList<>(words);
        }

        Optional<String> value(String option) {
            int at = rest.indexOf(option);
            if (at < 0) {
                return Optional.empty();
            }
            rest.remove(at);
            if (at == rest.size()) {
                wrong(option + " needs a value behind it");
                return Optional.of("");
            }
            return Optional.of(rest.remove(at));
        }

        String required(String option) {
            return value(option).orElseGet(() -> {
                wrong(option + " is missing");
                return "";
            });
        }

        boolean flag(String option) {
            return rest.remove(option);
        }

        void refuseRest() {
            rest.forEach(word -> wrong(word + " is not an option, or is told twice"));
        }

        void wrong(String sentence) {
            // What is missing is not also malformed.
            String option = sentence.split(" ")[0];
            if (sentences.stream().noneMatch(known -> known.startsWith(option + " "))) {
                sentences.add(sentence);
            }
        }

        void refuseWrong() throws WrongWords {
            if (!sentences.isEmpty()) {
                throw new WrongWords(sentences);
            }
        }
    }
}
