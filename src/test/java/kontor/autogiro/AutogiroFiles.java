package kontor.autogiro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files the tests read: golden ones of the project, and samples of the shared dossier. */
final class AutogiroFiles {

    static final List<String> GOLDEN =
            List.of(
                    "orders",
                    "payment_specification",
                    "payment_specification_old",
                    "mandate_advice",
                    "mandate_advice_old",
                    "rejected",
                    "rejected_old",
                    "changes",
                    "changes_old",
                    "internet_bank_mandates",
                    "waiting_payments",
                    "mandate_register",
                    "mandate_register_old",
                    "bgmax");

    static final List<String> PUBLISHED =
            List.of(
                    "published/to_bg_order",
                    "published/from_bg_mandate_advice",
                    "published/from_bg_payment_specification",
                    "published/from_bg_rejected");

    private AutogiroFiles() {}

    static byte[] golden(String name) {
        try (var in =
                AutogiroFiles.class.getResourceAsStream("/golden/autogiro/" + name + ".txt")) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String text(String name) {
        return new String(golden(name), StandardCharsets.ISO_8859_1);
    }

    static List<AutogiroRecord> read(byte[] file) {
        var all = new ArrayList<AutogiroRecord>();
        AutogiroReader.read(new ByteArrayInputStream(file), all::add);
        return all;
    }

    static List<AutogiroRecord> read(String file) {
        return read(file.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Autogiro and its relatives of the dossier; none where it is not there. */
    static List<Path> samples() {
        Path root = Path.of(System.getProperty("kontor.shared", "../shared"), "data/samples");
        var all = new ArrayList<Path>();
        for (String folder : List.of("autogiro", "bankgirot_other")) {
            if (!Files.isDirectory(root.resolve(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(Files::isRegularFile).sorted().forEach(all::add);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return all;
    }
}
