package kontor.security;

import java.util.LinkedHashMap;
import java.util.Map;
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
        var told = new LinkedHashMap<String, String>();
        told.put("security", one.kind().name());
        one.organization().ifPresent(id -> told.put("organization", id.toString()));
        one.who().ifPresent(name -> told.put("actor", shown(one, name, owners)));
        one.user().ifPresent(id -> told.put("user", id.toString()));
        told.put("address", one.address());
        told.put("about", one.about());
        told.put("code", one.code());
        one.requestId().ifPresent(id -> told.put("request", id.toString()));
        told.values().removeIf(String::isEmpty);
        var line = log.atInfo();
        for (var pair : told.entrySet()) {
            line = line.addKeyValue(pair.getKey(), pair.getValue());
        }
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
