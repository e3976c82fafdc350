package kontor.directdebits;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Assumptions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The files that went out to the bank, as they are stored and as a bank would read them. */
final class SentFiles {

    private SentFiles() {}

    /** In the order in which they were written. */
    static List<byte[]> of(SandboxOrganization sandbox) {
        var ids =
                TestKontor.shared()
                        .database()
                        .read(
                                sandbox.organization(),
                                tx ->
                                        tx.sql()
                                                .createQuery(
                                                        """
                                                        SELECT id FROM instructions WHERE organization_id = :org ORDER BY id
                                                        """)
                                                .bind("org", tx.organization().value())
                                                .mapTo(UUID.class)
                                                .list());
        return ids.stream().map(id -> file(sandbox, id)).toList();
    }

    private static byte[] file(SandboxOrganization sandbox, UUID instruction) {
        var bytes = new ByteArrayOutputStream();
        TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT bytes FROM instruction_chunks
                                                WHERE organization_id = :org AND file_id = :file ORDER BY number
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("file", instruction)
                                        .map((row, _) -> row.getBytes(1))
                                        .list())
                .forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    static Document read(byte[] file) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static List<Element> all(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** The text of the first element of that name below; empty when there is none. */
    static String text(Element within, String name) {
        var nodes = within.getElementsByTagName(name);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
    }

    static Element transaction(Document document, String id) {
        return all(document, "DrctDbtTxInf").stream()
                .filter(one -> text(one, "EndToEndId").equals(id.replace("-", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Against the schema of ISO, where it is at hand. */
    static void validate(byte[] file) throws Exception {
        var schema =
                Path.of(System.getProperty("kontor.shared", "../shared"))
                        .resolve("data/xsd/pain.008.001.08.xsd");
        Assumptions.assumeTrue(
                Files.exists(schema), "needs " + schema.toAbsolutePath().normalize());
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema.toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(file)));
    }
}
