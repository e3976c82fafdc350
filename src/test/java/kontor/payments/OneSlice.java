package kontor.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kontor.db.Tx;
import kontor.originals.StatusDoubt;

/** A report that is applied in one transaction. */
public final class OneSlice implements BankReportListener.Slices {

    private final Tx tx;
    private final List<StatusDoubt> doubts = new ArrayList<>();

    public OneSlice(Tx tx) {
        this.tx = tx;
    }

    public List<StatusDoubt> doubts() {
        return doubts;
    }

    @Override
    public <R> R one(Function<Tx, R> work) {
        return work.apply(tx);
    }

    @Override
    public void doubt(Tx slice, StatusDoubt doubt) {
        doubts.add(doubt);
    }
}
