package kontor.iam;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/**
 * A role as it is wanted. Refuses, all faults at once, a name out of 1 to 255 characters and words
 * that are no permission.
 */
public record NewRole(String name, boolean owner, Set<String> permissions) {

    public NewRole {
        var faults = new ArrayList<Fault>();
        if (name.isBlank() || name.length() > 255) {
            faults.add(Fault.invalid("name", "must have 1 to 255 characters"));
        }
        for (String word : new TreeSet<>(permissions)) {
            if (!Permissions.known(word)) {
                faults.add(Fault.invalid("permissions", word + " is no permission"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        permissions = Set.copyOf(permissions);
    }
}
