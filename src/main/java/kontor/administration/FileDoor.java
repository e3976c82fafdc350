package kontor.administration;

import kontor.banks.Instructions;
import kontor.banks.Instructions.Decision;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;

/**
 * The door to what an operator decides of a file whose fate nobody can tell: the same payments
 * leave once more only by two people, since the bank may have had them after all.
 */
public final class FileDoor {

    private FileDoor() {}

    public static Door<Decision> of(FourEyes fourEyes, Instructions instructions) {
        Operation<Decision> again =
                Operation.of(
                        Area.CONNECTIONS,
                        "sendAgainInstruction",
                        Instructions.DECIDE,
                        (_, _) -> Decision.SEND_AGAIN);
        return fourEyes.door(
                again.ofWhole().where(one -> one == Decision.SEND_AGAIN), instructions::decide);
    }
}
