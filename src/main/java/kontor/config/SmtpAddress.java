package kontor.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.mail.SmtpServer;

/** Where a mail server is, as its setting says it. */
record SmtpAddress(String host, int port, SmtpServer.Security security) {

    private static final int TLS_PORT = 465;
    private static final int STARTTLS_PORT = 587;
    private static final int LAST_PORT = 65535;
    private static final Pattern HERE = Pattern.compile("localhost|127\\.[0-9.]{5,11}|\\[::1]");

    /**
     * @throws IllegalArgumentException with the rest of a sentence
     */
    static SmtpAddress parse(String text) {
        URI uri = uri(text);
        boolean isTls = "smtps".equals(uri.getScheme());
        boolean isPlain =
                uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawPath().isEmpty()
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null;
        if (!isPlain || !isTls && !"smtp".equals(uri.getScheme()) || uri.getPort() > LAST_PORT) {
            throw wrong();
        }
        String host = uri.getHost();
        int usual = isTls ? TLS_PORT : STARTTLS_PORT;
        var open =
                HERE.matcher(host).matches()
                        ? SmtpServer.Security.LOCAL
                        : SmtpServer.Security.STARTTLS;
        return new SmtpAddress(
                host.replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? usual : uri.getPort(),
                isTls ? SmtpServer.Security.TLS : open);
    }

    SmtpServer server(Optional<SmtpServer.Login> login, String from, Duration timeout) {
        return new SmtpServer(host, port, security, login, from, timeout);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "must look like smtps://mail.example.com:465 or smtp://mail.example.com:587; the"
                        + " user has a setting of its own");
    }
}
