package kontor.mandates;

import static kontor.mandates.MandateRefusal.*;

import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.CounterpartyBuilder;
import kontor.Jsons;
import kontor.MandateBuilder;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A mandate that cannot be for several reasons is refused for the first. */
class MandateRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();
    private static final String BRITISH = "GB33BUKB20201555555555";
    private static final String BRAZILIAN = "BR1800360305000010009795493C1";
    private static final String CHINESE = "\u682a\u5f0f\u4f1a\u793e";
    private static final String WRONG_CREDITOR = "DE97ZZZ09999999999";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final LocalDate tomorrow = sandbox.today().plusDays(1);
    private final LocalDate longAgo = sandbox.today().minusMonths(37);
    private final String payer = sandbox.aCounterparty().accountId();
    private final String brazilian = payer(BRAZILIAN);
    private final String bankgiro =
            sandbox.aCounterparty().withNumber("SE", "SE_BANKGIRO", "5050604").accountId();
    private final String wrongNumber = payer("SE2150000000050011234572");
    private final String deleted = deleted();
    private final Reply live = of(payer).with("mandateReference", "TAKEN").made();

    private String payer(String iban) {
        return sandbox.aCounterparty().individual().withIban(iban).accountId();
    }

    private String deleted() {
        String account = sandbox.aCounterparty().withIban(BRAZILIAN).accountId();
        sandbox.developer().delete("/payments/v2/external-accounts/" + account);
        return account;
    }

    private MandateBuilder of(String account) {
        return sandbox.aMandate().of(account);
    }

    private MandateBuilder autogiro(String account) {
        return of(account)
                .with("scheme", "AUTOGIRO")
                .with("mandateReference", "471")
                .with("destinationAccountId", sandbox.bankgiroAccount());
    }

    private void cancel(Reply mandate) {
        sandbox.developer()
                .post(MandateBuilder.PATH + "/" + mandate.at("/id") + ":cancel", "")
                .accepted();
    }

    /**
     * @param pathsAndValues in turn
     */
    private Reply patch(Reply mandate, String... pathsAndValues) {
        String operations =
                IntStream.range(0, pathsAndValues.length / 2)
                        .mapToObj(
                                i ->
                                        "{'op': 'replace', 'path': '/%s', 'value': '%s'}"
                                                .formatted(
                                                        pathsAndValues[2 * i],
                                                        pathsAndValues[2 * i + 1]))
                        .collect(Collectors.joining(", ", "[", "]"));
        return sandbox.developer()
                .patch("/payments/v2beta/mandates/" + mandate.at("/id"), Jsons.json(operations));
    }

    /** Where another entity collects under another creditor identifier. */
    private Reply ofEither(LocalDate signed) {
        var other = TestKontor.shared().sandbox();
        other.anEntity().with("sepaCreditorIdentifier", "NL79ZZZ999999990000").made();
        return other.aMandate().with("signatureDate", signed).send();
    }

    /** Where nobody says who the creditor is. */
    private Reply ofNobody(LocalDate signed) {
        var bare = TestKontor.shared().sandbox();
        String entity = bare.anEntity().id();
        String giro =
                bare.anAccount()
                        .heldBy(entity)
                        .in("SEK")
                        .withNumber("SE", "SE_BANKGIRO", "9912346")
                        .id();
        return bare.aMandate()
                .of(bare.aCounterparty().withNumber("SE", "SE_BANKGIRO", "5050604").accountId())
                .with("scheme", "AUTOGIRO")
                .with("mandateReference", "5050604")
                .with("destinationAccountId", giro)
                .with("signatureDate", signed)
                .send();
    }

    private RefusalOrder<MandateRefusal> payers(RefusalOrder<MandateRefusal> order) {
        return order.row(
                        "of nobody, into no account",
                        () -> of(UNKNOWN).with("destinationAccountId", UNKNOWN).send(),
                        EXTERNAL_ACCOUNT_NOT_FOUND,
                        DESTINATION_NOT_FOUND)
                .row(
                        "of a deleted account in Brazil",
                        () -> of(deleted).send(),
                        EXTERNAL_ACCOUNT_DELETED,
                        ACCOUNT_NOT_REACHABLE)
                .row(
                        "business consent of a person in Brazil",
                        () -> of(brazilian).with("scheme", "SDD_B2B").send(),
                        ACCOUNT_NOT_REACHABLE,
                        PARTY_TYPE_NOT_ALLOWED)
                .row(
                        "business consent of a person with a QR-IBAN, which only takes payments",
                        () -> of(payer("CH4431999123000889012")).with("scheme", "SDD_B2B").send(),
                        ACCOUNT_NOT_REACHABLE,
                        PARTY_TYPE_NOT_ALLOWED)
                .row(
                        "business consent of a person, signed tomorrow",
                        () ->
                                of(payer(CounterpartyBuilder.IBAN))
                                        .with("scheme", "SDD_B2B")
                                        .with("signatureDate", tomorrow)
                                        .send(),
                        PARTY_TYPE_NOT_ALLOWED,
                        SIGNED_IN_FUTURE)
                .row(
                        "business consent of a person of an unreadable name",
                        () ->
                                of(sandbox.aCounterparty().named(CHINESE).individual().accountId())
                                        .with("scheme", "SDD_B2B")
                                        .send(),
                        PARTY_TYPE_NOT_ALLOWED,
                        PAYER_NAME_UNREADABLE)
                .row(
                        "of an unreadable name, signed tomorrow",
                        () ->
                                of(sandbox.aCounterparty().named(CHINESE).accountId())
                                        .with("signatureDate", tomorrow)
                                        .send(),
                        PAYER_NAME_UNREADABLE,
                        SIGNED_IN_FUTURE)
                .row(
                        "Autogiro from Germany into no account",
                        () -> autogiro(payer).with("destinationAccountId", UNKNOWN).send(),
                        ACCOUNT_NOT_SWEDISH,
                        DESTINATION_NOT_FOUND)
                .row(
                        "Autogiro of a bankgiro by another number into no account",
                        () -> autogiro(bankgiro).with("destinationAccountId", UNKNOWN).send(),
                        PAYER_NUMBER_NOT_BANKGIRO,
                        DESTINATION_NOT_FOUND)
                .row(
                        "Autogiro of a bankgiro by another number into euro",
                        () ->
                                autogiro(bankgiro)
                                        .with("destinationAccountId", sandbox.account())
                                        .send(),
                        PAYER_NUMBER_NOT_BANKGIRO,
                        DESTINATION_NOT_BANKGIRO)
                .row(
                        "Autogiro of a wrong account of nobody known",
                        () -> autogiro(wrongNumber).send(),
                        PAYER_ACCOUNT_INVALID,
                        PAYER_IDENTITY_MISSING)
                .row(
                        "Autogiro of nobody known into no account",
                        () ->
                                autogiro(payer("SE4550000000058398257466"))
                                        .with("destinationAccountId", UNKNOWN)
                                        .send(),
                        PAYER_IDENTITY_MISSING,
                        DESTINATION_NOT_FOUND)
                .row(
                        "Autogiro into euro, signed tomorrow",
                        () ->
                                autogiro(bankgiro)
                                        .with("mandateReference", "5050604")
                                        .with("destinationAccountId", sandbox.account())
                                        .with("signatureDate", tomorrow)
                                        .send(),
                        DESTINATION_NOT_BANKGIRO,
                        SIGNED_IN_FUTURE);
    }

    private RefusalOrder<MandateRefusal> terms(RefusalOrder<MandateRefusal> order) {
        return order.row(
                        "of no creditor, signed tomorrow",
                        () -> ofNobody(tomorrow),
                        CREDITOR_REFERENCE_MISSING,
                        SIGNED_IN_FUTURE)
                .row(
                        "of either creditor, signed tomorrow",
                        () -> ofEither(tomorrow),
                        CREDITOR_REFERENCE_AMBIGUOUS,
                        SIGNED_IN_FUTURE)
                .row(
                        "of either creditor, signed too long ago",
                        () -> ofEither(longAgo),
                        CREDITOR_REFERENCE_AMBIGUOUS,
                        SIGNED_TOO_LONG_AGO)
                .row(
                        "of a known reference, signed tomorrow",
                        () ->
                                of(payer)
                                        .with("mandateReference", "taken")
                                        .with("signatureDate", tomorrow)
                                        .send(),
                        SIGNED_IN_FUTURE,
                        MANDATE_REFERENCE_TAKEN)
                .row(
                        "of a known reference, signed too long ago",
                        () ->
                                of(payer)
                                        .with("mandateReference", "taken")
                                        .with("signatureDate", longAgo)
                                        .send(),
                        SIGNED_TOO_LONG_AGO,
                        MANDATE_REFERENCE_TAKEN)
                .row(
                        "of a known reference, presented tomorrow",
                        () -> moved(longAgo, tomorrow).send(),
                        LAST_COLLECTION_IN_FUTURE,
                        MANDATE_REFERENCE_TAKEN)
                .row(
                        "of a known reference, presented too long ago",
                        () -> moved(longAgo, longAgo).send(),
                        LAST_COLLECTION_TOO_LONG_AGO,
                        MANDATE_REFERENCE_TAKEN);
    }

    /** One that was collected under elsewhere. */
    private MandateBuilder moved(LocalDate signed, LocalDate last) {
        return of(payer)
                .with("mandateReference", "taken")
                .with("'active': true")
                .with("signatureDate", signed)
                .with("lastCollection", last);
    }

    private RefusalOrder<MandateRefusal> changes(RefusalOrder<MandateRefusal> order) {
        var dead = of(payer).made();
        cancel(dead);
        String swedish = payer("SE4550000000058398257466");
        var autogiro = autogiro(swedish).with("'active': true").made();
        var ended = autogiro(swedish).with("'active': true").with("mandateReference", "473").made();
        cancel(ended);
        String company = sandbox.aCounterparty().company().accountId();
        var ofTheBusiness = of(company).with("scheme", "SDD_B2B").made();
        var british = sandbox.aCounterparty().in("London", "GB").withIban(BRITISH).made();
        var ofTheBritish = of(british.at("/accounts/0/id")).made();
        takeTheAddressOf(british);
        return order.row(
                        "a cancelled Autogiro mandate changed to another account",
                        () -> patch(ended, "externalAccountId", payer),
                        NOT_CHANGEABLE,
                        AUTOGIRO_NOT_CHANGEABLE)
                .row(
                        "Autogiro changed to no account and a word",
                        () ->
                                patch(
                                        autogiro,
                                        "externalAccountId",
                                        UNKNOWN,
                                        "mandateReference",
                                        "WORD"),
                        AUTOGIRO_NOT_CHANGEABLE,
                        PAYER_NUMBER_INVALID,
                        EXTERNAL_ACCOUNT_NOT_FOUND)
                .row(
                        "Autogiro changed to a word and a long customer number",
                        () ->
                                patch(
                                        autogiro,
                                        "creditorReference",
                                        "1234567",
                                        "mandateReference",
                                        "0471"),
                        PAYER_NUMBER_INVALID,
                        CUSTOMER_NUMBER_INVALID)
                .row(
                        "Autogiro changed to a long customer number, signed tomorrow",
                        () ->
                                patch(
                                        autogiro,
                                        "creditorReference",
                                        "1234567",
                                        "signatureDate",
                                        tomorrow.toString()),
                        CUSTOMER_NUMBER_INVALID,
                        SIGNED_IN_FUTURE)
                .row(
                        "Autogiro changed twice, signed tomorrow",
                        () -> {
                            patch(autogiro, "mandateReference", "472");
                            return patch(
                                    autogiro,
                                    "mandateReference",
                                    "474",
                                    "signatureDate",
                                    tomorrow.toString());
                        },
                        ANSWER_OUTSTANDING,
                        SIGNED_IN_FUTURE)
                .row(
                        "a cancelled mandate changed to no account",
                        () -> patch(dead, "externalAccountId", UNKNOWN),
                        NOT_CHANGEABLE,
                        EXTERNAL_ACCOUNT_NOT_FOUND)
                .row(
                        "changed to no account and a wrong creditor",
                        () ->
                                patch(
                                        live,
                                        "creditorReference",
                                        WRONG_CREDITOR,
                                        "externalAccountId",
                                        UNKNOWN),
                        EXTERNAL_ACCOUNT_NOT_FOUND,
                        CREDITOR_IDENTIFIER_INVALID)
                .row(
                        "changed to a deleted account of somebody else",
                        () -> patch(live, "externalAccountId", deleted),
                        EXTERNAL_ACCOUNT_DELETED,
                        OTHER_COUNTERPARTY,
                        ACCOUNT_NOT_REACHABLE)
                .row(
                        "business consent changed to a person in Brazil",
                        () -> patch(ofTheBusiness, "externalAccountId", brazilian),
                        OTHER_COUNTERPARTY,
                        ACCOUNT_NOT_REACHABLE,
                        PARTY_TYPE_NOT_ALLOWED)
                .row(
                        "changed to an account outside the EEA and a wrong creditor",
                        () ->
                                patch(
                                        ofTheBritish,
                                        "creditorReference",
                                        WRONG_CREDITOR,
                                        "externalAccountId",
                                        british.at("/accounts/0/id")),
                        PAYER_ADDRESS_MISSING,
                        CREDITOR_IDENTIFIER_INVALID)
                .row(
                        "changed to a wrong creditor and a signature of tomorrow",
                        () ->
                                patch(
                                        live,
                                        "signatureDate",
                                        tomorrow.toString(),
                                        "creditorReference",
                                        WRONG_CREDITOR),
                        CREDITOR_IDENTIFIER_INVALID,
                        SIGNED_IN_FUTURE)
                .row(
                        "changed to a known reference, signed tomorrow",
                        () ->
                                patch(
                                        ofTheBusiness,
                                        "mandateReference",
                                        "TAKEN",
                                        "signatureDate",
                                        tomorrow.toString()),
                        SIGNED_IN_FUTURE,
                        MANDATE_REFERENCE_TAKEN);
    }

    private void takeTheAddressOf(Reply counterparty) {
        sandbox.developer()
                .patch(
                        CounterpartyBuilder.PATH + "/" + counterparty.at("/id"),
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/address', 'value': {'country':"
                                        + " 'GB'}}]"))
                .ok();
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        var order = new RefusalOrder<>(MandateRefusal.class);
        // Cancelling says only this.
        return changes(terms(payers(order))).alone(NOT_CANCELLABLE).tests();
    }
}
