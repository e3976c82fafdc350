package kontor.settingspages;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.events.Event;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.AuditLog;
import kontor.iam.AuditLog.Category;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** What somebody reads who watches over the organization: in sentences, the newest first. */
public final class SecurityPageRoutes {

    private static final String PATH = "/settings/security-log";

    private final Pages pages;
    private final Desk desk;
    private final AuditLog log;

    public SecurityPageRoutes(Pages pages, Desk desk, AuditLog log) {
        this.pages = pages;
        this.desk = desk;
        this.log = log;
    }

    /** A part of the log, and whether it is shown. */
    public record Topic(String path, String label, boolean here) {}

    /**
     * An entry.
     *
     * @param marks what makes it stand out, such as that nobody checked it
     * @param facts where it came from and what it was about
     */
    public record Row(
            String when,
            String what,
            String by,
            List<String> marks,
            List<String> facts,
            String path) {}

    /**
     * What the page shows.
     *
     * @param export the address of the same as a file
     * @param older the address of the next page; empty on the last
     */
    public record View(
            List<SettingsTabs> tabs,
            List<Topic> topics,
            String category,
            String actor,
            String address,
            boolean filtered,
            List<Row> rows,
            String export,
            String older) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, AuditLog.READ)
                        .wholeOrganization()
                        .filters(AuditLog.FILTERS)
                        .by(this::show));
    }

    private Answer show(Call call) {
        var caller = call.caller();
        var chosen = call.query().oneOf("category", Category.class);
        var filter = AuditLog.filter(call.query());
        var shown = chosen.isPresent() ? filter : filter.within(AuditLog.SECURITY_RESOURCES);
        var page = call.page();
        var found = desk.read(caller, tx -> log.list(tx, caller, shown, page));
        var view = view(call, chosen, rows(caller, found.items()), call.nextToken(found));
        var frame = pages.frame(call, Section.SETTINGS, "Security log", SettingsTabs.CRUMB);
        return pages.show(frame, "settingspages/security-log.jte", view);
    }

    private static View view(Call call, Optional<Category> chosen, List<Row> rows, String token) {
        String same = filters(call);
        String usual = chosen.isPresent() ? "" : "&category=" + Category.SECURITY;
        return new View(
                SettingsTabs.of(call.caller()),
                topics(chosen.filter(one -> one != Category.SECURITY)),
                chosen.map(Category::name).orElse(""),
                call.query().text("actor").orElse(""),
                call.query().text("address").orElse(""),
                !same.isEmpty(),
                rows,
                AuditExportRoutes.PATH + "?format=CSV" + usual + same,
                token.isEmpty() ? "" : PATH + "?token=" + Figures.inAddress(token) + same);
    }

    private static String filters(Call call) {
        var all = new StringBuilder();
        for (String name : AuditLog.FILTERS) {
            call.query()
                    .text(name)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(
                            text ->
                                    all.append('&')
                                            .append(name)
                                            .append('=')
                                            .append(Figures.inAddress(text)));
        }
        return all.toString();
    }

    private static List<Topic> topics(Optional<Category> here) {
        var topics = new ArrayList<Topic>();
        topics.add(new Topic(PATH, label(Category.SECURITY), here.isEmpty()));
        for (var one : Category.values()) {
            if (one != Category.SECURITY) {
                String path = PATH + "?category=" + one;
                topics.add(new Topic(path, label(one), here.filter(one::equals).isPresent()));
            }
        }
        return topics;
    }

    private static String label(Category category) {
        return switch (category) {
            case SECURITY -> "Sign-ins, users and roles";
            case SIGN_INS -> "Sign-ins";
            case REFUSALS -> "Refused";
            case KEYS -> "Keys and passwords";
            case ADMINISTRATION -> "Rules and settings";
            case UNCHECKED -> "Unchecked changes";
            case BREAK_GLASS -> "Break-glass";
        };
    }

    private List<Row> rows(Caller caller, List<Event> events) {
        var zone = desk.zone(caller);
        var roles = desk.roleNames(caller);
        var names = new HashMap<String, String>();
        Function<String, String> name =
                user -> names.computeIfAbsent(user, id -> desk.originator(caller, id));
        return events.stream()
                .map(one -> row(one, named(one, name, roles), name.apply(one.originator()), zone))
                .toList();
    }

    /** What it happened to is called, of users and roles; empty where nobody may know. */
    private static String named(
            Event one, Function<String, String> users, Map<UUID, String> roles) {
        String id = one.resourceId().toString();
        String name =
                switch (one.resource()) {
                    case "users" -> users.apply(id);
                    case "roles" -> roles.getOrDefault(one.resourceId(), "");
                    default -> "";
                };
        return name.isEmpty() || name.equals(id) ? "" : " " + name;
    }

    private static Row row(Event one, String name, String by, ZoneId zone) {
        var details = new HashMap<String, String>();
        one.details()
                .ifPresent(
                        json ->
                                Json.readOwn(json)
                                        .properties()
                                        .forEach(
                                                member ->
                                                        details.put(
                                                                member.getKey(),
                                                                member.getValue().asText())));
        return new Row(
                Figures.moment(one.occurred(), zone),
                what(one, name),
                by,
                marks(details),
                facts(details, zone),
                "/audit-log?resourceId=" + one.resourceId());
    }

    /** The security log says it in words; of others the name and the resource are told. */
    private static String what(Event one, String name) {
        boolean told = one.resource().equals("security") && one.message().isPresent();
        return told ? one.message().get() : thing(one.resource()) + name + ": " + event(one.name());
    }

    /** One of a resource, as "Approval chain" of {@code approval_chains}. */
    private static String thing(String resource) {
        return Figures.word(resource.replaceAll("ies$", "y").replaceAll("s$", ""));
    }

    private static String event(String name) {
        return Figures.word(name).toLowerCase(Locale.ROOT);
    }

    private static List<String> marks(Map<String, String> details) {
        var marks = new ArrayList<String>();
        if (details.containsKey("unchecked")) {
            marks.add(
                    switch (String.valueOf(details.get("unchecked"))) {
                        case "EXEMPT" -> "unchecked: the program is exempt";
                        case "COMMAND_LINE" -> "unchecked: on the command line";
                        default -> "unchecked: four eyes are off";
                    });
        }
        if (details.containsKey("breakGlass")) {
            marks.add("break-glass by " + details.get("breakGlass"));
        }
        return marks;
    }

    private static List<String> facts(Map<String, String> details, ZoneId zone) {
        var facts = new ArrayList<String>();
        tell(facts, "from ", details.get("addresses"));
        tell(facts, "with ", credential(details.getOrDefault("actor", "")));
        tell(facts, "at ", details.get("about"));
        tell(facts, "refused by ", details.get("codes"));
        if (details.containsKey("from") && !details.getOrDefault("count", "1").equals("1")) {
            tell(facts, "since ", Figures.moment(Instant.parse(details.get("from")), zone));
        }
        return facts;
    }

    /** An access key or what was typed; whose id it is stands beside it already. */
    private static String credential(String actor) {
        return Ids.parse(actor).isPresent() ? "" : actor;
    }

    private static void tell(List<String> facts, String how, @Nullable String what) {
        if (what != null && !what.isEmpty()) {
            facts.add(how + what);
        }
    }
}
