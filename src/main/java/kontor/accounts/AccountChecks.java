package kontor.accounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.caps.Cap;
import kontor.changes.Request;
import kontor.core.Refusal;
import kontor.db.Tx;

/**
 * Decides whether the new accounts of a list can be created.
 *
 * @param known the connections that exist
 * @param holders the entities that exist
 * @param taken the accounts of numbers with their currency; those of each account that is not
 *     refused are added
 * @param room for how many more the organization has
 */
record AccountChecks(
        Map<UUID, KnownConnections.Known> known,
        Set<UUID> holders,
        Map<String, UUID> taken,
        Cap.Room room) {

    /** Why an account cannot be created, by {@link AccountRefusal}; empty when it can. */
    Optional<Refusal> refusal(Request<RequestedAccount> request) {
        var wanted = request.input();
        var limit = request.caller().accounts();
        if (!known.containsKey(wanted.connectionId())) {
            return Optional.of(AccountRefusal.CONNECTION_NOT_FOUND.refusal());
        }
        if (!holders.contains(wanted.entityId()) || !limit.allowsHolder(wanted.entityId())) {
            return Optional.of(AccountRefusal.ENTITY_NOT_FOUND.refusal());
        }
        var keys =
                wanted.identifiers().stream()
                        .flatMap(one -> one.writings().stream())
                        .map(AccountTable::comparable)
                        .map(number -> number + " " + wanted.currency().code())
                        .distinct()
                        .toList();
        var owner = keys.stream().map(taken::get).filter(Objects::nonNull).findFirst();
        if (owner.isPresent()) {
            return Optional.of(
                    AccountRefusal.ACCOUNT_EXISTS.refusal(
                            limit.allows(owner.get())
                                    ? owner.get().toString()
                                    : "one that the role is not allowed"));
        }
        var full = room.take();
        if (full.isEmpty()) {
            keys.forEach(key -> taken.put(key, request.id()));
        }
        return full;
    }

    static Cap.Room room(Tx tx) {
        return Cap.TOO_MANY_OWN_ACCOUNTS.room(tx);
    }

    static List<String> numbers(List<Request<RequestedAccount>> requests) {
        return requests.stream()
                .flatMap(one -> one.input().identifiers().stream())
                .flatMap(one -> one.writings().stream())
                .distinct()
                .toList();
    }

    static <T> List<UUID> distinct(List<Request<T>> requests, Function<Request<T>, UUID> id) {
        return requests.stream().map(id).distinct().toList();
    }
}
