package kontor.reconciliationpages;

import java.util.Map;
import java.util.UUID;
import kontor.core.Money;
import kontor.expectations.ExpectedTransaction;
import kontor.pages.State;
import kontor.pages.State.Shape;

/** An expected transaction as pages show it. */
public record ExpectedRow(
        UUID id,
        String path,
        String date,
        String reference,
        String party,
        String account,
        State state,
        Money amount,
        Money open) {

    static ExpectedRow of(ExpectedTransaction one, Map<String, String> accounts) {
        var terms = one.terms();
        return new ExpectedRow(
                one.id(),
                ExpectedPageRoutes.ALL + "/" + one.id(),
                terms.date().toString(),
                terms.reference().value(),
                terms.counterpartyName().orElse(""),
                accounts.getOrDefault(one.accountId().toString(), ""),
                state(one),
                terms.amount(),
                one.open());
    }

    private static State state(ExpectedTransaction one) {
        int attached = one.attached().size();
        var shape =
                switch (one.status()) {
                    case RECONCILED -> Shape.FULL;
                    case CREATED -> attached > 0 ? Shape.HALF : Shape.RING;
                    case ARCHIVED -> Shape.RING;
                };
        return State.of(shape, one.status().name())
                .with(attached == 0 ? "" : attached == 1 ? "1 booking" : attached + " bookings");
    }
}
