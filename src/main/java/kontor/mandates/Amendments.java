package kontor.mandates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a list of patches makes of the mandates, one after another as if each came alone.
 */
final class Amendments {

    private static final int MOST_LOOKS = 3;

    private final Tx tx;
    private final MandateTable table;
    private final AmendmentChecks checks;
    private final Map<UUID, Mandate> before;
    private final Set<UUID> inFiles;

    /**
     * @param before the mandates, locked
     * @param inFiles those with an open collection that stands in a file for the bank
     */
    Amendments(
            Tx tx,
            MandateTable table,
            AmendmentChecks checks,
            Map<UUID, Mandate> before,
            Set<UUID> inFiles) {
        this.tx = tx;
        this.table = table;
        this.checks = checks;
        this.before = before;
        this.inFiles = inFiles;
    }

    /**
     * Judges and writes; one outcome per patch, and a version for each of several that change one
     * mandate. Another transaction may take a reference between the look and the write, so then it
     * looks again.
     */
    List<Outcome<Mandate>> judgedAndStored(List<Request<MandatePatch>> requests) {
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            var outcomes = judge(requests);
            if (table.amended(tx, before, last(outcomes))) {
                return outcomes;
            }
        }
        var outcomes = judge(requests);
        table.amend(tx, before, last(outcomes));
        return outcomes;
    }

    private static List<Mandate> last(List<Outcome<Mandate>> outcomes) {
        var after = new LinkedHashMap<UUID, Mandate>();
        Mandates.done(outcomes).forEach(mandate -> after.put(mandate.id(), mandate));
        return List.copyOf(after.values());
    }

    private List<Outcome<Mandate>> judge(List<Request<MandatePatch>> requests) {
        var foreseen = fold(requests, Map.of());
        var creditors = new ArrayList<String>();
        var references = new ArrayList<String>();
        for (Mandate mandate : Mandates.done(foreseen)) {
            creditors.add(MandateChecks.creditorKey(mandate));
            references.add(mandate.mandateReference().toUpperCase(Locale.ROOT));
        }
        return creditors.isEmpty()
                ? foreseen
                : fold(requests, table.holders(tx, creditors, references));
    }

    private List<Outcome<Mandate>> fold(
            List<Request<MandatePatch>> requests, Map<String, UUID> holders) {
        var now = new HashMap<>(before);
        var owners = new HashMap<>(holders);
        var outcomes = new ArrayList<Outcome<Mandate>>();
        for (var one : requests) {
            var outcome =
                    atVersion(one, now.get(one.id()))
                            .flatMap(
                                    mandate ->
                                            checks.judge(
                                                            one.input(),
                                                            mandate,
                                                            inFiles.contains(mandate.id()),
                                                            tx.now())
                                                    .flatMap(next -> owned(owners, mandate, next)));
            if (outcome instanceof Outcome.Done<Mandate>(var mandate)) {
                now.put(mandate.id(), mandate);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private static Outcome<Mandate> atVersion(Request<?> request, @Nullable Mandate mandate) {
        if (mandate == null
                || !request.caller().accounts().allows(mandate.destinationAccountId())) {
            return Outcome.refused(Refusal.notFound("Mandate"));
        }
        return request.ifMatch()
                .filter(expected -> expected != mandate.version())
                .<Outcome<Mandate>>map(_ -> Outcome.refused(Refusal.stale(mandate.version())))
                .orElseGet(() -> Outcome.done(mandate));
    }

    private static Outcome<Mandate> owned(Map<String, UUID> owners, Mandate mandate, Mandate next) {
        String key = Mandates.referenceKey(next);
        UUID owner = owners.getOrDefault(key, next.id());
        if (!owner.equals(next.id())) {
            return Outcome.refused(
                    MandateRefusal.MANDATE_REFERENCE_TAKEN.refusal(owner.toString()));
        }
        owners.remove(Mandates.referenceKey(mandate), next.id());
        owners.put(key, next.id());
        return Outcome.done(next);
    }
}
