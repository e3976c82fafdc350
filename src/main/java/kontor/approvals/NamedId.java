package kontor.approvals;

import java.util.UUID;

/**
 * An id of another room that a chain names.
 *
 * @param field its place in the chain, a dotted path, for faults
 */
record NamedId(KnownIds.Kind kind, String field, UUID id) {

    /** The same id with {@code place} in front of its field. */
    NamedId under(String place) {
        return new NamedId(kind, place + field, id);
    }
}
