package kontor.walks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;

/** A sandbox as it looks after some weeks of work: payments of every fate, rules, people. */
final class Showcase {

    /** Who pays by direct debit, with the IBANs that decide how it ends. */
    private static final Map<String, String> PAYERS =
            Map.of(
                    "Nordlicht Handel GmbH", "DE64500105173198833324",
                    "Anna Lindqvist", "DE40500105176499974616",
                    "Bakery Sonne KG", "DE39999100000000004020",
                    "Hafenblick Immobilien", "DE23999100000000001010",
                    "Weber & Sohn OHG", "DE60999100000000004030");

    private static final List<String> PAYEES =
            List.of("Office Supplies AG", "Stadtwerke Beispiel", "Cloud Hosting SE", "Lena Brandt");

    private final SandboxOrganization sandbox;
    private final List<Mandate> mandates = new ArrayList<>();
    private Reply returned;
    private int number = 4_700;

    private record Mandate(String id, String payer) {

        /** The bank refuses the first collection, and nothing more can be collected. */
        boolean isRefused() {
            return payer.startsWith("Hafenblick");
        }
    }

    Showcase(SandboxOrganization sandbox) {
        this.sandbox = sandbox;
    }

    /** The id of a collection that came back. */
    String returned() {
        return returned.at("/id");
    }

    String mandate() {
        return mandates.stream().filter(one -> !one.isRefused()).findFirst().orElseThrow().id;
    }

    /** Some weeks of work, in which the bank's clock goes on. */
    void work() {
        PAYERS.forEach(this::payer);
        rules();
        for (int week = 0; week < 5; week++) {
            week(week);
            sandbox.advanceTo(sandbox.today().plusDays(7));
        }
        waiting();
    }

    private void payer(String name, String iban) {
        var party = sandbox.aCounterparty().named(name).withIban(iban).made();
        mandates.add(new Mandate(sandbox.aMandate().of(party.at("/accounts/0/id")).id(), name));
    }

    private void week(int week) {
        for (Mandate mandate : mandates) {
            if (week > 0 && mandate.isRefused()) {
                continue;
            }
            number++;
            var made =
                    sandbox.aDirectDebit()
                            .under(mandate.id)
                            .of("EUR", 4_900L + number * 37L % 90_000)
                            .with("reference", "Invoice " + number)
                            .on(day(3 + week % 3))
                            .made();
            sandbox.directDebits().approve(sandbox.owner(), made).accepted();
            if (week == 2 && mandate.payer.equals("Anna Lindqvist")) {
                returned = made;
            }
        }
        for (String payee : PAYEES.subList(0, 2 + week % 3)) {
            var made = transfer(payee, 12_000L + week * 7_919L + payee.length() * 1_313L, 2);
            sandbox.creditTransfers().approve(sandbox.owner(), made).accepted();
        }
    }

    private LocalDate day(int days) {
        return sandbox.today().plusDays(days);
    }

    private Reply transfer(String payee, long minor, int days) {
        number++;
        return sandbox.aCreditTransfer()
                .with(
                        """
                        'destination': {'type': 'INLINE', 'market': 'DE', 'holder': {'legalName': '%s'},
                          'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]}
                        """
                                .formatted(payee))
                .of("EUR", minor)
                .with("reference", "Bill " + number)
                .on(day(days))
                .made();
    }

    private void rules() {
        String controller =
                sandbox.aRole(
                                "credit_transfers:update",
                                "credit_transfers:read",
                                "direct_debits:update",
                                "direct_debits:read",
                                "accounts:read")
                        .named("controller")
                        .id();
        sandbox.anApprovalChain()
                .with("name", "Large payments")
                .when("{'amount': {'gte': {'currency': 'EUR', 'value': 1000000}}}")
                .step(controller)
                .made();
        sandbox.aMetadataKey()
                .named("costCenter")
                .requiredOf("mandates")
                .allowing("4711", "4712", "4800")
                .made();
        sandbox.owner()
                .post(
                        "/iam/v2beta/users",
                        Jsons.json(
                                """
                                {'kind': 'PERSON', 'email': 'lena@sandbox.example', 'name': 'Lena Brandt', 'roleId': '%s'}
                                """
                                        .formatted(controller)))
                .created();
    }

    /** What still waits for a decision. */
    private void waiting() {
        for (Mandate mandate : mandates) {
            if (mandate.isRefused()) {
                continue;
            }
            number++;
            sandbox.aDirectDebit()
                    .under(mandate.id)
                    .of("EUR", 9_900L + number * 53L % 50_000)
                    .with("reference", "Invoice " + number)
                    .on(day(6))
                    .made();
        }
    }
}
