package kontor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Sends files as browsers and programs do, as a form (RFC 7578). */
public final class Uploads {

    private static final String BOUNDARY = "a-boundary-of-the-test";
    private static final String FILE = "file";
    private static final String OF_FILE = "; filename=\"mandates.csv\"\r\nContent-Type: text/csv";

    private Uploads() {}

    /**
     * @param fields of the form besides the file, name and value in turn
     */
    public static Reply file(Client client, String path, String file, String... fields) {
        return file(client, path, file.getBytes(StandardCharsets.UTF_8), new String[0], fields);
    }

    /** The same with any bytes, and with headers, name and value in turn. */
    public static Reply file(
            Client client, String path, byte[] file, String[] headers, String... fields) {
        var form = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(form, fields[i], "", fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        part(form, FILE, OF_FILE, file);
        return send(client, path, form, headers);
    }

    /**
     * A form of these parts in their order, name and content in turn; that of the name {@code file}
     * is a file.
     */
    public static Reply form(Client client, String path, String... parts) {
        var form = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            String more = parts[i].equals(FILE) ? OF_FILE : "";
            part(form, parts[i], more, parts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return send(client, path, form);
    }

    private static Reply send(
            Client client, String path, ByteArrayOutputStream form, String... headers) {
        write(form, "--" + BOUNDARY + "--\r\n");
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/form-data; boundary=" + BOUNDARY;
        return client.sendBytes("POST", path, form.toByteArray(), all);
    }

    private static void part(ByteArrayOutputStream form, String name, String more, byte[] content) {
        write(form, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"");
        write(form, more + "\r\n\r\n");
        form.writeBytes(content);
        write(form, "\r\n");
    }

    private static void write(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
