package kontor.settingspages;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kontor.core.Caller;
import kontor.events.AuditFilter;
import kontor.events.Event;
import kontor.events.FeedProof;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.iam.AuditLog;
import kontor.iam.AuditLogRoutes;
import kontor.pages.Pages;
import kontor.settingsparts.Desk;
import kontor.sheets.CsvLine;
import kontor.wire.Json;
import kontor.wire.PageRequest;

/**
 * The audit log as a file, a page at a time however long it is. Its last line is the check of the
 * chain, so a file without it is not whole.
 */
public final class AuditExportRoutes {

    static final String PATH = "/audit-log/export";
    private static final int AT_A_TIME = 500;

    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "timestamp",
                    "originator",
                    "resource",
                    "resourceId",
                    "resourceVersion",
                    "type",
                    "name",
                    "requestId",
                    "message",
                    "details");

    private final Pages pages;
    private final Desk desk;
    private final AuditLog log;

    public AuditExportRoutes(Pages pages, Desk desk, AuditLog log) {
        this.pages = pages;
        this.desk = desk;
        this.log = log;
    }

    /** How entries are written. */
    private enum Format {
        CSV("text/csv; charset=utf-8", "csv"),
        NDJSON("application/x-ndjson", "ndjson");

        private final String type;
        private final String ending;

        Format(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }
    }

    public void register(Routes routes) {
        var names = new ArrayList<>(AuditLog.FILTERS);
        names.add("format");
        routes.add(
                pages.route(PATH, AuditLog.READ)
                        .wholeOrganization()
                        .filters(names)
                        .gives("text/csv")
                        .by(this::export));
    }

    private Answer export(Call call) {
        var caller = call.caller();
        var filter = AuditLog.filter(call.query());
        var format = call.query().oneOf("format", Format.class).orElse(Format.CSV);
        // Before anything is sent: who checks too much at once is told so.
        var proof = log.proof(caller, new AuditLog.Range(1, Long.MAX_VALUE));
        String name = "audit-log-" + desk.today(caller) + "." + format.ending;
        return Answer.streamed(
                        200,
                        format.type,
                        (Answer.Writer) out -> write(caller, filter, format, proof, out))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Cache-Control", "no-store");
    }

    private void write(
            Caller caller, AuditFilter filter, Format format, FeedProof proof, OutputStream out)
            throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (format == Format.CSV) {
            writer.write(CsvLine.of(COLUMNS));
        }
        long count = 0;
        var after = Optional.<String>empty();
        do {
            var request = new PageRequest(AT_A_TIME, after, "");
            var page = desk.read(caller, tx -> log.list(tx, caller, filter, request));
            for (var event : page.items()) {
                write(caller, event, format, writer);
            }
            count += page.items().size();
            writer.flush();
            after = page.next();
        } while (after.isPresent());
        end(format, proof, count, writer);
        writer.flush();
    }

    private static void write(Caller caller, Event event, Format format, Writer writer)
            throws IOException {
        switch (format) {
            case CSV -> writer.write(CsvLine.of(cells(event)));
            case NDJSON ->
                    writer.write(
                            Json.write(AuditLogRoutes.view(caller.organization(), event)) + "\n");
        }
    }

    private static List<String> cells(Event event) {
        return List.of(
                Long.toString(event.position()),
                Json.timestamp(event.occurred()),
                event.originator(),
                event.resource(),
                event.resourceId().toString(),
                Integer.toString(event.version()),
                event.type().name(),
                event.name(),
                event.requestId().map(Object::toString).orElse(""),
                event.message().orElse(""),
                event.details().orElse(""));
    }

    private static void end(Format format, FeedProof proof, long count, Writer writer)
            throws IOException {
        String digest = HexFormat.of().formatHex(proof.digest());
        if (format == Format.CSV) {
            var cells = new ArrayList<String>();
            COLUMNS.forEach(_ -> cells.add(""));
            cells.set(COLUMNS.indexOf("name"), proof.holds() ? "CHAIN_HOLDS" : "CHAIN_BROKEN");
            cells.set(COLUMNS.indexOf("message"), words(proof, count));
            cells.set(COLUMNS.indexOf("details"), digest);
            writer.write(CsvLine.of(cells));
            return;
        }
        var check = Json.object();
        check.putObject("chain")
                .put("ok", proof.holds())
                .put("events", proof.events())
                .put("digest", digest);
        writer.write(Json.write(check.put("exported", count)) + "\n");
    }

    private static String words(FeedProof proof, long count) {
        return count
                + " entries of "
                + proof.events()
                + "; "
                + (proof.holds()
                        ? "each has the digest of the one before"
                        : "somebody changed the log, or lost part of it"
                                + proof.problem().map(why -> ": " + why).orElse(""));
    }
}
