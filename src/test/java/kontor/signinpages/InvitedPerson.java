package kontor.signinpages;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.PlainBrowser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;

/** Somebody who is invited to an organization as a developer. */
record InvitedPerson(String email, String link) {

    static final String PASSWORD = "vier grüne Stühle";

    InvitedPerson(SandboxOrganization organization) {
        this(organization, "anna+" + Ids.next() + "@example.com");
    }

    InvitedPerson(SandboxOrganization organization, String email) {
        this(email, invited(organization, email));
    }

    private static String invited(SandboxOrganization organization, String email) {
        String role =
                organization.owner().get("/iam/v2beta/roles?limit=500").items().stream()
                        .filter(one -> one.path("name").asText().equals("developer"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        var invited =
                organization
                        .owner()
                        .post(
                                "/iam/v2beta/users",
                                """
                                {"kind": "PERSON", "email": "%s", "name": "Anna", "roleId": "%s"}
                                """
                                        .formatted(email, role));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        return "/invitations/" + TestKontor.shared().invitation(organization.organization(), email);
    }

    /** Accepts with a password, and stays where that leads to. */
    PlainBrowser joins(TestKontor kontor) {
        var browser = new PlainBrowser(kontor);
        browser.open(link);
        var joined = browser.submit(link, "password", PASSWORD, "repeated", PASSWORD);
        assertThat(joined.status()).as(joined.body()).isEqualTo(303);
        return browser;
    }
}
