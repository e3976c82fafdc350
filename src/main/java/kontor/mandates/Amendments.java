package kontor.mandates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.changes.ExistingDoor.Found;
import kontor.core.Outcome;
import kontor.db.Tx;

/**
 * Applies a list of patches to mandates, one after another as if each came alone; no mandate stands
 * twice in the list.
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
     * Judges and stores; one outcome per patch. When another transaction takes a mandate reference
     * between the check and the write, it checks again.
     */
    List<Outcome<Mandate>> judgedAndStored(List<Found<MandatePatch, Mandate>> list) {
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            var outcomes = judge(list);
            if (table.amended(tx, before, Mandates.done(outcomes))) {
                return outcomes;
            }
        }
        var outcomes = judge(list);
        table.amend(tx, before, Mandates.done(outcomes));
        return outcomes;
    }

    private List<Outcome<Mandate>> judge(List<Found<MandatePatch, Mandate>> list) {
        var foreseen = fold(list, Map.of());
        var creditors = new ArrayList<String>();
        var references = new ArrayList<String>();
        for (Mandate mandate : Mandates.done(foreseen)) {
            creditors.add(MandateChecks.creditorKey(mandate));
            references.add(mandate.mandateReference().toUpperCase(Locale.ROOT));
        }
        return creditors.isEmpty()
                ? foreseen
                : fold(list, table.holders(tx, creditors, references));
    }

    private List<Outcome<Mandate>> fold(
            List<Found<MandatePatch, Mandate>> list, Map<String, UUID> holders) {
        var owners = new HashMap<>(holders);
        var outcomes = new ArrayList<Outcome<Mandate>>();
        for (var one : list) {
            var mandate = one.now();
            outcomes.add(
                    checks.judge(one.input(), mandate, inFiles.contains(mandate.id()), tx.now())
                            .flatMap(next -> owned(owners, mandate, next)));
        }
        return outcomes;
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
