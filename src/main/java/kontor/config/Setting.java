package kontor.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.nearnames.NearName;

/** Everything that can be set, by environment variables; the one place that documents them. */
public enum Setting {
    KONTOR_PORT("8080", "The port to listen on, 0 to 65535; with 0 the system picks a free one."),
    KONTOR_BIND(
            "127.0.0.1",
            "The address to listen on: a numeric IPv4 or IPv6 address, or localhost. 0.0.0.0 means"
                    + " all; put a proxy with TLS in front before you open it."),
    KONTOR_DATA(
            "./data", "The folder for all that Kontor keeps: its own PostgreSQL, keys and files."),
    KONTOR_BANK_FILES(
            "",
            "The folder in which bank connections have their folders, one below it for each"
                    + " organization; absent, bank-files in the data folder. With"
                    + " KONTOR_DATABASE_URL there is no default: nodes of one database share it."),
    KONTOR_LARGEST_BANK_FILE(
            "1024",
            "How many megabytes (of 1,048,576 bytes) a file from a bank may have, 1 to 1024. A"
                    + " larger one is put aside unread, into refused beside in."),
    KONTOR_HOLD_BANK_WORK(
            "off",
            "Whether this start holds all bank work until ./kontor bank release: on or off. Nothing"
                    + " leaves for a bank and nothing is fetched meanwhile; set it to look first"
                    + " after the database was put back."),
    KONTOR_SANDBOX(
            "on",
            "Whether a first start, without any organization, makes a sandbox: on or off. A real"
                    + " organization is made by ./kontor organizations create."),
    KONTOR_DATABASE_URL(
            "",
            "A PostgreSQL 15 or newer of your own, as postgresql://user:password@host:port/database"
                + " or jdbc:postgresql://host:port/database?user=...; several host:port with commas"
                + " between, and Kontor finds the primary; absent, Kontor runs its own."),
    KONTOR_DATABASE_OWNER_URL(
            "",
            "The same database for the role that owns the schema; it is used at the start only, for"
                + " migrations. KONTOR_DATABASE_URL is then of another role, which owns nothing."),
    KONTOR_SECRET_KEY(
            "",
            "The master key that encrypts private keys in the database: 32 random bytes in base64,"
                    + " the same on all nodes; several with commas between while it is changed, and"
                    + " the first one encrypts. Absent, KONTOR_SECRET_KEY_FILE."),
    KONTOR_SECRET_KEY_FILE(
            "",
            "A file with the master key, one a line; absent, secret.key in the data folder, made at"
                    + " the first start. With KONTOR_DATABASE_URL there is no default, and without"
                    + " a master key private keys stay as they are."),
    KONTOR_DATABASE_WAIT(
            "60",
            "How many seconds a start waits for that PostgreSQL while it is starting or cannot be"
                    + " reached, 0 to 3600."),
    KONTOR_KEEP_FILES(
            "3653",
            "How many days the bytes of files are kept: of those sent and read, and of the inputs"
                    + " of finished batches, 1 to 36525; rows and digests stay."),
    KONTOR_KEEP_DELETED(
            "3653",
            "How many days the personal data of a deleted counterparty or external account is kept,"
                    + " 1 to 36525; that it was there stays."),
    KONTOR_RATE_LIMIT(
            "on", "Whether callers are slowed down beyond the documented rates: on or off."),
    KONTOR_MOST_REQUESTS(
            "100",
            "How many requests a second an organization may allow each of its users, 1 to 100000;"
                    + " its own setting goes no higher."),
    KONTOR_MOST_STORED(
            "50",
            "How many gigabytes (of 1,073,741,824 bytes) an organization may have stored of files"
                    + " from banks, and of the inputs of batches, 1 to 100000. Beyond that files"
                    + " stay with the bank, with an alarm, and batches are refused."),
    KONTOR_BASE_URL(
            "",
            "The address under which clients reach Kontor, printed and put into tokens as issuer;"
                    + " absent, http://127.0.0.1 with the port."),
    KONTOR_TRUSTED_PROXIES(
            "",
            "The addresses or networks of the proxies in front, separated by commas. What they say"
                    + " in X-Forwarded-For counts as the client's address in limits and logs;"
                    + " absent, nobody is believed."),
    KONTOR_ORIGINS(
            "",
            "The origins whose pages may call the API from a browser (CORS), separated by commas,"
                    + " such as https://app.example.com; :* stands for any port. Absent, a sandbox"
                    + " takes http://localhost:* and http://127.0.0.1:*, others take none."),
    KONTOR_SESSION_IDLE(
            "15",
            "After how many minutes without use a person has to sign in anew, 1 to 1440. Pages that"
                    + " fetch by themselves are no use."),
    KONTOR_SESSION_LONGEST(
            "12",
            "After how many hours a person has to sign in anew in any case, 1 to 168; no shorter"
                    + " than KONTOR_SESSION_IDLE."),
    KONTOR_SMTP_URL(
            "",
            "The mail server that takes invitations and resets of passwords, such as"
                    + " smtps://mail.example.com:465, or smtp://mail.example.com:587, which must"
                    + " offer STARTTLS unless it is on this machine. Absent, no mail is sent, and"
                    + " links come from ./kontor users link."),
    KONTOR_SMTP_USER("", "With whose login the mail server is used; absent, with none."),
    KONTOR_SMTP_PASSWORD_FILE(
            "",
            "A file with the password of that login, read for each connection, so that it can be"
                    + " changed while Kontor runs."),
    KONTOR_MAIL_FROM("", "The e-mail address that mails come from; needed with KONTOR_SMTP_URL."),
    KONTOR_SMTP_TIMEOUT(
            "20",
            "How many seconds each step of a connection to the mail server may take, 1 to 300; a"
                    + " mail that was not taken is tried again."),
    KONTOR_OPENID_ISSUER(
            "",
            "The OpenID provider by which people sign in, too, as it names itself letter by letter,"
                    + " such as https://id.example.com. It must know"
                    + " KONTOR_BASE_URL/login/openid/back as the address that it sends people back"
                    + " to."),
    KONTOR_OPENID_CLIENT("", "As which client the provider knows this Kontor."),
    KONTOR_OPENID_SECRET_FILE("", "A file with the secret of that client, read at the start."),
    KONTOR_OPENID_NAME(
            "single sign-on", "What the button says after Sign in with, at most 40 characters."),
    KONTOR_OPENID_SECOND_FACTOR(
            "off",
            "Whether whoever comes from the provider has shown two factors though it does not say"
                    + " so: on or off. Off, its words amr and acr decide."),
    KONTOR_LOG(
            "text",
            "How the log on standard error is written: text, or json with one object a line."),
    KONTOR_METRICS_PORT(
            "",
            "The port on the loopback address on which GET /metrics tells how this node works, for"
                    + " Prometheus, 0 to 65535; with 0 the system picks a free one. Absent, nothing"
                    + " is measured."),
    KONTOR_ANCHORS(
            "",
            "The folder for signed lines that say how far audit logs were; absent, anchors in the"
                    + " data folder. Have it copied to where nobody of the database can write."),
    KONTOR_JAVA_OPTIONS(
            "", "Further options for Java, read by the launcher ./kontor, for example -Xmx512m.");

    private static final int LISTING_WIDTH = 76;
    private static final int NEAR = 4;

    private final String standard;
    private final String meaning;

    Setting(String standard, String meaning) {
        this.standard = standard;
        this.meaning = meaning;
    }

    /** What is given, or else the default; an empty value counts as absent. */
    String in(Map<String, String> environment) {
        var given = environment.getOrDefault(name(), "").strip();
        return given.isEmpty() ? standard : given;
    }

    /** Of which a wrong value may show much of the right one. */
    boolean isSecret() {
        return this == KONTOR_DATABASE_URL
                || this == KONTOR_DATABASE_OWNER_URL
                || this == KONTOR_SECRET_KEY;
    }

    static boolean known(String name) {
        return Arrays.stream(values()).anyMatch(setting -> setting.name().equals(name));
    }

    /** The setting that somebody who wrote {@code name} may have meant. */
    static Optional<Setting> near(String name) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> setting.distance(name)))
                .filter(setting -> setting.distance(name) <= NEAR);
    }

    /** The beginning of a name is as good as the name. */
    private int distance(String other) {
        boolean begun = other.length() > "KONTOR_".length() && name().startsWith(other);
        return begun ? 0 : NearName.distance(name(), other);
    }

    /** All settings with default and meaning; docs/settings.md shows the same text. */
    public static String listing() {
        return Arrays.stream(values()).map(Setting::entry).collect(Collectors.joining("\n"));
    }

    private String entry() {
        var entry =
                new StringBuilder(name())
                        .append(standard.isEmpty() ? "" : "  (default " + standard + ")")
                        .append("\n   ");
        int column = 3;
        for (var word : meaning.split(" ")) {
            if (column + 1 + word.length() > LISTING_WIDTH) {
                entry.append("\n   ");
                column = 3;
            }
            entry.append(' ').append(word);
            column += 1 + word.length();
        }
        return entry.append('\n').toString();
    }
}
