package kontor.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.Json;

/** All routes of the server and the search among them. */
public final class Routes {

    /** Says which parameters had no effect. */
    public static final String IGNORED = "Kontor-Ignored-Parameters";

    private static final int MOST_NAMED = 10;
    private static final int REDIRECTIONS = 300;

    /** They make a list no wider, however they are written. */
    private static final Set<String> OF_EVERY_LIST = Set.of("limit", "token");

    /** What is written behind or before a name to ask for a range of it. */
    private static final Pattern RANGE_WORD =
            Pattern.compile(
                    "^(min|max|from|to)(?=.)"
                        + "|(?<=.)(gte|gt|lte|lt|eq|ne|in|min|max|from|to|after|before|since|until)$");

    /** What other servers write between a name and what is asked of it. */
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]");

    /** A route found, and what stood in the braces of its template. */
    record Match(Route route, Map<String, String> parameters) {}

    /**
     * What is known of a path: the route for the method, or else the methods that would have
     * worked.
     */
    record Found(Optional<Match> match, List<String> allowed) {}

    private record Compiled(Route route, List<Segment> segments) {}

    /**
     * One part between slashes: literal text, or a parameter with an optional {@code :verb} behind.
     */
    private record Segment(String literal, String parameter, String verb) {

        static Segment of(String template) {
            if (!template.startsWith("{")) {
                return new Segment(template, "", "");
            }
            int end = template.indexOf('}');
            return new Segment("", template.substring(1, end), template.substring(end + 1));
        }

        boolean matches(String part) {
            return parameter.isEmpty()
                    ? part.equals(literal)
                    : part.length() > verb.length() && part.endsWith(verb);
        }
    }

    private final List<Route> all = new ArrayList<>();
    private final Set<String> filters = new HashSet<>();
    private Supplier<Set<String>> members = Set::of;
    private AnswerKind elsewhere = AnswerKind.JSON;
    private final Map<Integer, List<Compiled>> bySegments = new HashMap<>();

    public void add(Route route) {
        var segments =
                List.of(route.path().substring(1).split("/", -1)).stream()
                        .map(Segment::of)
                        .toList();
        all.add(route);
        filters.addAll(route.filters());
        var sameLength = bySegments.computeIfAbsent(segments.size(), _ -> new ArrayList<>());
        sameLength.add(new Compiled(route, segments));
        // The more specific template first: a literal or a verb wins over a bare parameter.
        sameLength.sort((a, b) -> Integer.compare(specificity(b), specificity(a)));
    }

    /** What resources have as members, asked for with the first parameter that no list knows. */
    public void describedBy(Supplier<Set<String>> names) {
        members = names;
    }

    /** In what words people with a browser learn that there is nothing at an address. */
    public void elsewhere(AnswerKind kind) {
        elsewhere = kind;
    }

    /** The words where no route is found. */
    AnswerKind elsewhere(boolean wantsPage) {
        return wantsPage ? elsewhere : AnswerKind.JSON;
    }

    /** What a route of the API answers, with what it was asked in vain. */
    Answer answer(Route route, Call call) {
        var answer = route.handler().answer(call);
        if (!route.kind().isDocumented() || answer.status() >= REDIRECTIONS) {
            return answer;
        }
        boolean list =
                route.method().equals("GET")
                        && route.access() == Access.CREDENTIALS
                        && (!route.filters().isEmpty() || route.schema().endsWith("List"));
        return list ? judged(answer, call) : saying(call.query().unread(), answer);
    }

    private static Answer saying(List<String> unread, Answer answer) {
        return unread.isEmpty() ? answer : answer.with(IGNORED, encoded(unread));
    }

    /**
     * A parameter that looks like a filter and is none of this list would silently widen it, so it
     * is refused; another one is ignored, and said.
     */
    private Answer judged(Answer answer, Call call) {
        var unread = call.query().unread();
        var known = unread.isEmpty() ? Set.<String>of() : plainNames();
        var refused = unread.stream().filter(name -> looksLikeFilter(name, known)).toList();
        if (!refused.isEmpty()) {
            var faults = refused.stream().map(name -> Fault.invalid(name, noFilter(call)));
            throw new InvalidRequest(faults.toList());
        }
        return saying(unread, answer);
    }

    /** As they would stand in an address: a header takes nothing else from strangers. */
    private static String encoded(List<String> names) {
        return names.stream()
                .limit(MOST_NAMED)
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(", "));
    }

    /** Any spelling of a name that some list or resource has, also in the plural. */
    private static boolean looksLikeFilter(String name, Set<String> known) {
        String spelled = Json.plain(name);
        String plain = BETWEEN.matcher(spelled).replaceAll("");
        // source.id is a member of source.
        String head = spelled.substring(0, Math.max(0, spelled.indexOf('.')));
        return name.indexOf('[') >= 0
                || Stream.of(plain, head, RANGE_WORD.matcher(plain).replaceFirst(""))
                        .flatMap(Routes::oneOrMany)
                        .anyMatch(known::contains);
    }

    private static Stream<String> oneOrMany(String name) {
        return Stream.of("", "s", "es")
                .filter(name::endsWith)
                .map(end -> name.substring(0, name.length() - end.length()));
    }

    /** The names of all filters and members, as {@link Json#plain} has them. */
    private Set<String> plainNames() {
        return Stream.concat(filters.stream(), members.get().stream())
                .map(Json::plain)
                .filter(name -> !OF_EVERY_LIST.contains(name))
                .collect(Collectors.toSet());
    }

    private static String noFilter(Call call) {
        var known = call.query().readable();
        return known.isEmpty()
                ? "is no filter of this list, which has none"
                : "is no filter of this list; it has " + String.join(", ", known);
    }

    private static int specificity(Compiled compiled) {
        return compiled.segments.stream()
                .mapToInt(segment -> segment.parameter.isEmpty() ? 1_000 : segment.verb.length())
                .sum();
    }

    public List<Route> all() {
        return Collections.unmodifiableList(all);
    }

    /** Whether something can be read at exactly this path, whatever is in the database. */
    public boolean serves(String path) {
        return find("GET", path).match().filter(one -> one.parameters().isEmpty()).isPresent();
    }

    Found find(String method, String path) {
        if (!path.startsWith("/")) {
            return new Found(Optional.empty(), List.of());
        }
        String[] parts = path.substring(1).split("/", -1);
        var allowed = new TreeSet<String>();
        int best = -1;
        for (Compiled candidate : bySegments.getOrDefault(parts.length, List.of())) {
            if (!matches(candidate, parts) || specificity(candidate) < best) {
                continue;
            }
            // Only templates as specific as the best one speak for this path.
            best = specificity(candidate);
            allowed.add(candidate.route.method());
            if (candidate.route.method().equals("GET")) {
                allowed.add("HEAD");
            }
            if (candidate.route.method().equals(method)) {
                return new Found(
                        Optional.of(new Match(candidate.route, parameters(candidate, parts))),
                        List.of());
            }
        }
        return new Found(Optional.empty(), List.copyOf(allowed));
    }

    private static boolean matches(Compiled candidate, String[] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (!candidate.segments.get(i).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(Compiled candidate, String[] parts) {
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            Segment segment = candidate.segments.get(i);
            if (!segment.parameter.isEmpty()) {
                String raw = parts[i].substring(0, parts[i].length() - segment.verb.length());
                // A plus stands for itself in a path.
                parameters.put(
                        segment.parameter,
                        raw.indexOf('%') < 0
                                ? raw
                                : URLDecoder.decode(
                                        raw.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
