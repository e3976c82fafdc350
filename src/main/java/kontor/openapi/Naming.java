package kontor.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.http.Route;

/**
 * Derives the id and summary of an operation from its method and path: {@code POST
 * /payments/v2/direct-debits/{id}:approve} is approveDirectDebit, "Approve a direct debit".
 *
 * @param words the parts of the path after the version; in the singular where the path means one of
 *     them
 * @param version of the path, e.g. v2beta; empty when it has none
 * @param list whether the operation gives a list
 */
record Naming(String verb, List<String> words, String version, boolean list) {

    static Naming of(Route route) {
        var parts = new ArrayList<>(Arrays.asList(route.path().substring(1).split("/")));
        String version = parts.stream().filter(Naming::isVersion).findFirst().orElse("");
        if (!version.isEmpty()) {
            parts.subList(0, parts.indexOf(version) + 1).clear();
        }
        boolean list = Parts.itemOf(route.schema()).isPresent() && route.method().equals("GET");
        String last = parts.getLast();
        int colon = last.indexOf(':');
        String verb = colon < 0 ? verbOf(route, list) : last.substring(colon + 1);
        if (colon >= 0) {
            parts.set(parts.size() - 1, last.substring(0, colon));
        }
        boolean named = colon >= 0 && !route.method().equals("GET");
        boolean one = named || route.method().equals("POST");
        var words = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i++) {
            boolean singular = i + 1 < parts.size() ? parts.get(i + 1).startsWith("{") : one;
            if (!parts.get(i).startsWith("{")) {
                words.add(singular ? singular(parts.get(i)) : parts.get(i));
            }
        }
        return new Naming(verb, List.copyOf(words), version, list);
    }

    /** The first word of the path that names a resource; it decides the tag of the operation. */
    static String resource(Route route) {
        var parts = Arrays.asList(route.path().substring(1).split("/"));
        int version =
                parts.stream().filter(Naming::isVersion).findFirst().map(parts::indexOf).orElse(-1);
        return parts.get(version + 1).replaceAll(":.*", "");
    }

    private static boolean isVersion(String part) {
        return part.matches("v[0-9]+(beta)?");
    }

    private static String verbOf(Route route, boolean list) {
        return switch (route.method()) {
            case "GET" -> list ? "list" : "get";
            case "POST" -> "create";
            case "PATCH" -> "update";
            case "PUT" -> "replace";
            case "DELETE" -> "delete";
            default -> throw new IllegalStateException("no verb for " + route.method());
        };
    }

    private static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.replaceFirst("ies$", "y");
        }
        return plural.endsWith("ches")
                ? plural.replaceFirst("es$", "")
                : plural.replaceFirst("s$", "");
    }

    String operationId() {
        var spelled =
                Stream.concat(Stream.of(verb), words.stream())
                        .flatMap(word -> Arrays.stream(word.split("[^A-Za-z0-9]+")))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return spelled.getFirst()
                + spelled.stream().skip(1).map(Naming::capital).collect(Collectors.joining());
    }

    /** The id for an operation that exists in several versions of the API. */
    String operationIdWithVersion() {
        return operationId() + capital(version);
    }

    String summary() {
        var spoken = words.stream().map(Naming::spoken).toList();
        if (list) {
            String last = spoken.getLast();
            return "List "
                    + (words.size() == 1
                            ? last
                            : "the " + last + " of " + withArticle(spoken.getFirst()));
        }
        String does = verb.equals("get") ? "read" : verb.equals("update") ? "change" : spoken(verb);
        return capital(does) + " " + withArticle(String.join(" ", spoken));
    }

    private static String spoken(String word) {
        return word.replace('-', ' ');
    }

    private static String withArticle(String noun) {
        return (noun.endsWith("s") ? "the " : "aeio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ")
                + noun;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
