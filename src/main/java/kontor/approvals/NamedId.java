package kontor.approvals;

import java.util.UUID;

/**
 * An id of another room that a chain names.
 *
 * @param field where it stands in the chain, a dotted path
 */
record NamedId(KnownIds.Kind kind, String field, UUID id) {

    NamedId under(String place) {
        return new NamedId(kind, place + field, id);
    }
}
