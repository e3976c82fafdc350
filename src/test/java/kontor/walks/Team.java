package kontor.walks;

import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;

/** A sandbox and the people in it, each with a browser of their own. */
final class Team implements AutoCloseable {

    private static final String PASSWORD = "vier grüne Stühle im Regen";

    private final SandboxOrganization sandbox;
    private final Walker owner;
    private final Walker clerk;

    /** The owner signs in; a clerk in the role of a developer joins by an invitation. */
    Team(SandboxOrganization sandbox) {
        this.sandbox = sandbox;
        owner = Walker.owner(sandbox);
        clerk = joined(new Walker());
    }

    private Walker joined(Walker walker) {
        String role =
                sandbox.owner().get("/iam/v2beta/roles?limit=500").items().stream()
                        .filter(one -> one.path("name").asText().equals("developer"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        String email = "clerk-" + Ids.next() + "@example.com";
        sandbox.owner()
                .post(
                        "/iam/v2beta/users",
                        Jsons.json(
                                """
                                {'kind': 'PERSON', 'email': '%s', 'name': 'Lena Brandt', 'roleId': '%s'}
                                """
                                        .formatted(email, role)))
                .created();
        var token = TestKontor.shared().invitation(sandbox.organization(), email);
        var page = walker.open("/invitations/" + token);
        walker.fill("Choose a password", PASSWORD).fill("The same again", PASSWORD).press("Join");
        page.waitForURL("**/");
        return walker;
    }

    Walker owner() {
        return owner;
    }

    Walker clerk() {
        return clerk;
    }

    SandboxOrganization sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        try {
            clerk.close();
        } finally {
            owner.close();
        }
    }
}
