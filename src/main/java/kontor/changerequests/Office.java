package kontor.changerequests;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;

/** What this room asks of those who know users and organizations; they are above it. */
public interface Office {

    /** How an organization stands to four eyes. */
    enum Mode {
        /** One person is enough. */
        OFF,
        /** The same until two people able to check have come in. */
        WAITING,
        ON
    }

    /**
     * How the organization of the transaction stands to it now.
     *
     * @param sandbox nothing there is real, so nobody notes what was unchecked
     * @param due it waited for two people, who have come in by now; {@link #switchOn} keeps that
     * @param days for which a change request waits, 1 to 30
     */
    record Rule(Mode mode, boolean due, boolean sandbox, int days) {

        boolean isOn() {
            return mode == Mode.ON || due;
        }
    }

    Rule rule(Tx tx);

    /** Keeps that it is on, for good. */
    void switchOn(Tx tx);

    /** Whether a program is exempted from it in this area. */
    boolean isExempt(Tx tx, UUID program, Area area);

    /** Lets only one transaction change users, roles or settings at a time. */
    void hold(Tx tx);

    /** The user with the rights that it has now; empty where it was revoked. */
    Optional<Caller> now(Tx tx, UUID user);

    /** Whether the two act for the same person or system. */
    boolean areSame(Tx tx, UUID one, UUID other);

    /** Whether programs may decide here, as they may decide the owner's approval step. */
    boolean programsMayDecide(Tx tx);

    /** What somebody may do. */
    interface Rights {

        /** In words, what these allow and the others, of the same person, did not. */
        Set<String> beyond(Rights others);
    }

    /** All that the person behind a user may do, by whichever of their users and programs. */
    Rights rights(Tx tx, UUID user);

    /** Notes that a second person has checked a change, before it is made. */
    void noteChecked(Tx tx, UUID target);

    /** Tells those who may check that there is something to check. */
    void tell(Tx tx, ChangeRequest request, Caller maker);

    /** Forgets what is known of the rights of users; after the commit. */
    void forget(OrganizationId organization);
}
