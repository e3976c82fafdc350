package kontor.banks;

import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.OrganizationId;
import kontor.db.Tx;

/** Hears what banks say of accounts (camt.053, and 052 and 054 of the same shape). */
public interface AccountFileListener {

    /**
     * Takes in one file. Called outside a transaction; works in slices of its own, and may be
     * called again with the same file after a crash without anything happening twice.
     *
     * @param files opens a file of the inbox by its id, anew each time, so that it can be proven
     *     before it is booked, and together with those that were read before and wait
     * @return what of it could not be used and why, for an operator; the file is set aside then
     * @throws kontor.iso20022.MalformedMessage when it cannot be read
     */
    Optional<String> read(
            OrganizationId organization, UUID inboxFile, Function<UUID, InputStream> files);

    /**
     * Which of these files, all read, hold something that waits for another file; and for what, in
     * words.
     */
    Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles);
}
