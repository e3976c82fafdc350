package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.app.Sandbox;
import kontor.core.OrganizationId;

/** An organization with the test bank, its accounts, a developer and an owner. */
public final class SandboxOrganization {

    private static final ZoneId BANK_ZONE = ZoneId.of("Europe/Berlin");

    private final TestKontor kontor;
    private final Sandbox.Keys keys;

    SandboxOrganization(TestKontor kontor, Sandbox.Keys keys) {
        this.kontor = kontor;
        this.keys = keys;
    }

    public OrganizationId organization() {
        return keys.organization();
    }

    public String organizationId() {
        return keys.organization().toString();
    }

    public Sandbox.Keys keys() {
        return keys;
    }

    public Client developer() {
        return kontor.keyHolder(keys.developer());
    }

    public Client owner() {
        return kontor.keyHolder(keys.owner());
    }

    public Client clientWith(Set<String> permissions) {
        return kontor.client(organization(), permissions);
    }

    /** A programmatic user in a role of its own. */
    public Member member(Set<String> permissions) {
        return memberIn(kontor.role(organization(), permissions).toString());
    }

    public Member memberIn(String roleId) {
        return kontor.memberIn(organization(), roleId);
    }

    /** The id of the first own account in this currency. */
    public String accountIn(String currency) {
        return items(developer().get("/financial-data/v2/accounts?limit=500"))
                .filter(account -> account.path("currency").asText().equals(currency))
                .map(account -> account.path("id").asText())
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** Today by the sandbox's clock, in the zone of its EUR accounts. */
    public LocalDate today() {
        return kontor.database().read(organization(), tx -> tx.today(BANK_ZONE));
    }

    /** A payer with one IBAN; its answer holds the external account at /accounts/0/id. */
    public Reply payer(String iban) {
        return developer()
                .post(
                        "/payments/v2/counterparties",
                        """
                        {"legalName": "Payer", "partyType": "INDIVIDUAL",
                         "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "%s"}]}]}
                        """
                                .formatted(iban));
    }

    /** A mandate of that payer's account, created with a reference of its own. */
    public Reply mandate(String externalAccountId) {
        return developer()
                .post(
                        "/payments/v2/mandates",
                        """
                        {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "M-%s"}
                        """
                                .formatted(
                                        externalAccountId, Long.toString(System.nanoTime(), 36)));
    }

    static Stream<JsonNode> items(Reply list) {
        return StreamSupport.stream(list.json().at("/items").spliterator(), false);
    }
}
