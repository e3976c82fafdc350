package kontor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Changed;
import kontor.changes.Changes;
import kontor.changes.NoInput;
import kontor.changes.Sender;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.wire.ResourceRef;

/**
 * How a room of the roof may work, and how it may not; {@link TransportRulesTest} tells them apart.
 */
final class RoofExamples {

    private final Database database;
    private final Changes changes;
    private final Mandates mandates;

    RoofExamples(Database database, Changes changes, Mandates mandates) {
        this.database = database;
        this.changes = changes;
        this.mandates = mandates;
    }

    Outcome<Mandate> goodRead(Sender sender, ResourceRef mandate) {
        var caller = sender.caller();
        return database.read(caller.organization(), tx -> mandates.find(tx, caller, mandate));
    }

    Outcome<Changed> goodChange(Sender sender, ResourceRef mandate) {
        return changes.change(sender, mandates.cancel, mandate, Optional.empty(), NoInput.NONE);
    }

    Object readOfNobody(Sender sender, UUID mandate) {
        return database.read(
                sender.caller().organization(), tx -> mandates.forUse(tx, List.of(mandate)));
    }

    Object changeOfNobody(Sender sender) {
        return changes.inLane(sender.caller().organization(), tx -> tx.now());
    }

    Object transactionPastTheLane(Sender sender) {
        return database.write(sender.caller().organization(), tx -> tx.now());
    }
}
