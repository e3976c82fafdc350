package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where an invited person goes. The token stands behind the {@code #}, so that browsers send it to
 * no server and no proxy's log has it.
 *
 * @param baseUrl the address that clients know this Kontor by, without a slash at the end
 */
public record InvitationLinks(String baseUrl) {

    public String of(Secret token) {
        return baseUrl + "/invitation#" + token.text();
    }

    void show(ObjectNode user, InvitationToken invitation) {
        user.putObject("invitation")
                .put("token", invitation.text())
                .put("link", of(new Secret(invitation.text())));
    }
}
