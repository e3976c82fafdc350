package kontor.reconciliation;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/** What a clearing house told of payments that banks book without our ids. */
@FunctionalInterface
public interface ClearingHouse {

    /** Of which payment information each of some sums is; none of two that are alike. */
    @FunctionalInterface
    interface Sums {
        Map<PaidSum, String> of(Tx tx, Collection<PaidSum> sums);
    }

    /** Whose the short references are that were written into files to it. */
    Map<String, UUID> payments(Tx tx, Collection<String> references);

    default Sums sums() {
        return (_, _) -> Map.of();
    }

    /** One that pays in sums, too. */
    static ClearingHouse of(ClearingHouse payments, Sums sums) {
        return new ClearingHouse() {
            @Override
            public Map<String, UUID> payments(Tx tx, Collection<String> references) {
                return payments.payments(tx, references);
            }

            @Override
            public Sums sums() {
                return sums;
            }
        };
    }
}
