package kontor.mandates;

import java.util.List;
import kontor.db.Tx;

/** Hears of mandates that were made just now, in whatever way, in the transaction of that. */
@FunctionalInterface
public interface MandateListener {
    void made(Tx tx, List<Mandate> mandates);
}
