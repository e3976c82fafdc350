package kontor.assents;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import kontor.core.Caller;
import kontor.db.Tx;

/**
 * What assents must know of an organization and its people; joined from above.
 *
 * @param isProofDemanded whether the organization lets nobody approve without a passkey
 * @param behind who stands behind a caller: themselves, or the person of a program; empty where
 *     only a system does
 * @param copied hears that the counter of a passkey of the caller went back: there is a copy of its
 *     key
 */
public record Signers(
        Predicate<Tx> isProofDemanded,
        BiFunction<Tx, Caller, Optional<Person>> behind,
        Consumer<Caller> copied) {

    /**
     * A person.
     *
     * @param identity whose passkeys count; empty where they do not sign in any more
     */
    public record Person(Optional<UUID> identity) {}

    Optional<UUID> identityOf(Tx tx, Caller caller) {
        return behind.apply(tx, caller).flatMap(Person::identity);
    }
}
