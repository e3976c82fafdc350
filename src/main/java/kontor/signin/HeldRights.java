package kontor.signin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changerequests.Office;
import kontor.paymentlimits.PaymentLimits;

/**
 * What one person may do.
 *
 * @param words permissions, accounts, and being owner
 * @param users how much each of their users may pay and approve
 */
record HeldRights(Set<String> words, Map<UUID, Bounds> users) implements Office.Rights {

    /**
     * How much one user may pay and approve; both lists bind it.
     *
     * @param role whose steps it approves
     * @param named whether an approval chain names that role: no permission shows what it approves
     */
    record Bounds(
            UUID role,
            boolean named,
            PaymentLimits ofUser,
            PaymentLimits ofRole,
            Set<String> permissions) {

        /** Whether it may pay and approve no more than the other one. */
        boolean isWithin(Bounds other) {
            return Stream.of(other.ofUser, other.ofRole)
                    .allMatch(
                            most ->
                                    ofUser.isWithin(most, permissions)
                                            || ofRole.isWithin(most, permissions));
        }
    }

    @Override
    public Set<String> beyond(Office.Rights others) {
        var before = (HeldRights) others;
        var more = new TreeSet<>(words);
        more.removeAll(before.words);
        users.forEach(
                (user, now) -> {
                    var known = before.users.get(user);
                    var was = known == null ? List.copyOf(before.users.values()) : List.of(known);
                    if (was.stream().noneMatch(now::isWithin)) {
                        more.add("payment limits");
                    }
                    if (now.named && was.stream().noneMatch(one -> one.role.equals(now.role))) {
                        more.add("a role that an approval chain names");
                    }
                });
        return more;
    }
}
