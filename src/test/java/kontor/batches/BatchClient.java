package kontor.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;

/** A sandbox with what tests of batches send most. */
final class BatchClient {

    static final String DEBITS = "/payments/v2beta/direct-debit-batches";
    static final String TRANSFERS = "/payments/v2beta/credit-transfer-batches";
    static final String DEBIT_CSV = "application/vnd.atlar.payments.v2.direct-debit.batch+csv";
    static final String TRANSFER_CSV =
            "application/vnd.atlar.payments.v2.credit-transfer.batch+csv";

    private static final String BOUNDARY = "a-boundary-of-the-test";

    final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    final Client developer = sandbox.developer();
    final Client owner = sandbox.owner();
    final String account = sandbox.account();
    final String payer = sandbox.aCounterparty().accountId();
    final String mandate = sandbox.aMandate().of(payer).id();

    /** A record of a direct-debit batch, good but for the difference. */
    String debit(String difference) {
        return sandbox.aDirectDebit().under(mandate).with(difference).json();
    }

    /**
     * A record of a credit-transfer batch to an INLINE destination, good but for the difference.
     */
    String transfer(String difference) {
        return sandbox.aCreditTransfer().with("date", date()).with(difference).json();
    }

    String date() {
        return sandbox.today().plusDays(5).toString();
    }

    List<String> debits(int count) {
        return IntStream.range(0, count).mapToObj(i -> debit("'reference': 'r" + i + "'")).toList();
    }

    static String body(List<String> records, String difference) {
        return Jsons.with(
                "{'treatment': 'INDIVIDUAL_PAYMENTS', 'payments': ["
                        + String.join(",", records)
                        + "]}",
                difference);
    }

    Reply send(String path, List<String> records, String difference, String... headers) {
        return developer.post(path, body(records, difference), headers);
    }

    /** A form with these fields, name and value in turn; a field {@code file} is a file. */
    Reply upload(Client client, String path, String... fields) {
        var form = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(form, fields[i], fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return sendForm(client, path, form);
    }

    /** A form with these fields and a file of any bytes. */
    Reply uploadBytes(Client client, String path, byte[] file, String... fields) {
        var form = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(form, fields[i], fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        part(form, "file", file);
        return sendForm(client, path, form);
    }

    private static void part(ByteArrayOutputStream form, String name, byte[] content) {
        form.writeBytes(
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\""
                                + name
                                + "\""
                                + (name.equals("file")
                                        ? "; filename=\"batch.csv\"\r\nContent-Type: text/csv"
                                        : "")
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static Reply sendForm(Client client, String path, ByteArrayOutputStream form) {
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return client.sendBytes(
                "POST",
                path,
                form.toByteArray(),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** How many chunks of inputs this organization has stored. */
    int chunks() {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT count(*)::int FROM batch_pieces WHERE organization_id = :org
                                                """)
                                        .bind("org", tx.organization().value())
                                        .mapTo(Integer.class)
                                        .one());
    }

    Reply csv(String path, String file, String... more) {
        var fields =
                new ArrayList<>(
                        List.of(
                                "treatment",
                                "INDIVIDUAL_PAYMENTS",
                                "fileContentType",
                                path.equals(DEBITS) ? DEBIT_CSV : TRANSFER_CSV,
                                "file",
                                file));
        fields.addAll(List.of(more));
        return upload(developer, path, fields.toArray(String[]::new));
    }

    /** The batch once it is COMPLETED. */
    Reply completed(String path, Reply created) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return await(path, created.at("/id"), "/status", "COMPLETED");
    }

    Reply await(String path, String id, String pointer, String value) {
        var last = new Reply[1];
        Await.until(
                () -> {
                    last[0] = developer.get(path + "/" + id);
                    return last[0].at(pointer).equals(value);
                });
        return last[0];
    }

    List<JsonNode> results(String path, Reply batch, String query) {
        var reply = developer.get(path + "/" + batch.at("/id") + "/results" + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return StreamSupport.stream(reply.json().at("/items").spliterator(), false).toList();
    }

    List<JsonNode> members(String payments, Reply batch) {
        return StreamSupport.stream(
                        developer
                                .get(payments + "?limit=500&batchId=" + batch.at("/id"))
                                .json()
                                .at("/items")
                                .spliterator(),
                        false)
                .toList();
    }
}
