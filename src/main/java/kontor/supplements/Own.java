package kontor.supplements;

import java.util.List;
import kontor.transactions.EntryDetail;

/** What the statement itself listed of an entry. */
record Own(List<EntryDetail> details) {

    Own {
        details = List.copyOf(details);
    }

    boolean isOne() {
        return details.size() == 1;
    }

    boolean isSeveral() {
        return details.size() > 1;
    }

    /** It told a text or a reference, which the description of the transaction shows. */
    boolean hasWords() {
        return details.stream()
                .anyMatch(
                        one -> one.remittance().isPresent() || !one.creditorReferences().isEmpty());
    }
}
