package kontor.iam;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.mail.MailKind;
import kontor.mail.NewMail;
import kontor.mail.Outbox;
import kontor.mail.Progress;
import kontor.principals.Principals;
import kontor.secrets.Secret;

/**
 * How invitations reach people: as a mail, or as a link that whoever runs Kontor makes; never by
 * whoever invites. The token is the end of the link's path, so that the page works without script;
 * opening it changes nothing.
 */
public final class InvitationLinks {

    private final String baseUrl;
    private final Outbox outbox;
    private final OrganizationTable organizations = new OrganizationTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Principals principals = new Principals();

    /**
     * @param baseUrl the address of this Kontor for clients, without a slash at the end
     */
    public InvitationLinks(String baseUrl, Outbox outbox) {
        this.baseUrl = baseUrl;
        this.outbox = outbox;
    }

    public String of(Secret token) {
        return baseUrl + "/invitations/" + token.text();
    }

    String of(InvitationToken invitation) {
        return of(new Secret(invitation.text()));
    }

    /** How they reach people of this organization. */
    public Outbox.Way way(Organization organization) {
        return outbox.way(organization.sandbox());
    }

    /** Writes the mail to whoever is invited, where there is mail. */
    void mail(Tx tx, Request<?> request, User user, InvitationToken invitation) {
        var organization = organizations.read(tx);
        outbox.write(
                tx.sql(),
                tx.now(),
                way(organization),
                mail(organization, request.caller().name(), user, invitation));
    }

    /** How far the mail of an invitation is; empty where there was none. */
    public Optional<Progress> progress(Tx tx, Caller caller, User user) {
        return user.status() == User.Status.INVITED && caller.may(Users.READ)
                ? outbox.progress(tx, MailKind.INVITATION, user.username())
                : Optional.empty();
    }

    private NewMail mail(
            Organization organization, String by, User user, InvitationToken invitation) {
        String where = NewMail.name(organization.name());
        return new NewMail(
                MailKind.INVITATION,
                Optional.of(organization.id()),
                user.username(),
                "Invitation to " + where,
                """
                %s invites you to %s on Kontor.
                Open the link to join. It works once, within seven days.

                %s

                If you do not expect this, do nothing: without the link nothing happens.

                Kontor at %s
                """
                        .formatted(NewMail.name(by), where, of(invitation), baseUrl),
                user.invited().orElseThrow());
    }

    /**
     * Those of the addresses that the caller invites, as a person or a system: links not for it.
     */
    public Set<String> invitedBy(Tx tx, Caller caller, Collection<String> addresses) {
        var inviters = credentials.inviters(tx, addresses);
        return inviters.keySet().stream()
                .filter(
                        address ->
                                principals.isAmong(
                                        tx, caller, List.of(Maps.required(inviters, address))))
                .collect(Collectors.toSet());
    }
}
