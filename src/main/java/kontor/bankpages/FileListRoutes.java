package kontor.bankpages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InboxFiles;
import kontor.banks.Instruction;
import kontor.banks.Instructions;
import kontor.banks.ReceivedFile;
import kontor.cases.Cases;
import kontor.connections.Connections;
import kontor.connections.StoredConnection;
import kontor.connections.Traffic;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.pauses.Pause;
import kontor.wire.Page;

/** The page of connections and of the files that went over them. */
public final class FileListRoutes {

    private final Pages pages;
    private final BankFiles files;

    public FileListRoutes(Pages pages, BankFiles files) {
        this.pages = pages;
        this.files = files;
    }

    /** A connection, when the bank was last heard of, and what waits for a person. */
    public record Line(
            String id,
            String name,
            String bank,
            String lastHeard,
            String lastFile,
            long aside,
            long unknown,
            Optional<String> paused) {}

    /** A file in the list. */
    public record Row(
            String path, String name, String kind, State state, String when, String size) {}

    /**
     * What the page shows.
     *
     * @param incoming whether the list is of files from the bank
     * @param paused why nothing leaves for any bank
     * @param next the address of the page after this one; empty after the last
     */
    public record View(
            List<Line> connections,
            String connection,
            List<Choice> choices,
            boolean incoming,
            boolean outgoing,
            String status,
            List<Choice> statuses,
            List<Row> rows,
            String next,
            Optional<String> paused,
            boolean mayPause,
            boolean mayPauseAll,
            boolean seesCases) {

        /** How many files wait for a person's decision. */
        public long waiting() {
            return connections.stream().mapToLong(one -> one.aside + one.unknown).sum();
        }

        public boolean isFiltered() {
            return !status.isEmpty();
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route("/files", InboxFiles.READ)
                        .wholeOrganization()
                        .filters("connection", "direction", "status")
                        .by(this::list));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var all = files.connections(caller);
        var wanted = call.query().id("connection");
        var chosen =
                all.stream()
                        .map(StoredConnection::id)
                        .filter(id -> wanted.isEmpty() || wanted.get().equals(id))
                        .findFirst();
        boolean out =
                caller.may(Instructions.READ)
                        && call.query().text("direction").filter("out"::equals).isPresent();
        var zone = files.organization(caller).zone();
        var rows =
                chosen.map(id -> out ? out(call, id, zone) : in(call, id, zone))
                        .orElse(new Page<>(List.of(), Optional.empty()));
        String connection = chosen.map(UUID::toString).orElse("");
        String next = next(call, connection, out, rows);
        return pages.show(
                pages.frame(call, Section.FILES, "Bank files"),
                "bankpages/files.jte",
                view(call, all, new Shown(connection, out, rows.items(), next)));
    }

    /** The list at the foot of the page. */
    private record Shown(String connection, boolean out, List<Row> rows, String next) {}

    private View view(Call call, List<StoredConnection> all, Shown shown) {
        var caller = call.caller();
        var organization = files.organization(caller);
        var zone = organization.zone();
        boolean sees = caller.may(Instructions.READ);
        var over = files.traffic(caller, all);
        return new View(
                all.stream()
                        .map(one -> line(one, Optional.ofNullable(over.get(one.id())), zone))
                        .toList(),
                shown.connection,
                all.stream()
                        .map(one -> new Choice(one.id().toString(), one.connection().name()))
                        .toList(),
                !shown.out,
                sees,
                call.query().text("status").orElse(""),
                statuses(shown.out),
                shown.rows,
                shown.next,
                organization.paused().map(pause -> words(pause, zone)),
                caller.may(Connections.UPDATE),
                caller.may(Organizations.UPDATE),
                caller.may(Cases.READ));
    }

    private Line line(StoredConnection one, Optional<Traffic> over, ZoneId zone) {
        return new Line(
                one.id().toString(),
                one.connection().name(),
                one.connection().bic(),
                over.flatMap(Traffic::lastHeard).map(at -> Figures.moment(at, zone)).orElse(""),
                over.flatMap(Traffic::lastFile).orElse(""),
                over.map(Traffic::aside).orElse(0L),
                over.flatMap(Traffic::out).map(Traffic.Out::unknown).orElse(0L),
                one.paused().map(pause -> words(pause, zone)));
    }

    static String words(Pause pause, ZoneId zone) {
        return "Paused since "
                + Figures.moment(pause.since(), zone)
                + pause.reason().map(why -> ": " + why).orElse("");
    }

    private Page<Row> out(Call call, UUID connection, ZoneId zone) {
        var status = call.query().manyOf("status", Instruction.State.class);
        var page = files.out(call.caller(), connection, status, call.page());
        return new Page<>(
                page.items().stream()
                        .map(
                                file ->
                                        new Row(
                                                "/files/out/" + file.id(),
                                                file.fileName(),
                                                holds(file),
                                                FileStates.of(file),
                                                Figures.moment(file.updated(), zone),
                                                FileStates.size(file.content().size())))
                        .toList(),
                page.next());
    }

    /** Its payments in one line; the sum has no currency where they have several. */
    static String holds(Instruction file) {
        int count = file.content().transactions();
        String kind = file.source().payments().replace('_', ' ');
        return Figures.count(count)
                + " "
                + (count == 1 ? kind.replaceFirst("s$", "") : kind)
                + ", sum "
                + file.content().controlSum().toPlainString();
    }

    private Page<Row> in(Call call, UUID connection, ZoneId zone) {
        var status = call.query().manyOf("status", ReceivedFile.Status.class);
        var page = files.in(call.caller(), connection, status, call.page());
        return new Page<>(
                page.items().stream()
                        .map(
                                file ->
                                        new Row(
                                                "/files/in/" + file.id(),
                                                file.name(),
                                                file.kind()
                                                        .map(Figures::word)
                                                        .orElse("Not read yet"),
                                                FileStates.of(file),
                                                Figures.moment(file.received(), zone),
                                                FileStates.size(file.size())))
                        .toList(),
                page.next());
    }

    private static List<Choice> statuses(boolean out) {
        var choices = new ArrayList<>(List.of(new Choice("", "any state")));
        Arrays.<Enum<?>>stream(out ? Instruction.State.values() : ReceivedFile.Status.values())
                .map(one -> new Choice(one.name(), Figures.word(one.name())))
                .forEach(choices::add);
        return choices;
    }

    private static String next(Call call, String connection, boolean out, Page<?> page) {
        String token = call.nextToken(page);
        return token.isEmpty()
                ? ""
                : "/files?connection="
                        + connection
                        + "&direction="
                        + (out ? "out" : "in")
                        + "&status="
                        + call.query().text("status").orElse("")
                        + "&token="
                        + token;
    }
}
