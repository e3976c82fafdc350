package kontor.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.OrganizationId;

/**
 * A mail to be written into the outbox.
 *
 * @param organization whose log tells when it cannot be delivered; empty where it concerns several
 * @param recipient one e-mail address
 * @param subject one line; what would begin another is taken out of it
 * @param text plain, with its links
 * @param expires from then on it is of no use to anybody
 */
public record NewMail(
        MailKind kind,
        Optional<OrganizationId> organization,
        String recipient,
        String subject,
        String text,
        Instant expires) {

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_NAME = 60;

    /** Control characters, line ends of every kind, and signs that turn the direction of text. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\u2028\\u2029\\u0085]+");

    public NewMail {
        String line = plain(subject);
        subject = cut(line, LONGEST_SUBJECT);
    }

    /** A name that somebody typed, as part of a subject or text: one line of at most 60 signs. */
    public static String name(String typed) {
        return cut(plain(typed), LONGEST_NAME);
    }

    private static String plain(String text) {
        // What looks like an encoded word would be taken for one.
        return UNSEEN.matcher(text).replaceAll(" ").replace("=?", "= ?").strip();
    }

    private static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "\u2026";
    }

    /** Shows neither text nor address. */
    @Override
    public String toString() {
        return "NewMail[" + kind + "]";
    }
}
