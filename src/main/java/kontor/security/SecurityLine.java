package kontor.security;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Ids;
import org.slf4j.Logger;

/** One line of the log for one sighting. */
final class SecurityLine {

    /** The form of the access keys that Kontor makes. */
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

    private SecurityLine() {}

    /**
     * Whether a name has the form of an access key. Anything else may be an e-mail address, or a
     * secret in the wrong place.
     */
    static boolean isKey(String name) {
        return KEY.matcher(name).matches();
    }

    static void write(Logger log, Sighting one, Map<String, SecurityTable.Owner> owners) {
        var line = log.atInfo().addKeyValue("security", one.kind().name());
        one.organization().ifPresent(id -> line.addKeyValue("organization", id.toString()));
        one.who().ifPresent(name -> line.addKeyValue("actor", shown(one, name, owners)));
        one.user().ifPresent(id -> line.addKeyValue("user", id.toString()));
        line.addKeyValue("address", one.address());
        if (!one.about().isEmpty()) {
            line.addKeyValue("about", one.about());
        }
        if (!one.code().isEmpty()) {
            line.addKeyValue("code", one.code());
        }
        one.requestId().map(UUID::toString).ifPresent(id -> line.addKeyValue("request", id));
        line.log(one.kind().words());
    }

    private static String shown(
            Sighting one, String name, Map<String, SecurityTable.Owner> owners) {
        var owner = owners.get(name);
        if (isKey(name) || one.isAtTheMachine()) {
            return name;
        }
        if (owner != null) {
            return owner.user().toString();
        }
        return isId(name) ? name : "(" + name.length() + " characters, no access key)";
    }

    private static boolean isId(String name) {
        return Ids.parse(name).isPresent();
    }
}
