package kontor.directdebits;

import java.util.Optional;
import java.util.UUID;
import kontor.banks.Connections;
import kontor.core.BankCalendar;
import kontor.db.Tx;
import kontor.mandates.MandateScheme;

/** Which calendar and cut-off hold for a scheme at the bank of an account. */
public final class Schedules {

    private final Connections connections;

    public Schedules(Connections connections) {
        this.connections = connections;
    }

    CollectionSchedule of(Tx tx, MandateScheme scheme, Optional<UUID> connection) {
        var profile = connections.profile(tx, connection);
        var calendar = scheme.isSepa() ? BankCalendar.TARGET : BankCalendar.SWEDEN;
        return new CollectionSchedule(calendar, profile.latestBankDaysBefore(), profile.cutOff(), profile.zone(),
                profile.grace());
    }
}
