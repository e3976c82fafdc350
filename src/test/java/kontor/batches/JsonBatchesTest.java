package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static kontor.batches.BatchClient.TRANSFERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kontor.PaymentClient;
import org.junit.jupiter.api.Test;

/** Batches sent as JSON. */
class JsonBatchesTest {

    private final BatchClient batches = new BatchClient();

    @Test
    void create_answersAtOnceAndMakesEveryPayment() {
        var created =
                batches.send(
                        DEBITS, batches.debits(3), "'externalId': 'b-1', 'metadata': {'run': '7'}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(
                        List.of(
                                created.at("/status"),
                                created.at("/version"),
                                created.at("/progress/total"),
                                created.at("/inputContent/recordCount")))
                .containsExactly("CREATED", "1", "3", "3");
        var batch = batches.completed(DEBITS, created);
        assertThat(batch.at("/version")).isEqualTo("3");
        assertThat(batch.at("/externalId")).isEqualTo("b-1");
        assertThat(batch.at("/metadata/run")).isEqualTo("7");
        assertThat(batch.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":3,\"succeeded\":3,\"failed\":0,\"skipped\":0}");
        assertThat(
                        List.of(
                                batch.at("/resultDetails/sums/0/value"),
                                batch.at("/resultDetails/sums/0/stringValue"),
                                batch.at("/resultDetails/dateFrom"),
                                batch.at("/inputDetails/sums/0/value")))
                .containsExactly("300", "3.00", batches.date(), "300");
        var results = batches.results(DEBITS, batch, "");
        assertThat(results)
                .extracting(result -> result.path("recordIndex").asInt())
                .containsExactly(0, 1, 2);
        var members = batches.members(PaymentClient.DIRECT_DEBITS, batch);
        assertThat(members)
                .extracting(payment -> payment.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(
                        results.stream().map(result -> result.path("paymentId").asText()).toList());
        assertThat(members)
                .allSatisfy(
                        payment -> {
                            assertThat(payment.at("/batch/id").asText()).isEqualTo(batch.at("/id"));
                            assertThat(payment.at("/batch/treatment").asText())
                                    .isEqualTo("INDIVIDUAL_PAYMENTS");
                            assertThat(payment.at("/approvalSteps/0/batchId").asText())
                                    .isEqualTo(batch.at("/id"));
                        });
        assertThat(batches.developer.get(DEBITS + "/external:b-1").at("/id"))
                .isEqualTo(batch.at("/id"));
        assertThat(batches.developer.get(DEBITS).at("/items/0/id")).isEqualTo(batch.at("/id"));
    }

    @Test
    void create_paysInlineDestinations() {
        var batch =
                batches.completed(
                        TRANSFERS,
                        batches.send(
                                TRANSFERS,
                                List.of(
                                        batches.transfer(""),
                                        batches.transfer("'reference': 'again'")),
                                ""));
        assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("2");
        var members = batches.members("/payments/v2/credit-transfers", batch);
        assertThat(members)
                .extracting(payment -> payment.at("/destination/id").asText())
                .hasSize(2)
                .doesNotContain("");
    }

    @Test
    void oneFaultyRecord_failsTheBatchAndNothingIsMade() {
        var records = new ArrayList<>(batches.debits(600));
        records.set(
                3, batches.debit("'amount': {'currency': 'EUR', 'value': -1}, 'reference': null"));
        records.set(550, batches.debit("'mandateId': '" + batches.account + "'"));
        var batch = batches.completed(DEBITS, batches.send(DEBITS, records, ""));
        assertThat(batch.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":600,\"succeeded\":0,\"failed\":2,\"skipped\":0}");
        assertThat(batch.json().at("/errors"))
                .extracting(error -> error.path("field").asText())
                .containsExactly(
                        "payments.3.amount.value",
                        "payments.3.reference",
                        "payments.550.mandateId");
        var results = batches.results(DEBITS, batch, "");
        assertThat(results)
                .extracting(result -> result.path("recordIndex").asInt())
                .containsExactly(3, 550);
        assertThat(results.getFirst().at("/errors/0/code").asText()).isEqualTo("invalid_value");
        assertThat(results.get(1).at("/errors/0/code").asText()).isEqualTo("mandate_not_found");
        assertThat(batches.members(PaymentClient.DIRECT_DEBITS, batch)).isEmpty();
    }

    @Test
    void skipValidationErrors_skipsFaultyRecordsAndMakesTheOthers() {
        var batch =
                batches.completed(
                        DEBITS,
                        batches.send(
                                DEBITS,
                                List.of(
                                        "7",
                                        batches.debit(""),
                                        batches.debit("'scheme': 'x'"),
                                        batches.debit("'externalId': 'twin'"),
                                        batches.debit("'externalId': 'twin'")),
                                "'skipValidationErrors': true"));
        assertThat(batch.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":5,\"succeeded\":2,\"failed\":0,\"skipped\":3}");
        assertThat(batch.json().has("errors")).isFalse();
        assertThat(batches.results(DEBITS, batch, ""))
                .extracting(result -> result.path("recordIndex").asInt())
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(batches.results(DEBITS, batch, "?skipped=true"))
                .extracting(result -> result.at("/errors/0/field").asText())
                .containsExactly("payments.0", "payments.2.scheme", "payments.4.externalId");
        assertThat(batches.results(DEBITS, batch, "?skipped=false")).hasSize(2);
        assertThat(batches.results(DEBITS, batch, "?errors=false")).hasSize(2);
        assertThat(batches.results(DEBITS, batch, "?errors=true")).hasSize(3);
        assertThat(batches.results(DEBITS, batch, "?errors=true&skipped=false")).isEmpty();
        assertThat(batches.members(PaymentClient.DIRECT_DEBITS, batch)).hasSize(2);
    }

    @Test
    void externalIdTwice_failsTheSecondRecord() {
        var batch =
                batches.completed(
                        DEBITS,
                        batches.send(
                                DEBITS,
                                List.of(
                                        batches.debit("'externalId': 'twin'"),
                                        batches.debit("'externalId': 'twin'")),
                                ""));
        assertThat(batch.at("/errors/0/code")).isEqualTo("external_id_taken");
        assertThat(batch.at("/errors/0/field")).isEqualTo("payments.1.externalId");
    }
}
