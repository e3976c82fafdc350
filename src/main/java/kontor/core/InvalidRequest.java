package kontor.core;

import java.util.List;

/**
 * A request of the wrong shape, with every fault that was found. It is thrown while the request is
 * parsed, before any transaction.
 */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient List<Fault> faults;

    public InvalidRequest(List<Fault> faults) {
        super("Invalid request", null, false, false);
        this.faults = List.copyOf(faults);
    }

    public InvalidRequest(Fault fault) {
        this(List.of(fault));
    }

    public List<Fault> faults() {
        return faults;
    }
}
