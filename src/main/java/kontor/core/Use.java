package kontor.core;

import java.util.List;
import java.util.stream.Stream;

/**
 * The permissions that a use case needs, stated once as a constant of its door. The route names the
 * constant, and whoever offers the use case asks {@link Caller#may(Use)}.
 *
 * @param permissions all of them are needed, in the order in which they are checked
 */
public record Use(List<String> permissions) {

    public Use {
        permissions = List.copyOf(permissions);
    }

    public static Use of(String... permissions) {
        return new Use(List.of(permissions));
    }

    /** For whoever does both; what the other needs is checked after what this one needs. */
    public Use and(Use other) {
        return new Use(
                Stream.concat(permissions.stream(), other.permissions.stream())
                        .distinct()
                        .toList());
    }
}
