package kontor.directdebits;

import static kontor.directdebits.DirectDebitRefusal.*;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.DirectDebitBuilder;
import kontor.Jsons;
import kontor.MandateBuilder;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A collection that cannot be for several reasons is refused for the first. */
class DirectDebitRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();
    private static final String BRITISH = "GB33BUKB20201555555555";
    private static final String WRONG_CREDITOR = "DE97ZZZ09999999999";
    private static final String CHINESE = "\u682a\u5f0f\u4f1a\u793e";

    /** As banks write it, it has 142 characters. */
    private static final String LONG = "\u00fc".repeat(71);

    private static final long TOO_MUCH = 99_999_999_999L + 1;

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final LocalDate today = sandbox.today();
    private final LocalDate yesterday = today.minusDays(1);
    private final LocalDate tooFar = today.plusDays(61);
    private final String payer = sandbox.aCounterparty().accountId();
    private final String mandate = sandbox.aMandate().of(payer).id();
    private final String deleted = deleted();

    private String deleted() {
        String account = sandbox.aCounterparty().accountId();
        sandbox.developer().delete("/payments/v2/external-accounts/" + account);
        return account;
    }

    private DirectDebitBuilder under(String mandateId) {
        return sandbox.aDirectDebit().under(mandateId);
    }

    private String cancelled() {
        String id = sandbox.aMandate().of(payer).id();
        sandbox.developer().post(MandateBuilder.PATH + "/" + id + ":cancel", "").accepted();
        return id;
    }

    /** A mandate in a state that takes years and several answers of a bank to come to. */
    private String mandate(MandateBuilder builder, String state) {
        String id = builder.id();
        sandbox.tamper(
                "UPDATE mandates SET %s WHERE organization_id = :org AND id = :id".formatted(state),
                "id",
                UUID.fromString(id));
        return id;
    }

    private String mandate(String state) {
        return mandate(sandbox.aMandate().of(payer), state);
    }

    private RefusalOrder<DirectDebitRefusal> terms(RefusalOrder<DirectDebitRefusal> order) {
        return order.row(
                        "too many dollars into no account",
                        () -> under(mandate).of("USD", TOO_MUCH).into(UNKNOWN).send(),
                        CURRENCY_NOT_ALLOWED,
                        AMOUNT_TOO_LARGE,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "too much into no account, with too many words",
                        () ->
                                under(mandate)
                                        .of("EUR", TOO_MUCH)
                                        .with("reference", LONG)
                                        .into(UNKNOWN)
                                        .send(),
                        AMOUNT_TOO_LARGE,
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "too many words into no account",
                        () -> under(mandate).with("reference", LONG).into(UNKNOWN).send(),
                        REFERENCE_TOO_LONG,
                        ACCOUNT_NOT_FOUND)
                .row(
                        "into an account of an unreadable name, yesterday",
                        () -> under(mandate).into(ofUnreadableName()).on(yesterday).send(),
                        OWN_NAME_UNREADABLE,
                        DATE_IN_PAST)
                .row(
                        "into no account, yesterday, under no mandate",
                        () -> under(UNKNOWN).on(yesterday).into(UNKNOWN).send(),
                        ACCOUNT_NOT_FOUND,
                        DATE_IN_PAST,
                        MANDATE_NOT_FOUND)
                .row(
                        "into an account in kronor, yesterday, under no mandate",
                        () -> under(UNKNOWN).on(yesterday).into(sandbox.bankgiroAccount()).send(),
                        ACCOUNT_NOT_ALLOWED,
                        DATE_IN_PAST,
                        MANDATE_NOT_FOUND)
                .row(
                        "yesterday under no mandate",
                        () -> under(UNKNOWN).on(yesterday).send(),
                        DATE_IN_PAST,
                        MANDATE_NOT_FOUND)
                .row(
                        "too far ahead from no account",
                        () -> sandbox.aDirectDebit().from(UNKNOWN).on(tooFar).send(),
                        DATE_TOO_FAR,
                        EXTERNAL_ACCOUNT_NOT_FOUND,
                        MANDATE_NOT_FOUND);
    }

    private RefusalOrder<DirectDebitRefusal> mandates(RefusalOrder<DirectDebitRefusal> order) {
        String twice = sandbox.aCounterparty().accountId();
        sandbox.aMandate().of(twice).made();
        sandbox.aMandate().of(twice).made();
        String business = mandate(sandbox.aMandate().of(payer), "scheme = 'SDD_B2B'");
        return order.row(
                        "from no account under no mandate",
                        () -> under(UNKNOWN).from(UNKNOWN).send(),
                        EXTERNAL_ACCOUNT_NOT_FOUND,
                        MANDATE_NOT_FOUND)
                .row(
                        "from a deleted account under no mandate",
                        () -> under(UNKNOWN).from(deleted).send(),
                        EXTERNAL_ACCOUNT_DELETED,
                        MANDATE_NOT_FOUND)
                .row(
                        "too far ahead under one of two mandates",
                        () -> sandbox.aDirectDebit().from(twice).on(tooFar).send(),
                        DATE_TOO_FAR,
                        MANDATE_AMBIGUOUS)
                .row(
                        "under somebody else's mandate of another scheme",
                        () -> under(business).from(twice).send(),
                        MANDATE_OTHER_SCHEME,
                        MANDATE_OTHER_ACCOUNT)
                .row(
                        "under somebody else's cancelled mandate",
                        () -> under(cancelled()).from(twice).send(),
                        MANDATE_OTHER_ACCOUNT,
                        MANDATE_NOT_USABLE)
                .row(
                        "under a cancelled mandate for another bankgiro",
                        this::intoAnotherBankgiro,
                        MANDATE_OTHER_DESTINATION,
                        MANDATE_NOT_USABLE);
    }

    private Reply intoAnotherBankgiro() {
        String swedish = sandbox.aCounterparty().withIban("SE4550000000058398257466").accountId();
        var autogiro =
                sandbox.aMandate()
                        .of(swedish)
                        .with("'scheme': 'AUTOGIRO', 'mandateReference': '471', 'active': true")
                        .with("destinationAccountId", sandbox.bankgiroAccount());
        var other = AccountFixtures.aBankgiroAccount(TestKontor.shared(), sandbox.organization());
        return under(mandate(autogiro, "status = 'CANCELLED'"))
                .with("'scheme': 'AUTOGIRO', 'amount': {'currency': 'SEK', 'value': 100}")
                .into(other.id().toString())
                .send();
    }

    /** What is wrong with the mandate itself. */
    private RefusalOrder<DirectDebitRefusal> states(RefusalOrder<DirectDebitRefusal> order) {
        String tomorrow = "signature_date = '" + today.plusDays(30) + "'";
        String lapsed = "last_collection = '2020-01-01'";
        return order.row(
                        "under a cancelled mandate of a closed account",
                        () -> under(mandate("status = 'CANCELLED', blocked_by = 'AC04'")).send(),
                        MANDATE_NOT_USABLE,
                        MANDATE_BLOCKED)
                .row(
                        "under a used mandate of a closed account",
                        () -> under(mandate("used_up = true, blocked_by = 'AC04'")).send(),
                        MANDATE_BLOCKED,
                        MANDATE_USED_UP)
                .row(
                        "under a used mandate, before it is signed",
                        () -> under(mandate("used_up = true, " + tomorrow)).send(),
                        MANDATE_USED_UP,
                        MANDATE_SIGNED_LATER)
                .row(
                        "under a lapsed mandate, before it is signed",
                        () -> under(mandate(tomorrow + ", " + lapsed)).send(),
                        MANDATE_SIGNED_LATER,
                        MANDATE_LAPSED)
                .row(
                        "under a lapsed mandate of a wrong creditor",
                        () -> under(mandate(ofWrongCreditor(payer), lapsed)).send(),
                        MANDATE_LAPSED,
                        CREDITOR_IDENTIFIER_INVALID)
                .row(
                        "of a wrong creditor, from outside the EEA without an address",
                        () -> under(ofWrongCreditor(british()).id()).send(),
                        CREDITOR_IDENTIFIER_INVALID,
                        PAYER_ADDRESS_MISSING)
                .row(
                        "from an unreadable name outside the EEA without an address",
                        () -> under(ofUnreadablePayer()).send(),
                        PAYER_NAME_UNREADABLE,
                        PAYER_ADDRESS_MISSING);
    }

    private MandateBuilder ofWrongCreditor(String account) {
        return sandbox.aMandate().of(account).with("creditorReference", WRONG_CREDITOR);
    }

    private String ofUnreadableName() {
        return sandbox.anAccount().heldBy(sandbox.anEntity().named(CHINESE).id()).id();
    }

    /** A mandate of a payer who took another name afterwards. */
    private String ofUnreadablePayer() {
        var payer = sandbox.aCounterparty().withIban(BRITISH).made();
        String id = sandbox.aMandate().of(payer.at("/accounts/0/id")).id();
        sandbox.developer()
                .patch(
                        "/payments/v2/counterparties/" + payer.at("/id"),
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/legalName', 'value': '%s'}]"
                                        .formatted(CHINESE)),
                        "If-Match",
                        "version:1")
                .ok();
        return id;
    }

    private String british() {
        return sandbox.aCounterparty().withIban(BRITISH).accountId();
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        return states(mandates(terms(new RefusalOrder<>(DirectDebitRefusal.class)))).tests();
    }
}
