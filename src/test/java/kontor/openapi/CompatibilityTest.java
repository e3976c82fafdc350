package kontor.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Whatever is in the published files is in our document, so their clients are at home here. */
class CompatibilityTest {

    /** Where ours is wider than theirs, and why. */
    private static final Map<String, String> WIDENINGS =
            Map.of(
                    "Counterparty.accounts: maxItems is 25, theirs 10",
                    "the limit of 2026",
                    "Metadata: maxProperties is 20, theirs 12",
                    "the limit of 2026",
                    "ETag: pattern is ^version:[0-9]+$, theirs ^version:\\d{1,4}$",
                    "versions go beyond 9999",
                    "CreditTransfer.etag: pattern is ^version:[0-9]+$, theirs"
                            + " ^version:\\d{1,4}$",
                    "as above, inlined",
                    "If-Match: pattern is ^(\"?)version:[0-9]{1,9}\\1$|^\\*$, theirs"
                            + " ^version:\\d{1,4}$",
                    "versions go beyond 9999; quotes and * are what HTTP says",
                    "BalanceType: has words of its own [BOOKED_ADJUSTED]",
                    "clients of theirs ask for it",
                    "ChargeBearer: has words of its own [SERVICE_LEVEL]",
                    "the word of 2026",
                    "CreditTransferSchemeType: has words of its own [AU_CT_BECS, CA_CT_ACSS,"
                            + " CA_CT_LYNX, CL_CT, CZ_CT, HK_CT, MX_CT_SPID, PL_CT, RO_CT]",
                    "the schemes of 2026");

    /**
     * They tell of a parameter as one of two nameless shapes, of which generators make code that
     * does not compile. Ours are {@code date} and {@code date[gte]}, and an array; what is sent is
     * the same. And their shapes of a union all say the whole list of types; ours each its own. Of
     * two forms of an amount clients would have to fill both; ours is one. A comma in a pattern
     * ends it for Go, so there {@code maxLength} says how long a text is.
     */
    private static final Pattern FOR_GENERATORS =
            Pattern.compile(
                    "GET \\S+ query (date: lacks the choice .*|status: is not \\[string\\])"
                            + "|PaymentStatus: is not \\[string\\]"
                            + "|(AccountType|InstrumentType): lacks the words .*"
                            + "|AmountInput: (lacks the choice .*|also requires \\[currency])"
                            + "|(CountryCode|CurrencyCode|MarketCode): pattern is .*"
                            + "|(ExternalID|.*\\.externalId): pattern is"
                            + " \\^\\[a-zA-Z0-9\\._\\\\-\\+=]\\+\\$, theirs .*\\{1,64}\\$");

    private static final Path PUBLISHED =
            Path.of(System.getProperty("kontor.shared", "../shared"), "spec/openapi");

    @Test
    void everythingPublished_isOurs() throws IOException {
        var differences = new TreeSet<String>();
        differences.addAll(differences("atlar-v2-2024-11-08.json", new ObjectMapper(), ""));
        differences.addAll(
                differences("atlar-payments-v2-2024-11-13.yaml", new YAMLMapper(), "/payments"));
        differences.removeIf(one -> FOR_GENERATORS.matcher(one).matches());
        assertThat(differences).containsExactlyInAnyOrderElementsOf(WIDENINGS.keySet());
    }

    /** Code made from their document and code made from ours speak of the same things. */
    @Test
    void schemas_haveTheNamesOfThePublished() throws IOException {
        var names = new TreeSet<String>();
        collect(published("atlar-v2-2024-11-08.json", new ObjectMapper()), "/paths", names);
        TestKontor.shared()
                .documented()
                .document()
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(names::remove);
        // A page is told whole, as XList; a class called Date is another one in most languages; of
        // shapes that say AccountType or InstrumentType a client cannot tell which one came.
        assertThat(names)
                .containsExactly(
                        "AccountType",
                        "AmountIntegerValueInput",
                        "AmountStringValueInput",
                        "Date",
                        "InstrumentType",
                        "ListResponse");
    }

    private static void collect(JsonNode document, String pointer, Set<String> names) {
        document.at(pointer)
                .findValuesAsText("$ref")
                .forEach(
                        reference -> {
                            String name = reference.substring(reference.lastIndexOf('/') + 1);
                            if (!reference.startsWith("#/components/schemas/") || names.add(name)) {
                                collect(document, reference.substring(1), names);
                            }
                        });
    }

    private static Set<String> differences(String file, ObjectMapper mapper, String prefix)
            throws IOException {
        JsonNode ours = TestKontor.shared().documented().document();
        return new Compatibility(published(file, mapper), ours, prefix).differences();
    }

    private static JsonNode published(String file, ObjectMapper mapper) throws IOException {
        Path path = PUBLISHED.resolve(file);
        assumeThat(Files.exists(path))
                .as(
                        "the published file "
                                + path.toAbsolutePath()
                                + "; run with -Dkontor.shared=<folder>")
                .isTrue();
        return mapper.readTree(Files.readString(path));
    }
}
