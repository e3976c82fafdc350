package kontor.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kontor.mail.SmtpServer;
import kontor.sessions.SessionLimits;
import org.jspecify.annotations.Nullable;

/** What is set of people who come in with a browser. */
final class PeopleSettings {

    private static final String HALF =
            Setting.KONTOR_SMTP_URL
                    + " and "
                    + Setting.KONTOR_MAIL_FROM
                    + ": set both, or no setting of mail at all.";

    private PeopleSettings() {}

    static Config.@Nullable People read(Reader reader) {
        var sessions = sessions(reader);
        var mail = mail(reader);
        var provider = ProviderSettings.read(reader);
        return sessions == null || mail == null || provider == null
                ? null
                : new Config.People(sessions, mail, provider);
    }

    private static @Nullable SessionLimits sessions(Reader reader) {
        var idle = reader.read(Setting.KONTOR_SESSION_IDLE, Values::minutes);
        var longest = reader.read(Setting.KONTOR_SESSION_LONGEST, Values::hours);
        if (idle == null || longest == null) {
            return null;
        }
        if (idle.compareTo(longest) > 0) {
            reader.sentences()
                    .add(
                            "%s is %d minutes but must be no longer than %s, which is %d hours."
                                    .formatted(
                                            Setting.KONTOR_SESSION_IDLE,
                                            idle.toMinutes(),
                                            Setting.KONTOR_SESSION_LONGEST,
                                            longest.toHours()));
            return null;
        }
        return new SessionLimits(idle, longest);
    }

    /** Empty where no mail server is set; the rest of its settings is then refused. */
    private static @Nullable Optional<SmtpServer> mail(Reader reader) {
        var server = reader.read(Setting.KONTOR_SMTP_URL, Values.optional(SmtpAddress::parse));
        var user = reader.read(Setting.KONTOR_SMTP_USER, Values.optional(text -> text));
        var password =
                reader.read(Setting.KONTOR_SMTP_PASSWORD_FILE, Values.optional(Values::file));
        var from = reader.read(Setting.KONTOR_MAIL_FROM, Values.optional(Values::mailbox));
        var timeout = reader.read(Setting.KONTOR_SMTP_TIMEOUT, Values::patience);
        if (server == null || user == null || password == null || from == null || timeout == null) {
            return null;
        }
        boolean isWhole =
                server.isPresent() == from.isPresent()
                        && (server.isPresent() || user.isEmpty() && password.isEmpty());
        if (!isWhole) {
            reader.sentences().add(HALF);
            return null;
        }
        var login = login(reader, user, password);
        return login == null
                ? null
                : server.map(address -> address.server(login, from.orElseThrow(), timeout));
    }

    private static @Nullable Optional<SmtpServer.Login> login(
            Reader reader, Optional<String> user, Optional<Path> password) {
        if (user.isPresent() != password.isPresent()) {
            reader.sentences()
                    .add(
                            Setting.KONTOR_SMTP_USER
                                    + " and "
                                    + Setting.KONTOR_SMTP_PASSWORD_FILE
                                    + ": set both or none.");
            return null;
        }
        if (password.filter(file -> !Files.isReadable(file)).isPresent()) {
            reader.sentences()
                    .add(
                            Setting.KONTOR_SMTP_PASSWORD_FILE
                                    + " is \""
                                    + password.get()
                                    + "\" but must be a file that Kontor can read.");
            return null;
        }
        return user.map(name -> new SmtpServer.Login(name, password.orElseThrow()));
    }
}
