package kontor.resets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.core.OrganizationId;
import kontor.mail.MailKind;
import kontor.mail.NewMail;
import kontor.secrets.Secret;

/**
 * The mails about passwords and addresses.
 *
 * @param baseUrl the address of this Kontor for people, without a slash at the end
 */
record ResetMails(String baseUrl) {

    /** A sign-in whose password can be set anew, where it belongs, and the token for it. */
    record Way(List<Home> homes, Secret token) {}

    String reset(Secret token) {
        return baseUrl + "/reset/" + token.text();
    }

    NewMail forgotten(String address, List<Way> ways, Optional<OrganizationId> where, Instant end) {
        String links =
                ways.stream()
                        .map(way -> "For " + names(way.homes) + ":\n" + reset(way.token))
                        .collect(Collectors.joining("\n\n"));
        return new NewMail(
                MailKind.RESET,
                where,
                address,
                "Set a new password for Kontor",
                """
                Somebody, probably you, says that the password of this address is forgotten.
                Open the link to set a new one. It works once, within an hour.

                %s

                All sessions end when the password is changed. If it was not you, do nothing: the
                password stays as it is.

                Kontor at %s
                """
                        .formatted(links, baseUrl),
                end);
    }

    NewMail confirmation(
            String address, Secret token, Optional<OrganizationId> where, Instant end) {
        return new NewMail(
                MailKind.CONFIRMATION,
                where,
                address,
                "Confirm your address for Kontor",
                """
                Somebody, probably you, wants to sign in to Kontor with this address.
                Open the link to confirm that it is yours. It works once, within a day.

                %s/confirm/%s

                If it was not you, do nothing: nobody can use your address without this link.

                Kontor at %s
                """
                        .formatted(baseUrl, token.text(), baseUrl),
                end);
    }

    NewMail passwordChanged(String address, Optional<OrganizationId> where, Instant end) {
        return new NewMail(
                MailKind.PASSWORD_CHANGED,
                where,
                address,
                "Your password for Kontor was changed",
                """
                The password of your sign-in with this address was changed, and all sessions ended.

                If it was not you, set another one now: %s/login/forgotten
                and tell whoever runs this Kontor.

                Kontor at %s
                """
                        .formatted(baseUrl, baseUrl),
                end);
    }

    NewMail addressChanged(String former, Optional<OrganizationId> where, Instant end) {
        return new NewMail(
                MailKind.ADDRESS_CHANGED,
                where,
                former,
                "Your sign-in to Kontor has another address now",
                """
                The sign-in that had this address has another one now, and all sessions ended.

                If it was not you, tell whoever runs this Kontor at once.

                Kontor at %s
                """
                        .formatted(baseUrl),
                end);
    }

    private static String names(List<Home> homes) {
        return homes.stream()
                .map(Home::name)
                .distinct()
                .map(NewMail::name)
                .collect(Collectors.joining(", "));
    }
}
