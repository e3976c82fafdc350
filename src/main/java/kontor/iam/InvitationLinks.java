package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.secrets.Secret;

/**
 * Makes the links of invitations. The token is the end of the path, so that the page works without
 * script; opening it changes nothing.
 *
 * @param baseUrl the address of this Kontor for clients, without a slash at the end
 */
public record InvitationLinks(String baseUrl) {

    public String of(Secret token) {
        return baseUrl + "/invitations/" + token.text();
    }

    public String of(InvitationToken invitation) {
        return of(new Secret(invitation.text()));
    }

    /** Adds token and link to the answer that is the only one to show them. */
    void show(ObjectNode user, InvitationToken invitation) {
        user.putObject("invitation").put("token", invitation.text()).put("link", of(invitation));
    }
}
