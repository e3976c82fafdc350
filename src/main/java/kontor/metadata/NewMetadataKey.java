package kontor.metadata;

import java.util.regex.Pattern;
import kontor.wire.JsonFields;

/** The request to make a key known. */
public record NewMetadataKey(String key, KeyTerms terms) {

    /** What a patch of metadata can name; a key that cannot be set later would be a trap. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.+-]{1,64}");

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewMetadataKey parse(JsonFields body) {
        body.require("key");
        var key = body.matching("key", KEY, "must be 1 to 64 characters of a-z A-Z 0-9 _ . + -");
        var terms =
                new KeyTerms(
                        KeyTerms.readDescription(body, KeyTerms.DESCRIPTION),
                        KeyTerms.readScopes(body, KeyTerms.RESOURCES),
                        KeyTerms.readAllowedValues(body, KeyTerms.ALLOWED_VALUES));
        body.refuseFaults();
        return new NewMetadataKey(key.orElseThrow(), terms);
    }
}
