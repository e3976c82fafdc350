package kontor.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that takes what Kontor sends.
 *
 * @param port 1 to 65535
 * @param login with which it is used; empty where it asks for none
 * @param from the address that mails come from
 * @param timeout how long each step of a connection may take
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        Duration timeout) {

    /** How what is sent is kept from others on the way. */
    public enum Security {
        /** TLS from the beginning. */
        TLS,
        /** TLS is begun before anything else is said; a server that cannot is not used. */
        STARTTLS,
        /** On this machine only: TLS where it is offered. */
        LOCAL
    }

    /**
     * @param passwordFile read for each connection, so that it can be changed at any time
     */
    public record Login(String user, Path passwordFile) {}
}
