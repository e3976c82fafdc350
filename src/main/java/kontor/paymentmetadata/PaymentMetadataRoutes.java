package kontor.paymentmetadata;

import kontor.changes.Door;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/** Metadata of payments of one kind over HTTP; Kontor's own. */
public final class PaymentMetadataRoutes {

    private final Resources resources;
    private final Words words;
    private final Door<MetadataPatch> patch;

    /**
     * What differs between the kinds.
     *
     * @param path of the list, as {@code /payments/v2beta/direct-debits}
     * @param schema of the answer in the OpenAPI document
     */
    public record Words(String path, String schema, Use change) {}

    public PaymentMetadataRoutes(Resources resources, Words words, PaymentMetadata<?> door) {
        this.resources = resources;
        this.words = words;
        this.patch = door.patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.patch(words.path + "/{id}")
                        .needs(words.change)
                        .externalIds()
                        .reads("PaymentMetadataJSONPatchRequest")
                        .answers(202, words.schema)
                        .by(this::patch));
    }

    private Answer patch(Call call) {
        var target = call.target();
        var version = call.expectedVersion();
        var input = MetadataPatch.parse(call.patch(MetadataPatch.RULES));
        return resources.change(call, patch, target, version, input);
    }
}
