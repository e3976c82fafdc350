package kontor.changes;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.core.Caller;
import kontor.core.OrganizationId;

/**
 * What belongs to one request in a list.
 *
 * @param id the id the new resource will have, given beforehand so that an uncertain COMMIT can be
 *     looked up; for a change of an existing resource, the id of that
 * @param ifMatch the version the client expects, where it told one
 * @param body the input as the JSON that was sent or would have been, for whoever decides later;
 *     empty where there was none
 */
public record Request<T>(
        Caller caller,
        UUID requestId,
        UUID id,
        Optional<Integer> ifMatch,
        T input,
        Supplier<String> body) {

    /** One that nobody will read again. */
    public Request(Caller caller, UUID requestId, UUID id, Optional<Integer> ifMatch, T input) {
        this(caller, requestId, id, ifMatch, input, () -> "");
    }

    /** The same with another input. */
    public <R> Request<R> with(R other) {
        return new Request<>(caller, requestId, id, ifMatch, other);
    }

    /** The same about another resource. */
    Request<T> about(UUID other) {
        return new Request<>(caller, requestId, other, ifMatch, input, body);
    }

    /** What a bank's file asks for. */
    public static <R> Request<R> ofBank(OrganizationId organization, UUID id, R input) {
        return new Request<>(Caller.bank(organization), id, id, Optional.empty(), input);
    }

    /** Who asks, as the event of the change will say. */
    public Originator by() {
        return caller.isBank() ? Originator.BANK : Originator.user(caller, requestId);
    }
}
