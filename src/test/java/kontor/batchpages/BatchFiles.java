package kontor.batchpages;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.Await;
import kontor.Browser;
import kontor.SandboxOrganization;

/** Files of collections under one mandate, which the developer sends by the form of the page. */
final class BatchFiles {

    static final String PATH = "/direct-debit-batches";

    private static final String HEADER =
            "amount.currency,amount.stringValue,date,scheme,reference,source.type,"
                    + "source.id,mandateId";

    private final SandboxOrganization ours;
    private final Browser developer;
    private final String mandate;

    BatchFiles(SandboxOrganization ours) {
        this.ours = ours;
        developer = Browser.of(ours.developer());
        mandate = ours.aMandate().id();
    }

    String row(String amount, String reference) {
        String date = ours.today().plusDays(5).toString();
        return "EUR,%s,%s,SDD_CORE,%s,ACCOUNT,%s,%s"
                .formatted(amount, date, reference, ours.account(), mandate);
    }

    static String of(String... rows) {
        return HEADER + "\n" + String.join("\n", rows) + "\n";
    }

    /**
     * @param path behind that of the batches
     * @param skips faulty rows
     */
    Browser.Page sent(String path, String name, String key, boolean skips, String content) {
        return developer.upload(
                PATH + path,
                name,
                content,
                "key",
                key,
                "treatment",
                "INDIVIDUAL_PAYMENTS",
                "skipValidationErrors",
                String.valueOf(skips),
                "externalId",
                "");
    }

    /** The path of the batch, when nothing of it waits any more. */
    String completed(Browser.Page sent) {
        assertThat(sent.status()).as(sent.html()).isEqualTo(303);
        Await.until(() -> developer.open(sent.location()).html().contains("Completed"));
        return sent.location();
    }
}
