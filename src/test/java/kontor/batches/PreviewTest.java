package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static kontor.batches.BatchClient.TRANSFERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.PaymentClient;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private final BatchClient batches = new BatchClient();

    @Test
    void preview_saysWhatWouldBecomeAndMakesNothing() {
        var records =
                List.of(
                        batches.debit("'reference': 'first'"),
                        batches.debit("'scheme': 'x'"),
                        batches.debit(""));
        var reply = batches.send(DEBITS + ":preview", records, "", "Idempotency-Key", "ignored");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":3,\"succeeded\":0,\"failed\":1,\"skipped\":0}");
        assertThat(reply.at("/errors/0/field")).isEqualTo("payments.1.scheme");
        assertThat(reply.json().at("/records")).hasSize(3);
        assertThat(reply.at("/records/0/reference")).isEqualTo("first");
        var skipping =
                batches.send(
                        DEBITS + ":preview",
                        records,
                        "'skipValidationErrors': true",
                        "Idempotency-Key",
                        "ignored");
        assertThat(skipping.json().at("/resultSummary").toString())
                .isEqualTo("{\"total\":3,\"succeeded\":2,\"failed\":0,\"skipped\":1}");
        assertThat(skipping.at("/resultDetails/sums/0/value")).isEqualTo("200");
        assertThat(skipping.at("/inputDetails/sums/0/value")).isEqualTo("200");
        assertThat(batches.developer.get(PaymentClient.DIRECT_DEBITS).json().at("/items"))
                .isEmpty();
        assertThat(batches.developer.get(DEBITS).json().at("/items")).isEmpty();
        assertThat(batches.chunks()).isZero();
    }

    @Test
    void records_arePaged() {
        var first = batches.send(DEBITS + ":preview?limit=2", batches.debits(3), "");
        assertThat(first.json().at("/records")).hasSize(2);
        var second =
                batches.send(
                        DEBITS + ":preview?limit=2&token=" + first.at("/nextToken"),
                        batches.debits(3),
                        "");
        assertThat(second.json().at("/records")).hasSize(1);
        assertThat(second.at("/records/0/reference")).isEqualTo("r2");
        assertThat(second.at("/nextToken")).isEmpty();
    }

    @Test
    void inlineDestination_isJudgedAndNotKept() {
        var reply = batches.send(TRANSFERS + ":preview", List.of(batches.transfer("")), "");
        assertThat(reply.at("/resultSummary/succeeded")).as(reply.body()).isEqualTo("1");
        assertThat(batches.developer.get("/payments/v2/counterparties").json().at("/items"))
                .hasSize(1);
    }
}
