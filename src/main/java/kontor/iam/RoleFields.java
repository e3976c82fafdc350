package kontor.iam;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.addresses.Network;
import kontor.core.AccountLimit;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * Reads members of roles and users, for requests and patches; what is wrong is recorded as a fault.
 */
final class RoleFields {

    private static final int MOST_IDS = 500;
    private static final int MOST_NETWORKS = 50;

    private RoleFields() {}

    static String name(JsonFields fields, String name) {
        return LegalFields.requiredName(fields, name, 255).orElse("");
    }

    static List<String> permissions(JsonFields fields, String name) {
        var words = fields.texts(name, 500, 100);
        for (int i = 0; i < words.size(); i++) {
            if (!Permissions.known(words.get(i))) {
                fields.fault(unknown(name + "." + i, words.get(i)));
            }
        }
        return words;
    }

    static Fault unknown(String field, String word) {
        return Fault.invalid(
                field, word + " is no permission; GET /iam/v2beta/permissions lists them");
    }

    /** The limit of a role: none when the member is absent; a limit without ids is a fault. */
    static AccountLimit limit(JsonFields fields, String name) {
        var object = fields.object(name);
        if (object.isEmpty()) {
            return AccountLimit.ALL;
        }
        object.get().knowsOnly("accountIds", "entityIds");
        var accounts = ids(object.get(), "accountIds");
        var entities = ids(object.get(), "entityIds");
        if (accounts.isEmpty() && entities.isEmpty()) {
            fields.fault(
                    Fault.invalid(
                            name, "must name accountIds or entityIds; leave it out for no limit"));
        }
        return AccountLimit.to(accounts, entities);
    }

    private static Set<UUID> ids(JsonFields fields, String name) {
        var ids = new HashSet<UUID>();
        var texts = new ArrayList<>(fields.texts(name, MOST_IDS, 256));
        for (int i = 0; i < texts.size(); i++) {
            String place = name + "." + i;
            Ids.parse(texts.get(i))
                    .ifPresentOrElse(
                            ids::add, () -> fields.fault(Fault.invalid(place, "must be an id")));
        }
        return ids;
    }

    /** Addresses and networks; none when the member is absent. */
    static List<Network> networks(JsonFields fields, String name) {
        var networks = new ArrayList<Network>();
        var texts = fields.texts(name, MOST_NETWORKS, 64);
        for (int i = 0; i < texts.size(); i++) {
            try {
                networks.add(Network.parse(texts.get(i)));
            } catch (IllegalArgumentException wrong) {
                String place = name + "." + i;
                fields.fault(Fault.invalid(place, "must be an IP address or 192.0.2.0/24"));
            }
        }
        return networks;
    }

    static Optional<Instant> moment(JsonFields fields, String name) {
        try {
            var moment =
                    fields.text(name, 1, 64)
                            .map(text -> OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS));
            if (moment.filter(time -> time.getYear() < 1 || time.getYear() > 9_998).isEmpty()) {
                return moment.map(OffsetDateTime::toInstant);
            }
        } catch (DateTimeException notATime) {
            // Told below, like a year that the database cannot store.
        }
        fields.fault(Fault.invalid(name, "must be a timestamp like 2026-12-15T08:00:00Z"));
        return Optional.empty();
    }
}
