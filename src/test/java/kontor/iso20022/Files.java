package kontor.iso20022;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Assumptions;
import org.xml.sax.SAXException;

/** Files the tests read: golden ones of the project, schemas and samples of the shared dossier. */
final class Files {

    static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1_000_000);

    private Files() {}

    static byte[] golden(String name) {
        try (var in = Files.class.getResourceAsStream("/golden/iso20022/" + name)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    static InputStream stream(String text) {
        return stream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Skips the test where the dossier is not there: it is not part of the published project. */
    static Path shared(String path) {
        var file = Path.of(System.getProperty("kontor.shared", "../shared")).resolve(path);
        Assumptions.assumeTrue(
                java.nio.file.Files.exists(file),
                "needs " + file.toAbsolutePath().normalize() + "; set -Dkontor.shared");
        return file;
    }

    static void validate(byte[] message, String schemaName) {
        var schemaFile = shared("data/xsd/" + schemaName + ".xsd").toFile();
        try {
            var schema =
                    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                            .newSchema(schemaFile);
            schema.newValidator().validate(new StreamSource(stream(message)));
        } catch (SAXException invalid) {
            throw new AssertionError(new String(message, StandardCharsets.UTF_8), invalid);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
