package kontor.settingspages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kontor.core.Caller;
import kontor.events.Event;
import kontor.events.FeedProof;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.AuditLog;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.wire.Json;
import kontor.wire.Page;

/** Who did what and when, and the check that nobody changed it afterwards. */
public final class AuditPageRoutes {

    private final Pages pages;
    private final Desk desk;
    private final AuditLog log;

    public AuditPageRoutes(Pages pages, Desk desk, AuditLog log) {
        this.pages = pages;
        this.desk = desk;
        this.log = log;
    }

    /** One entry. */
    public record Row(
            String position,
            String when,
            String name,
            boolean security,
            String by,
            String resource,
            String resourceId,
            String version,
            String requestId,
            String message,
            Map<String, String> details) {}

    /** How the check of the chain ended. */
    public record Checked(boolean holds, String inWords, String digest) {}

    /** What the page shows. */
    public record View(
            List<SettingsTabs> tabs,
            Map<String, String> filters,
            List<Row> rows,
            String next,
            Optional<Checked> checked,
            Typed typed) {

        public String filter(String name) {
            return filters.getOrDefault(name, "");
        }

        /** Where what is shown is a file, in CSV or NDJSON. */
        public String export(String format) {
            return AuditExportRoutes.PATH + "?format=" + format + query(filters);
        }

        public boolean isFiltered() {
            return !filters.isEmpty();
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route("/audit-log", AuditLog.READ)
                        .wholeOrganization()
                        .filters(AuditLog.FILTERS)
                        .by(call -> show(call, Optional.empty())));
        routes.add(
                pages.form("/audit-log/verify", AuditLog.READ)
                        .wholeOrganization()
                        .filters(AuditLog.FILTERS)
                        .by(this::verify));
    }

    private Answer verify(Call call) {
        call.fields();
        var proof = log.proof(call.caller(), new AuditLog.Range(1, Long.MAX_VALUE));
        return show(call, Optional.of(checked(proof)));
    }

    private static Checked checked(FeedProof proof) {
        String words =
                proof.holds()
                        ? "The chain holds: "
                                + Figures.counted(proof.events(), "event")
                                + ", each with the digest of the one before. "
                                + Figures.count(proof.erased())
                                + (proof.erased() == 1 ? " was" : " were")
                                + " erased of personal data, "
                                + Figures.counted(proof.anchored(), "anchor")
                                + " outside the database "
                                + (proof.anchored() == 1 ? "agrees." : "agree.")
                        : "The chain is broken"
                                + (proof.firstBroken().isPresent()
                                        ? " at event " + proof.firstBroken().getAsLong()
                                        : "")
                                + proof.problem().map(why -> ": " + why).orElse("")
                                + ". Somebody changed the log, or lost part of it.";
        return new Checked(proof.holds(), words, HexFormat.of().formatHex(proof.digest()));
    }

    private Answer show(Call call, Optional<Checked> checked) {
        var caller = call.caller();
        var filter = AuditLog.filter(call.query());
        var page = call.page();
        var found = desk.read(caller, tx -> log.list(tx, caller, filter, page));
        var frame = pages.frame(call, Section.SETTINGS, "Audit log", SettingsTabs.CRUMB);
        return pages.show(
                frame,
                "settingspages/audit-log.jte",
                new View(
                        SettingsTabs.of(caller),
                        filters(call),
                        rows(caller, found.items()),
                        next(call, found),
                        checked,
                        Typed.nothing()));
    }

    private static Map<String, String> filters(Call call) {
        var filters = new TreeMap<String, String>();
        for (String name : AuditLog.FILTERS) {
            call.query().text(name).ifPresent(text -> filters.put(name, text));
        }
        return filters;
    }

    private static String next(Call call, Page<?> page) {
        String token = call.nextToken(page);
        if (token.isEmpty()) {
            return "";
        }
        return "/audit-log?token=" + token + query(filters(call));
    }

    private static String query(Map<String, String> filters) {
        var query = new StringBuilder();
        filters.forEach(
                (name, text) ->
                        query.append('&')
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private List<Row> rows(Caller caller, List<Event> events) {
        var names = new HashMap<String, String>();
        return events.stream()
                .map(
                        one ->
                                row(
                                        one,
                                        names.computeIfAbsent(
                                                one.originator(),
                                                who -> desk.originator(caller, who))))
                .toList();
    }

    private static Row row(Event one, String by) {
        return new Row(
                Long.toString(one.position()),
                Json.timestamp(one.occurred()),
                one.name(),
                AuditLog.SECURITY_RESOURCES.contains(one.resource()),
                by,
                one.resource(),
                one.resourceId().toString(),
                Integer.toString(one.version()),
                one.requestId().map(Object::toString).orElse(""),
                one.message().orElse(""),
                one.details().map(AuditPageRoutes::details).orElse(Map.of()));
    }

    private static Map<String, String> details(String json) {
        var details = new TreeMap<String, String>();
        for (var one : Json.readOwn(json).properties()) {
            var value = one.getValue();
            details.put(one.getKey(), value.isTextual() ? value.asText() : value.toString());
        }
        return details;
    }
}
