package kontor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as curl would send it; of its options those that our papers print.
 *
 * @param headers names and values in turn, without that of authorization
 * @param user whom {@code -u} names
 */
record Curl(
        String method,
        String path,
        String body,
        List<String> headers,
        Optional<String> user,
        Optional<String> authorization) {

    private static final String SERVER = "http://127.0.0.1:8080";
    private static final String BOUNDARY = "printed-in-a-paper";

    /**
     * @param words behind the shell's work on them, {@code curl} first
     * @param files of which forms tell the content, by their names
     */
    static Curl of(List<String> words, Map<String, String> files) {
        var reading = new Reading(files);
        for (int at = 1; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-i" -> {}
                case "-u" -> reading.user = Optional.of(words.get(++at));
                case "-X" -> reading.method = Optional.of(words.get(++at));
                case "-H" -> reading.header(words.get(++at));
                case "-d" -> reading.data(words.get(++at));
                case "-F" -> reading.part(words.get(++at));
                default -> reading.path = words.get(at).substring(SERVER.length());
            }
        }
        return reading.whole();
    }

    /** Asked again, it changes nothing. */
    boolean isRead() {
        return method.equals("GET");
    }

    /** Without what is secret or too long to read. */
    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }

    private static final class Reading {

        private final Map<String, String> files;
        private final List<String> headers = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private Optional<String> method = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<String> authorization = Optional.empty();
        private String path = "";
        private boolean form;

        private Reading(Map<String, String> files) {
            this.files = files;
        }

        private void header(String text) {
            String[] header = text.split(": ", 2);
            if (header[0].equals("Authorization")) {
                authorization = Optional.of(header[1]);
            } else {
                headers.addAll(List.of(header));
            }
        }

        private void data(String text) {
            body.append(text);
            if (!headers.contains("Content-Type")) {
                headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
            }
        }

        private void part(String text) {
            String[] part = text.split("=", 2);
            boolean file = part[1].startsWith("@");
            String name = part[1].substring(1);
            form = true;
            body.append("--" + BOUNDARY + "\r\n")
                    .append("Content-Disposition: form-data; name=\"" + part[0] + "\"")
                    .append(file ? "; filename=\"" + name + "\"" : "")
                    .append("\r\n\r\n")
                    .append(file ? files.get(name) : part[1])
                    .append("\r\n");
        }

        private Curl whole() {
            if (form) {
                body.append("--" + BOUNDARY + "--\r\n");
                headers.addAll(
                        List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
            }
            return new Curl(
                    method.orElse(body.isEmpty() ? "GET" : "POST"),
                    path,
                    body.toString(),
                    List.copyOf(headers),
                    user,
                    authorization);
        }
    }
}
