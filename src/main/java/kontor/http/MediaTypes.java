package kontor.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a route and a client speak in the same media types. */
final class MediaTypes {

    private MediaTypes() {}

    static void requireAcceptable(Route route, Wire wire) {
        String accept = wire.header("Accept");
        if (accept == null || route.success() == 204) {
            return;
        }
        for (String range : accept.split(",")) {
            String type = range.split(";")[0].strip().toLowerCase(Locale.ROOT);
            String family = route.mediaType().substring(0, route.mediaType().indexOf('/'));
            if (type.equals("*/*")
                    || type.equals(family + "/*")
                    || type.equals(route.mediaType())
                    || type.equals(Answer.JSON)
                    || type.isEmpty()) {
                return;
            }
        }
        throw new HttpError(406, "not_acceptable", "answers are " + route.mediaType());
    }

    /** Browsers name HTML when somebody opens an address; programs do not. */
    static boolean wantsPage(Wire wire) {
        String accept = wire.header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    static void requireTaken(Route route, Wire wire) {
        var taken = route.body().mediaTypes();
        String told = wire.header("Content-Type");
        String type = told == null ? "" : told.split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (!taken.isEmpty() && !taken.contains(type)) {
            throw new HttpError(
                    415,
                    "unsupported_media_type",
                    "send Content-Type: " + String.join(" or ", taken),
                    List.of(),
                    Map.of("Accept", String.join(", ", taken)));
        }
        String packed = wire.header("Content-Encoding");
        if (packed != null && !packed.strip().equalsIgnoreCase("identity")) {
            throw new HttpError(
                    415,
                    "unsupported_media_type",
                    "send the body as it is, without Content-Encoding: nothing is unpacked"
                            + " here",
                    List.of(),
                    Map.of("Accept", String.join(", ", taken)));
        }
    }
}
