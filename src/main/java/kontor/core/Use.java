package kontor.core;

import java.util.List;

/**
 * What somebody may do with Kontor, said once: its route names it, and whoever offers it asks
 * {@link Caller#may(Use)}.
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
}
