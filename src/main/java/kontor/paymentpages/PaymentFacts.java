package kontor.paymentpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.credittransfers.CreditTransfer;
import kontor.directdebits.DirectDebit;
import kontor.pages.Figures;
import kontor.payeechecks.PayeeCheck;
import kontor.payments.Payment;
import kontor.wire.Json;

/** What is written down of a payment, in words. */
public final class PaymentFacts {

    private PaymentFacts() {}

    /**
     * One of them.
     *
     * @param copied it is an id, which people copy
     * @param path of what it names; empty where that has no page
     */
    public record Fact(String label, String text, boolean copied, String path) {

        static Fact of(String label, String text) {
            return new Fact(label, text, false, "");
        }

        static Fact id(String label, String text) {
            return new Fact(label, text, true, "");
        }

        static Fact collection(String label, UUID id) {
            return new Fact(label, id.toString(), false, "/direct-debits/" + id);
        }
    }

    static List<Fact> of(Payment<?> payment) {
        var terms = payment.terms();
        var progress = payment.progress();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of("reference", terms.reference()));
        facts.add(Fact.of("scheme", payment.schemeName()));
        facts.add(Fact.of("date asked for", Figures.weekday(progress.date())));
        facts.add(Fact.of("effective date", Figures.weekday(progress.effectiveDate())));
        facts.add(Fact.id("id", terms.id().toString()));
        facts.add(Fact.id("end-to-end id", payment.endToEndId()));
        terms.externalId().ifPresent(text -> facts.add(Fact.id("external id", text)));
        terms.batch().ifPresent(batch -> facts.add(Fact.id("batch", batch.id().toString())));
        if (payment instanceof DirectDebit debit) {
            facts.addAll(retries(debit));
        }
        terms.categoryPurpose().ifPresent(code -> facts.add(Fact.of("category purpose", code)));
        terms.chargeBearer().ifPresent(word -> facts.add(Fact.of("charges", word)));
        if (payment instanceof CreditTransfer transfer) {
            transfer.regulatoryReporting()
                    .ifPresent(json -> facts.add(Fact.of("central bank is told", reported(json))));
        }
        progress.bank()
                .payeeCheck()
                .ifPresent(one -> facts.add(Fact.of("check of the payee", words(one))));
        facts.add(Fact.of("version", String.valueOf(progress.version())));
        return facts;
    }

    private static List<Fact> retries(DirectDebit debit) {
        var of = debit.retry().of().map(id -> Fact.collection("retry of", id));
        var by = debit.retry().by().map(id -> Fact.collection("collected again as", id));
        return Stream.concat(of.stream(), by.stream()).toList();
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
