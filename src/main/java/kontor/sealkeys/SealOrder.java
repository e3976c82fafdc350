package kontor.sealkeys;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Has files to Bankgirot sealed from now on, or no more.
 *
 * @param key absent where they are to leave without a seal
 * @param readable whether a key that is there can still be opened; one that cannot is replaced even
 *     by itself, as after the loss of the master key
 */
public record SealOrder(Optional<KeptSealKey> key, Predicate<KeptSealKey> readable) {

    public static final SealOrder NO_MORE = new SealOrder(Optional.empty(), _ -> true);
}
