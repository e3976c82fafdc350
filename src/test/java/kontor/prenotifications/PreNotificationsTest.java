package kontor.prenotifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import kontor.Browser;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.directdebits.Room;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.mail.Outbox;
import kontor.mandates.MandateScheme;
import kontor.vault.SealedTexts;
import kontor.warnings.Warning;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payers are told of collections where an organization wants it: once, in their language. */
class PreNotificationsTest {

    private static final String SETTINGS = "/payments/v2beta/pre-notification-settings";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();
    private final LocalDate soon = sandbox.today().plusDays(10);

    @Test
    void deadline_isThatOfTheScheme() {
        var monday = LocalDate.of(2026, 12, 14);
        assertThat(Deadline.of(MandateScheme.SDD_CORE, monday, 14)).isEqualTo("2026-11-30");
        assertThat(Deadline.of(MandateScheme.SDD_B2B, monday, 2)).isEqualTo("2026-12-12");
        // Eight weekdays: two weekends lie between.
        assertThat(Deadline.of(MandateScheme.AUTOGIRO, monday, 14)).isEqualTo("2026-12-02");
    }

    @Test
    void ownWords_sayAmountAndDate() {
        assertThat(NoticeText.problem("Hi {creditor}: {amount} on {date}")).isEmpty();
        assertThat(NoticeText.problem("We collect {amount}"))
                .contains("must say {amount} and {date}");
        assertThat(NoticeText.problem("{amount} {date} {iban}").orElseThrow())
                .startsWith("has {iban}, which nothing stands for");
    }

    /** Whatever stands in braces is meant as a place, and would reach payers as it is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ amount }",
                "{amount1}",
                "{creditor-id}",
                "{creditor name}",
                "{}",
                "{belopp_öre}",
                "{{amount}}{iban2}",
            })
    void ownWords_haveNoPlaceThatNothingStandsFor(String place) {
        assertThat(NoticeText.problem("{amount} on {date}: " + place).orElseThrow())
                .contains("which nothing stands for");
    }

    /** No collection says that its payer was told where nothing was ever sent. */
    @Test
    void whereNothingIsMailed_nobodyIsSaidToBeTold() {
        var kontor = TestKontor.shared();
        var organizations = kontor.wiring().people().organizations();
        var real = organizations.create(new Organizations.New("Real", false, ZoneOffset.UTC));
        var boss = kontor.client(real, Permissions.ALL);
        boss.patch(SETTINGS, patch("/byMail", "true")).assertRefused("no_mail_server", "byMail");
        boss.patch(SETTINGS, patch("/sepaDays", "3")).ok();

        Reply debit = collect(payer("'email': 'anna@payer.example'"));
        set("/byMail", "true").ok();
        var texts = SealedTexts.with(kontor.database(), TestKontor.VAULT, "mails");
        var withoutServer = new PreNotifications(new Outbox(false, texts), _ -> false);
        List<String> warned =
                kontor.database()
                        .write(
                                sandbox.organization(),
                                tx -> movedAndWarned(tx, withoutServer, debit));
        assertThat(warned).containsExactly("PRE_NOTIFICATION_NO_MAIL");
        assertThat(told(debit)).isEmpty();
    }

    /** The row is the proof that a payer was told, so it says where that went wrong. */
    @Test
    void mailThatIsGivenUp_isSaidWithTheCollection() {
        set("/byMail", "true").ok();
        Reply debit = collect(payer("'email': 'nobody@payer.example'"));
        assertThat(list(debit).json().at("/items/0").has("undelivered")).isFalse();
        TestKontor.shared()
                .database()
                .systemDo(
                        sql ->
                                sql.createUpdate(
                                                """
                                                UPDATE mails SET state = 'GIVEN_UP', text = NULL, ended = created,
                                                    problem = '550 no such mailbox',
                                                    created = created - interval '31 days'
                                                WHERE organization_id = :org
                                                """)
                                        .bind("org", sandbox.organization().value())
                                        .execute());
        new Outbox(
                        true,
                        SealedTexts.with(TestKontor.shared().database(), TestKontor.VAULT, "mails"))
                .forgetOld(TestKontor.shared().database());
        assertThat(list(debit).at("/items/0/undelivered")).isEqualTo("550 no such mailbox");
        assertThat(sandbox.directDebits().get(debit).json().path("warnings").toString())
                .contains("PRE_NOTIFICATION_UNDELIVERED")
                .contains("550 no such mailbox");
        assertThat(
                        sandbox.developer()
                                .get(
                                        "/payments/v2beta/direct-debits/"
                                                + debit.at("/id")
                                                + "/timeline")
                                .ok()
                                .body())
                .contains("the mail was given up: 550 no such mailbox");
    }

    @Test
    void payerWhoseAddressIsMended_isToldAgain_whereTheMailDidNotArrive() {
        set("/byMail", "true").ok();
        String payer = payer("'email': 'nobody@payer.example'");
        Reply lost = collect(payer);
        mails("GIVEN_UP");
        Reply arrived = collect(payer);
        readdress(payer, "anna@payer.example");
        assertThat(told(lost)).containsExactly("ANNOUNCED", "ANNOUNCED");
        assertThat(list(lost).values("recipient"))
                .containsExactly("nobody@payer.example", "anna@payer.example");
        assertThat(told(arrived)).containsExactly("ANNOUNCED");
        assertThat(sandbox.directDebits().get(lost).json().path("warnings").toString())
                .doesNotContain("PRE_NOTIFICATION_UNDELIVERED");
        // Told is told, whatever the address becomes.
        readdress(payer, "anna.andersson@payer.example");
        assertThat(told(lost)).hasSize(2);
        // A mail that is still being tried goes to the old address in vain.
        mails("WAITING");
        readdress(payer, "aa@payer.example");
        assertThat(list(lost).values("recipient")).contains("aa@payer.example");
    }

    /** The day that counts is the bank day of the collection, and Christmas delays no notice. */
    @Test
    void overTheYearsEnd_lateIsWhatIsToldAfterTheDayOfTheRule() {
        set("/byMail", "true").ok();
        sandbox.advanceTo(LocalDate.of(2026, 12, 21));
        String payer = payer("'email': 'anna@payer.example'");
        // New Year's Day is no bank day of SEPA, nor are the two days behind it.
        var inTime = collect(payer, LocalDate.of(2027, 1, 1));
        assertThat(inTime.at("/effectiveDate")).isEqualTo("2027-01-04");
        assertThat(list(inTime).at("/items/0/collectionDate")).isEqualTo("2027-01-04");
        assertThat(list(inTime).at("/items/0/deadline")).isEqualTo("2026-12-21");
        assertThat(list(inTime).at("/items/0/late")).isEqualTo("false");
        sandbox.advanceTo(LocalDate.of(2026, 12, 22));
        var late = collect(payer, LocalDate.of(2027, 1, 4));
        assertThat(list(late).at("/items/0/late")).isEqualTo("true");
        assertThat(sandbox.directDebits().get(late).json().path("warnings").toString())
                .contains("PRE_NOTIFICATION_LATE", "must be told until 2026-12-21");
    }

    @Test
    void payerWhoHadNoAddress_isToldWhenThereIsOne() {
        set("/byMail", "true").ok();
        String payer = payer("");
        Reply debit = collect(payer);
        Reply gone = collect(payer);
        sandbox.directDebits().reject(owner, gone, "{}").accepted();
        assertThat(told(debit)).isEmpty();
        readdress(payer, "anna@payer.example");
        assertThat(told(debit)).containsExactly("ANNOUNCED");
        assertThat(told(gone)).isEmpty();
    }

    /** As the mail server did with all that was written. */
    private void mails(String state) {
        TestKontor.shared()
                .database()
                .systemDo(
                        sql ->
                                sql.createUpdate(
                                                """
                                                UPDATE mails SET state = :state,
                                                    ended = CASE WHEN :state = 'WAITING' THEN NULL ELSE created END,
                                                    text = CASE WHEN :state = 'WAITING' THEN ''::bytea END,
                                                    next_try = CASE WHEN :state = 'WAITING' THEN expires END,
                                                    problem = '550 no such mailbox'
                                                WHERE organization_id = :org
                                                """)
                                        .bind("state", state)
                                        .bind("org", sandbox.organization().value())
                                        .execute());
    }

    private void readdress(String account, String email) {
        String path =
                "/payments/v2/counterparties/"
                        + sandbox.developer()
                                .get("/payments/v2/external-accounts/" + account)
                                .at("/counterpartyId");
        sandbox.developer().patch(path, patch("/email", "'" + email + "'")).ok();
    }

    private List<String> movedAndWarned(Tx tx, PreNotifications notices, Reply debit) {
        var id = UUID.fromString(debit.at("/id"));
        var caller =
                new Caller(tx.organization(), id, "o", "O", id, true, true, Permissions.ALL, 100);
        var found = new Room().directDebits.payments().find(tx, caller, new ResourceRef.ById(id));
        notices.moved(tx, List.of(found.stream().findFirst().orElseThrow().payment()));
        return notices.of(tx, caller, List.of(id)).get(id).stream().map(Warning::code).toList();
    }

    @Test
    void settings_areOffAtFirstAndRefuseWhatTheyCannotMean() {
        assertThat(owner.get(SETTINGS).ok().at("/byMail")).isEqualTo("false");
        assertThat(set("/sepaDays", "15").status()).isEqualTo(400);
        assertThat(set("/language", "'fi'").status()).isEqualTo(400);
        assertThat(set("/texts/sv", "'{amount}'").status()).isEqualTo(400);
        assertThat(set("/texts/sv", "'\\u202e{amount} {date}'").body())
                .contains("turn the direction of reading");
        set("/byMail", "true").ok();
        assertThat(owner.patch(SETTINGS, patch("/sepaDays", "5"), "If-Match", "version:0").status())
                .isEqualTo(412);
        assertThat(set("/sepaDays", "5").ok().at("/version")).isEqualTo("2");
        assertThat(sandbox.developer().patch(SETTINGS, patch("/byMail", "false")).status())
                .isEqualTo(403);
    }

    @Test
    void payer_isToldOnceInTheOwnLanguage_againWhenItIsNotCollected() {
        Reply before = collect(payer("'email': 'early@payer.example'"));
        assertThat(told(before)).isEmpty();
        set("/byMail", "true").ok();
        set("/texts/sv", "'Hej! {amount} dras {date} av {creditor}.'").ok();

        String swede =
                payer(
                        "'email': 'anna@payer.example', 'address': {'country': 'SE', 'city':"
                                + " 'Lund'}");
        Reply debit = collect(swede);
        var notices = told(debit);
        assertThat(notices).hasSize(1);
        Reply list = list(debit);
        assertThat(list.at("/items/0/kind")).isEqualTo("ANNOUNCED");
        assertThat(list.at("/items/0/recipient")).isEqualTo("anna@payer.example");
        assertThat(list.at("/items/0/language")).isEqualTo("sv");
        assertThat(list.at("/items/0/text")).startsWith("Hej! 25.00 EUR dras ");
        assertThat(list.at("/items/0/late")).isEqualTo("true");
        assertThat(debit.json().path("warnings").toString()).contains("PRE_NOTIFICATION_LATE");
        assertThat(Browser.of(owner).open("/test-data/outbox").html())
                .contains("anna@payer.example");

        // Nobody to tell is said too.
        Reply silent = sandbox.aDirectDebit().under(mandate(payer(""))).on(soon).made();
        assertThat(silent.json().path("warnings").toString())
                .contains("PRE_NOTIFICATION_NO_ADDRESS");

        // Rejected: it is not collected, and the payer hears of that once.
        sandbox.owner()
                .post("/payments/v2/direct-debits/" + debit.at("/id") + ":reject", "{}")
                .accepted();
        assertThat(told(debit)).containsExactly("ANNOUNCED", "CANCELLED");
        // The agreed days make it in time.
        set("/sepaDays", "3").ok();
        assertThat(list(collect(swede)).at("/items/0/late")).isEqualTo("false");
    }

    private String payer(String more) {
        var builder = sandbox.aCounterparty();
        return (more.isEmpty() ? builder : builder.with(more)).accountId();
    }

    private Reply collect(String payer) {
        return collect(payer, soon);
    }

    private Reply collect(String payer, LocalDate day) {
        return sandbox.aDirectDebit().under(mandate(payer)).of("EUR", 2_500).on(day).approved();
    }

    private String mandate(String payer) {
        return sandbox.aMandate().of(payer).id();
    }

    private Reply list(Reply debit) {
        return sandbox.developer()
                .get("/payments/v2beta/direct-debits/" + debit.at("/id") + "/pre-notifications")
                .ok();
    }

    private List<String> told(Reply debit) {
        return list(debit).values("kind");
    }

    private Reply set(String path, String value) {
        return owner.patch(SETTINGS, patch(path, value));
    }

    private static String patch(String path, String value) {
        return Jsons.json("[{'op': 'replace', 'path': '%s', 'value': %s}]".formatted(path, value));
    }
}
