package kontor.changerequests;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which change requests a list shows; each filter is open when absent.
 *
 * @param mine only those that the caller asked for
 */
public record ChangeRequestFilter(
        List<ChangeRequest.Status> statuses,
        Optional<Area> area,
        Optional<UUID> makerId,
        Optional<UUID> targetId,
        boolean mine) {

    public static final List<String> NAMES =
            List.of("status", "area", "makerId", "targetId", "mine");

    public static ChangeRequestFilter parse(QueryFields fields) {
        return new ChangeRequestFilter(
                fields.manyOf("status", ChangeRequest.Status.class),
                fields.oneOf("area", Area.class),
                fields.id("makerId"),
                fields.id("targetId"),
                fields.bool("mine").orElse(false));
    }
}
