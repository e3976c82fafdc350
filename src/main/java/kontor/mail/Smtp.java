package kontor.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.util.Date;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Hands mails to an SMTP server, each over a connection of its own. */
final class Smtp {

    private static final String NAME = "Kontor";
    private static final int LONGEST_WHY = 300;
    private static final int PERMANENT = 500;

    /** The transaction as a whole failed, as opposed to what it was about (RFC 5321, 4.2.1). */
    private static final int SERVICE_AWAY = 421;

    /** Kept, so that what the library tells there stays out of the log: it stands in ours. */
    private static final Logger OF_LIBRARY = Logger.getLogger("org.eclipse.angus.mail");

    static {
        OF_LIBRARY.setLevel(Level.OFF);
    }

    private final SmtpServer server;
    private final String host;

    /**
     * @param host of this Kontor, as it greets the server and as it stands in message ids
     */
    Smtp(SmtpServer server, String host) {
        this.server = server;
        this.host = literal(host);
    }

    /** A numeric address stands in brackets (RFC 5321, 4.1.3). */
    private static String literal(String host) {
        if (host.startsWith("[")) {
            return "[IPv6:" + host.substring(1);
        }
        return host.matches("[0-9.]+") ? "[" + host + "]" : host;
    }

    Delivery send(Mail mail) {
        var session = Session.getInstance(properties(mail.recipient()));
        MimeMessage message;
        try {
            message = message(session, mail);
        } catch (MessagingException | UnsupportedEncodingException wrong) {
            return new Delivery.Refused("no mail can be made of it: " + line(wrong.getMessage()));
        }
        var transport = new Stepped(session);
        try (transport) {
            if (server.login().isPresent()) {
                var login = server.login().get();
                String password = Files.readString(login.passwordFile()).strip();
                transport.connect(server.host(), server.port(), login.user(), password);
            } else {
                transport.connect(server.host(), server.port(), null, null);
            }
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Taken();
        } catch (MessagingException failed) {
            return judged(failed, transport.atRecipient);
        } catch (IOException unreadable) {
            return new Delivery.Later("the password file cannot be read: " + unreadable, true);
        }
    }

    private MimeMessage message(Session session, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        var message = new Named(session, "<" + mail.id() + "@" + host + ">");
        message.setFrom(new InternetAddress(server.from(), NAME, "UTF-8"));
        message.setRecipient(Message.RecipientType.TO, recipient(mail.recipient()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(mail.created()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(mail.text().orElse(""), "UTF-8");
        message.saveChanges();
        return message;
    }

    /** One address and nothing else: no list, no group, no name beside it. */
    private static InternetAddress recipient(String address) throws AddressException {
        var parsed = InternetAddress.parse(address, true);
        if (parsed.length != 1 || !address.equals(parsed[0].getAddress()) || parsed[0].isGroup()) {
            throw new AddressException("it is not one address");
        }
        return parsed[0];
    }

    /** Knows how far it came: who hangs at one recipient takes the mails of others. */
    private static final class Stepped extends SMTPTransport {
        private boolean atRecipient;

        Stepped(Session session) {
            super(session, null);
        }

        @Override
        protected void rcptTo() throws MessagingException {
            atRecipient = true;
            super.rcptTo();
        }
    }

    /** A message that keeps the id which it was given. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private Properties properties(String recipient) {
        var all = new Properties();
        String timeout = Long.toString(server.timeout().toMillis());
        all.put("mail.transport.protocol", "smtp");
        all.put("mail.smtp.localhost", host);
        all.put("mail.smtp.connectiontimeout", timeout);
        all.put("mail.smtp.timeout", timeout);
        all.put("mail.smtp.writetimeout", timeout);
        all.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        all.put("mail.smtp.ssl.enable", is(SmtpServer.Security.TLS));
        all.put("mail.smtp.ssl.checkserveridentity", "true");
        all.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        all.put(
                "mail.smtp.starttls.enable",
                Boolean.toString(server.security() != SmtpServer.Security.TLS));
        all.put("mail.smtp.starttls.required", is(SmtpServer.Security.STARTTLS));
        boolean isAscii = recipient.chars().allMatch(one -> one < 128);
        all.put("mail.mime.allowutf8", Boolean.toString(!isAscii));
        return all;
    }

    private String is(SmtpServer.Security wanted) {
        return Boolean.toString(server.security() == wanted);
    }

    /** Only a no to this mail is a no for good; everything else may be mended meanwhile. */
    private static Delivery judged(MessagingException failed, boolean atRecipient) {
        String why = line(reason(failed));
        if (failed instanceof AuthenticationFailedException) {
            return new Delivery.Later("the mail server refuses the login: " + why, true);
        }
        for (Throwable one = failed; one != null; one = next(one)) {
            if (one instanceof SMTPSendFailedException no && no.getCommand().startsWith("MAIL")) {
                return new Delivery.Later("the mail server refuses the sender: " + why, true);
            }
            int code =
                    switch (one) {
                        case SMTPAddressFailedException no -> no.getReturnCode();
                        case SMTPSendFailedException no -> no.getReturnCode();
                        default -> 0;
                    };
            if (code >= PERMANENT) {
                return new Delivery.Refused(why);
            }
            if (code > 0) {
                return new Delivery.Later(why, code == SERVICE_AWAY);
            }
        }
        return new Delivery.Later(why, !atRecipient);
    }

    /** What the server said stands in the innermost exception. */
    private static String reason(MessagingException failed) {
        String said = "";
        for (Throwable one = failed; one != null; one = next(one)) {
            String message = one.getMessage();
            said = message == null || message.isBlank() ? one.getClass().getSimpleName() : message;
        }
        return said;
    }

    private static @Nullable Throwable next(Throwable one) {
        return one instanceof MessagingException chained
                ? chained.getNextException()
                : one.getCause();
    }

    private static String line(@Nullable String text) {
        String plain = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.length() > LONGEST_WHY ? plain.substring(0, LONGEST_WHY) : plain;
    }
}
