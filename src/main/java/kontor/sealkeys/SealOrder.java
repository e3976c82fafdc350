package kontor.sealkeys;

import java.util.Optional;

/**
 * Has files to Bankgirot sealed from now on, or no more.
 *
 * @param key absent where they are to leave without a seal
 */
public record SealOrder(Optional<KeptSealKey> key) {

    public static final SealOrder NO_MORE = new SealOrder(Optional.empty());
}
