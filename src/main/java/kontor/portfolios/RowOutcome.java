package kontor.portfolios;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;

/**
 * What became of one row.
 *
 * @param mandateId the mandate that it became, or that was there; of a dry run only the latter
 * @param faults what is wrong with it, by their columns
 */
public record RowOutcome(
        PortfolioRow row, Status status, Optional<UUID> mandateId, List<Fault> faults) {

    /** The words of the API. */
    public enum Status {
        /** It became a mandate; in a dry run, it would. */
        SUCCEEDED,
        /** The mandate was there already, with the same account; nothing was changed. */
        EXISTING,
        /** It became nothing. */
        FAILED
    }

    public RowOutcome {
        faults = List.copyOf(faults);
    }

    static RowOutcome failed(PortfolioRow row, List<Fault> faults) {
        return new RowOutcome(row, Status.FAILED, Optional.empty(), faults);
    }

    static RowOutcome existing(PortfolioRow row, UUID mandate) {
        return new RowOutcome(row, Status.EXISTING, Optional.of(mandate), List.of());
    }

    static RowOutcome succeeded(PortfolioRow row, Optional<UUID> mandate) {
        return new RowOutcome(row, Status.SUCCEEDED, mandate, List.of());
    }
}
