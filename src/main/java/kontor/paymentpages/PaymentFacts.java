package kontor.paymentpages;

import java.util.LinkedHashMap;
import java.util.Map;
import kontor.pages.Figures;
import kontor.payments.Payment;

/** What is written down of a payment, under the names of the API. */
final class PaymentFacts {

    private PaymentFacts() {}

    static Map<String, String> of(Payment<?> payment) {
        var terms = payment.terms();
        var progress = payment.progress();
        var facts = new LinkedHashMap<String, String>();
        facts.put("reference", terms.reference());
        facts.put("scheme", payment.schemeName());
        facts.put("date", Figures.weekday(progress.date()));
        facts.put("effectiveDate", Figures.weekday(progress.effectiveDate()));
        facts.put("id", terms.id().toString());
        facts.put("endToEndId", payment.endToEndId());
        terms.externalId().ifPresent(text -> facts.put("externalId", text));
        terms.categoryPurpose().ifPresent(code -> facts.put("categoryPurpose", code));
        terms.chargeBearer().ifPresent(word -> facts.put("chargeBearer", word));
        facts.put("version", String.valueOf(progress.version()));
        return facts;
    }

    /** Why it is in its state, with what to do about it. */
    static String why(Payment<?> payment) {
        return payment.progress()
                .statusReason()
                .map(
                        reason ->
                                (reason.code()
                                                + ": "
                                                + reason.description()
                                                + " "
                                                + reason.action())
                                        .strip())
                .orElse("");
    }
}
