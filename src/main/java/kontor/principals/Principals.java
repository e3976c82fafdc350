package kontor.principals;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;

/** The door to principals: for whom users act, and which users are the same person or system. */
public final class Principals {

    private final PrincipalTable table = new PrincipalTable();

    /** What users are counted as, read once for each transaction. */
    private record Known(Map<UUID, Set<UUID>> byUser) {}

    private static Map<UUID, Set<UUID>> known(Tx tx) {
        return tx.attachment(Known.class, () -> new Known(new HashMap<>())).byUser;
    }

    /**
     * The principals that each of these users is counted as: the one it acts for, and those that
     * stand behind it besides. None for somebody who has never acted, such as an invited person.
     */
    public Map<UUID, Set<UUID>> of(Tx tx, Collection<UUID> users) {
        var known = known(tx);
        var missing = users.stream().filter(user -> !known.containsKey(user)).distinct().toList();
        if (!missing.isEmpty()) {
            var read = table.counted(tx, missing);
            missing.forEach(user -> known.put(user, read.getOrDefault(user, Set.of())));
        }
        var found = new HashMap<UUID, Set<UUID>>();
        users.forEach(user -> found.put(user, Maps.required(known, user)));
        return found;
    }

    /** The same of one user. */
    public Set<UUID> of(Tx tx, UUID user) {
        return Maps.required(of(tx, List.of(user)), user);
    }

    /** Whether two users are one person or system, or act for one. */
    public boolean same(Tx tx, UUID one, UUID other) {
        if (one.equals(other)) {
            return true;
        }
        var both = of(tx, List.of(one, other));
        return !Collections.disjoint(Maps.required(both, one), Maps.required(both, other));
    }

    /** Whether the caller is one of these users, or one person or system with one of them. */
    public boolean isAmong(Tx tx, Caller caller, Collection<UUID> users) {
        return users.stream().anyMatch(user -> same(tx, caller.userId(), user));
    }

    /** The users that are one person or system with one of these, themselves among them. */
    public Set<UUID> usersLike(Tx tx, Collection<UUID> users) {
        var like = new HashSet<>(users);
        if (!users.isEmpty()) {
            like.addAll(table.usersLike(tx, users));
        }
        return like;
    }

    /** The principals that users act for; those who have never acted have none. */
    public Map<UUID, Principal> actedFor(Tx tx, Collection<UUID> users) {
        return users.isEmpty() ? Map.of() : table.actedFor(tx, users);
    }

    /**
     * Who stands behind a user: the person that it acts for, or else one that it is counted as.
     *
     * @return empty where only systems do
     */
    public Optional<Person> personBehind(Tx tx, UUID user) {
        return table.personBehind(tx, user);
    }

    /**
     * A person behind a user.
     *
     * @param identity who signs in as them; empty where they were revoked long ago
     */
    public record Person(Optional<UUID> identity) {}

    /** The system of this name, which is made where there is none yet. */
    public Principal system(Tx tx, String name) {
        return table.system(tx, Ids.next(), name);
    }

    /**
     * The person with this identity, which is made with its first user.
     *
     * @param user that joins now
     */
    public Principal person(Tx tx, UUID identity, UUID user) {
        return table.person(tx, Ids.next(), identity, user);
    }

    /** From now on these users are counted as these principals too; nobody takes that back. */
    public void count(Tx tx, Map<UUID, Set<UUID>> principals) {
        var news = new HashMap<>(principals);
        news.values().removeIf(Set::isEmpty);
        if (!news.isEmpty()) {
            table.count(tx, news);
            known(tx).keySet().removeAll(news.keySet());
        }
    }

    /**
     * Who makes a program.
     *
     * @param believed whether it is enough that they say for whom it acts
     */
    public record Maker(UUID user, boolean believed) {}

    /**
     * For whom a new program acts.
     *
     * @param counted all that it is counted as
     */
    public record Acting(Principal principal, Set<UUID> counted) {}

    /**
     * For whom a new program acts: what is stated, else whoever makes it. Refuses by {@link
     * PrincipalRefusal}.
     */
    public Outcome<Acting> settle(Tx tx, Maker maker, Optional<ActsFor> stated) {
        var ofMaker = of(tx, maker.user);
        var besides = maker.believed ? Set.<UUID>of() : ofMaker;
        return switch (stated.orElseGet(() -> new ActsFor.User(maker.user))) {
            case ActsFor.System(var name) -> {
                var system = system(tx, name);
                yield Outcome.done(acting(system, Set.of(system.id()), besides));
            }
            case ActsFor.User(var user) ->
                    actedFor(tx, user)
                            .map(one -> Outcome.done(acting(one, of(tx, user), besides)))
                            .orElseGet(
                                    () ->
                                            Outcome.refused(
                                                    PrincipalRefusal.ACTS_FOR_NOT_FOUND.refusal()));
        };
    }

    private static Acting acting(Principal principal, Set<UUID> own, Set<UUID> besides) {
        var all = new HashSet<>(own);
        all.addAll(besides);
        return new Acting(principal, all);
    }

    /**
     * Principals of users, revoked ones too, who had this address: who joins with it now is one of
     * them.
     */
    public Set<UUID> ofAddress(Tx tx, String address) {
        return table.ofAddress(tx, address);
    }

    /** The roles that a person has now, with all users that they are. */
    public Set<UUID> rolesOf(Tx tx, Caller caller) {
        return table.roles(tx, usersLike(tx, List.of(caller.userId())));
    }

    /**
     * Refuses whoever is no owner and says who approves payments, or by which rates their limits
     * are compared, while approval chains name a role of that person: who approves would say so for
     * themselves.
     */
    public Optional<Refusal> ownApproval(Tx tx, Caller caller) {
        boolean own = !caller.owner() && table.areNamed(tx, rolesOf(tx, caller));
        return PrincipalRefusal.OWN_APPROVAL.when(own);
    }

    /**
     * Refuses, besides, whoever is no owner and makes payments, where a chain approves some of them
     * by itself: by the rates it would be decided which.
     */
    public Optional<Refusal> ownRates(Tx tx, Caller caller) {
        return ownApproval(tx, caller)
                .or(
                        () ->
                                caller.owner()
                                                || !table.makeWhatNobodyApproves(
                                                        tx, rolesOf(tx, caller))
                                        ? Optional.empty()
                                        : Optional.of(
                                                ownApproval(
                                                        "by rates it is compared which of your"
                                                                + " payments nobody approves")));
    }

    /**
     * The same for what would make somebody approve who did not before.
     *
     * @param fact what it is, with the field
     */
    public static Refusal ownApproval(String fact) {
        return PrincipalRefusal.OWN_APPROVAL.refusal(fact);
    }

    /** The changes of a transaction that a second person has checked. */
    private record Checked(Set<UUID> ids) {}

    private static Set<UUID> checked(Tx tx) {
        return tx.attachment(Checked.class, () -> new Checked(new HashSet<>())).ids;
    }

    /**
     * Notes that a second person has checked a change, before the change is made: then for whom a
     * program acts is believed.
     *
     * @param change the id of the resource that is made or changed
     */
    public static void noteChecked(Tx tx, UUID change) {
        checked(tx).add(change);
    }

    public static boolean isChecked(Tx tx, UUID change) {
        return checked(tx).contains(change);
    }

    /** Only what is there, for rooms that ask of one. */
    public Optional<Principal> actedFor(Tx tx, UUID user) {
        return Optional.ofNullable(actedFor(tx, List.of(user)).get(user));
    }
}
