package kontor.paymentpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kontor.credittransfers.CreditTransfer;
import kontor.directdebits.DirectDebit;
import kontor.pages.Figures;
import kontor.payeechecks.PayeeCheck;
import kontor.payments.Payment;
import kontor.wire.Json;

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
        terms.batch().ifPresent(batch -> facts.put("batchId", batch.id().toString()));
        if (payment instanceof DirectDebit debit) {
            debit.retry().of().ifPresent(id -> facts.put("retryOfId", id.toString()));
            debit.retry().by().ifPresent(id -> facts.put("retriedById", id.toString()));
        }
        terms.categoryPurpose().ifPresent(code -> facts.put("categoryPurpose", code));
        terms.chargeBearer().ifPresent(word -> facts.put("chargeBearer", word));
        if (payment instanceof CreditTransfer transfer) {
            transfer.regulatoryReporting()
                    .ifPresent(json -> facts.put("regulatoryReporting", reported(json)));
        }
        progress.bank().payeeCheck().ifPresent(one -> facts.put("payeeCheck", words(one)));
        facts.put("version", String.valueOf(progress.version()));
        return facts;
    }

    /** What the central bank is told, one thing after the other. */
    private static String reported(String json) {
        var texts = new ArrayList<String>();
        texts(Json.readOwn(json), texts);
        return String.join(", ", texts);
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asText());
        }
        node.forEach(one -> texts(one, texts));
    }

    /** The verdict of the payee's bank on the name, with the name that it knows. */
    private static String words(PayeeCheck check) {
        return check.code()
                + check.name().map(name -> ", the account belongs to " + name).orElse("")
                + check.information().map(text -> ": " + text).orElse("");
    }
}
