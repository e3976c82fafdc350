package kontor.batchpages;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kontor.core.OrganizationId;
import kontor.mandateimports.MandateImport;
import kontor.pages.Figures;
import kontor.pages.State;

/**
 * A mandate import as pages show it.
 *
 * @param cancellable there is work left
 * @param completed all of it is done
 * @param facts of its file
 */
public record ImportView(
        String path,
        String name,
        State state,
        boolean dryRun,
        boolean cancellable,
        boolean completed,
        int records,
        MandateImport.Progress progress,
        String created,
        Map<String, String> facts,
        String version) {

    static final String ALL = "/mandate-imports";

    static ImportView of(MandateImport one, OrganizationId organization, ZoneId zone) {
        var view = one.view(organization);
        var facts = new LinkedHashMap<String, String>();
        facts.put("Id", one.id().toString());
        facts.put("Size", Figures.count(view.at("/input/size").asLong()) + " bytes");
        facts.put("Digest", view.at("/input/checksum").asText());
        return new ImportView(
                ALL + "/" + one.id(),
                one.title(),
                state(one),
                one.dryRun(),
                one.status().isOpen(),
                one.status() == MandateImport.Status.COMPLETED,
                one.records(),
                one.progress(),
                Figures.moment(one.created(), zone),
                facts,
                String.valueOf(one.version()));
    }

    private static State state(MandateImport one) {
        var shape =
                switch (one.status()) {
                    case CREATED, PROCESSING_STARTED -> State.Shape.HALF;
                    case COMPLETED -> State.Shape.FULL;
                    case CANCELLED, FAILED -> State.Shape.FAILED;
                };
        var state = State.of(shape, one.status().name());
        if (!one.dryRun()) {
            return state;
        }
        return state.with(one.status().isOpen() ? "dry run" : "dry run, nothing was made");
    }

    /** How it ended, or how far it is: "98 mandates, 2 faulty". */
    public String outcome() {
        String made = counted(progress.succeeded(), "mandate") + (dryRun ? " would be made" : "");
        String there =
                progress.existing() == 0 ? "" : ", " + count(progress.existing()) + " there before";
        String faulty = progress.failed() == 0 ? "" : ", " + count(progress.failed()) + " faulty";
        return completed ? made + there + faulty : state.word().toLowerCase(Locale.ROOT);
    }

    public String count(int rows) {
        return Figures.count(rows);
    }

    /** As many of these, like "1 row" and "300 rows". */
    public String counted(int number, String one) {
        return Figures.counted(number, one);
    }
}
