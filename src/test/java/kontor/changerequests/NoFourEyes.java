package kontor.changerequests;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changes.Journal;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;

/** An office where one person is enough, for rooms that a test puts together by itself. */
public final class NoFourEyes implements Office {

    public static FourEyes in(Journal journal) {
        return new FourEyes(journal, NoFourEyes::new);
    }

    @Override
    public Rule rule(Tx tx) {
        return new Rule(Mode.OFF, false, true, 7);
    }

    @Override
    public void switchOn(Tx tx) {}

    @Override
    public boolean isExempt(Tx tx, UUID program, Area area) {
        return false;
    }

    @Override
    public void hold(Tx tx) {}

    @Override
    public Optional<Caller> now(Tx tx, UUID user) {
        return Optional.empty();
    }

    @Override
    public boolean areSame(Tx tx, UUID one, UUID other) {
        return false;
    }

    @Override
    public boolean programsMayDecide(Tx tx) {
        return false;
    }

    @Override
    public Rights rights(Tx tx, UUID user) {
        return _ -> Set.of();
    }

    @Override
    public void noteChecked(Tx tx, UUID target) {}

    @Override
    public void tell(Tx tx, ChangeRequest request, Caller maker) {}

    @Override
    public void forget(OrganizationId organization) {}
}
