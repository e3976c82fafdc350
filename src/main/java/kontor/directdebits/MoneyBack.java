package kontor.directdebits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.mandates.MandateScheme;
import kontor.rtransactions.Window;
import kontor.wire.Json;

/**
 * Until when the money of a SEPA collection may come back, by the rulebooks (EPC016-06, section 4.3
 * for Core; EPC222-07 for B2B). Days of the debtor's side; that a bank settles a refund of the last
 * day a few days later is not counted.
 *
 * @param returnUntil the debtor's bank: five bank days after the settlement, three in B2B
 * @param refundUntil the debtor, without a reason: eight weeks; not in B2B
 * @param unauthorizedUntil the debtor, where there was no valid mandate: thirteen months; not in
 *     B2B
 */
public record MoneyBack(
        LocalDate returnUntil,
        Optional<LocalDate> refundUntil,
        Optional<LocalDate> unauthorizedUntil) {

    private static final int CORE_BANK_DAYS = 5;
    private static final int B2B_BANK_DAYS = 3;
    private static final int REFUND_WEEKS = 8;
    private static final int UNAUTHORIZED_MONTHS = 13;

    /**
     * For a collection that settles on a day; empty for schemes whose rules are not SEPA's.
     *
     * @param settled the bank day of the collection
     */
    public static Optional<MoneyBack> of(MandateScheme scheme, LocalDate settled) {
        return switch (scheme) {
            case SDD_CORE ->
                    Optional.of(
                            new MoneyBack(
                                    BankCalendar.TARGET.plus(settled, CORE_BANK_DAYS),
                                    Optional.of(settled.plusWeeks(REFUND_WEEKS)),
                                    Optional.of(settled.plusMonths(UNAUTHORIZED_MONTHS))));
            case SDD_B2B ->
                    Optional.of(
                            new MoneyBack(
                                    BankCalendar.TARGET.plus(settled, B2B_BANK_DAYS),
                                    Optional.empty(),
                                    Optional.empty()));
            case AUTOGIRO -> Optional.empty();
        };
    }

    Window window(LocalDate settled) {
        boolean refunds = refundUntil.isPresent();
        return new Window(
                settled, Optional.of(returnUntil), refundUntil, unauthorizedUntil, refunds);
    }

    /** MoneyBack of the API. */
    public ObjectNode view() {
        var view = Json.object().put("returnUntil", returnUntil.toString());
        refundUntil.ifPresent(day -> view.put("refundUntil", day.toString()));
        unauthorizedUntil.ifPresent(day -> view.put("unauthorizedUntil", day.toString()));
        return view;
    }
}
