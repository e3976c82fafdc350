package kontor.iam;

import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/**
 * A person to be let in. The password is hashed beforehand: that takes too long for a transaction.
 * Refuses, all faults at once, what is no e-mail address and a name out of 1 to 255 characters.
 *
 * @param email kept in lower case: people do not type it alike twice
 */
public record NewHuman(String email, String name, UUID roleId, PasswordHash password) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");

    public NewHuman {
        var faults = new ArrayList<Fault>();
        if (!EMAIL.matcher(email).matches()) {
            faults.add(Fault.invalid("email", "must be an e-mail address"));
        }
        if (name.isBlank() || name.length() > 255) {
            faults.add(Fault.invalid("name", "must have 1 to 255 characters"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        email = email.toLowerCase(Locale.ROOT);
    }
}
