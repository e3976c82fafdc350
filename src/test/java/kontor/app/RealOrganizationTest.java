package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.iam.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A company sets itself up by command line and API alone and collects its first direct debit
 * through a folder that it shares with its bank. docs/real-organization.md tells the same.
 */
class RealOrganizationTest {

    private static final String IBAN = "DE89370400440532013000";
    private static final ZoneId BANK_ZONE = ZoneId.of("Europe/Brussels");

    private final TestKontor kontor = TestKontor.shared();
    private OrganizationId organization;
    private Client owner;
    private Client clerk;
    private Client approver;
    private String approvers;
    private String connection;
    private String account;

    @BeforeEach
    void companySetsItselfUp() throws Options.WrongWords {
        var made =
                NewOrganization.parse(
                                List.of(
                                        "--name",
                                        "Acme GmbH",
                                        "--owner-email",
                                        "anna+" + Ids.next() + "@acme.example",
                                        "--zone",
                                        "Europe/Berlin",
                                        "--programmatic-owner"))
                        .make(kontor.wiring());
        organization = made.organization();
        Users.NewKey key = made.key().orElseThrow();
        owner = kontor.keyHolder(key);

        // Two roles, a program in each, and the rule that one makes payments and the other approves
        // them.
        clerk =
                member(
                        "clerks",
                        "accounts:read",
                        "account_balances:read",
                        "entities:read",
                        "counterparties:create",
                        "counterparties:read",
                        "external_accounts:create",
                        "external_accounts:read",
                        "mandates:create",
                        "mandates:read",
                        "direct_debits:create",
                        "direct_debits:read",
                        "transactions:read");
        approver = inRole("approvers", "direct_debits:read", "direct_debits:update");
        owner.post(
                        "/payments/v2beta/approval-chains",
                        Jsons.json(
                                "{'name': 'Four eyes', 'approvalSteps': [{'requiredRoleIds': ['"
                                        + approvers
                                        + "']}]}"))
                .created();

        // Who collects, under which creditor identifier, over which bank, into which account.
        String entity =
                owner.post(
                                "/financial-data/v2/entities",
                                Jsons.json(
                                        """
                                        {'legalName': 'Acme GmbH', 'address': {'city': 'Berlin', 'country': 'DE'},
                                         'sepaCreditorIdentifier': 'DE98ZZZ09999999999'}
                                        """))
                        .created()
                        .at("/id");
        connection =
                owner.post(
                                "/connectivity/v2beta/connections",
                                Jsons.json(
                                        "{'name': 'Commerzbank', 'bic': 'COBADEFFXXX',"
                                                + " 'channel': 'FOLDER', 'folder':"
                                                + " 'commerzbank'}"))
                        .created()
                        .at("/id");
        account =
                owner.post(
                                "/financial-data/v2beta/accounts",
                                Jsons.json(
                                        """
                                        {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR', 'name': 'Main account',
                                         'identifiers': [{'type': 'IBAN', 'number': '%s'}], 'routing': [{'type': 'BIC', 'number': 'COBADEFFXXX'}]}
                                        """
                                                .formatted(connection, entity, IBAN)))
                        .created()
                        .at("/id");
    }

    /** Not even a row that somebody wrote into the database leads it there. */
    @Test
    void testBank_isNeverMet() {
        assertThat(owner.post("/v1/testbank/clock:advance", "{\"days\": 1}").body())
                .contains("not_a_sandbox");
        assertThat(
                        owner.post(
                                        "/v1/testbank/transactions",
                                        "{}",
                                        "X-Testbank-Authorization",
                                        "Basic dXNlcjM6cGFzczM=")
                                .body())
                .contains("not_a_sandbox");
        for (String more :
                new String[] {
                    "'channel': 'TESTBANK'",
                    "'channel': 'testbank'",
                    "'channel': 'FOLDER', 'folder': 'x', 'bankProfile': 'testbank'"
                }) {
            assertThat(
                            owner.post(
                                            "/connectivity/v2beta/connections",
                                            Jsons.json(
                                                    "{'name': 'B', 'bic': 'COBADEFFXXX', "
                                                            + more
                                                            + "}"))
                                    .status())
                    .isEqualTo(400);
        }
        var database = kontor.database();
        var made =
                database.read(
                        organization,
                        tx -> kontor.wiring().parties().connections().all(tx).getFirst());
        var led =
                new Connection(
                        made.id(),
                        "B",
                        made.bic(),
                        made.thirdPartyId(),
                        made.profile(),
                        "testbank",
                        "user3");
        var channel = kontor.wiring().parties().channels().of(led);
        assertThatThrownBy(() -> channel.waiting(organization, led))
                .hasMessageContaining("is real and has a connection to the test bank");
    }

    @Test
    void bothKindsBesideEachOther_areTold() {
        kontor.sandbox();
        assertThat(kontor.wiring().people().organizations().areOfBothKinds()).isTrue();
    }

    /** Somebody whom the owner did not make: what the clerk makes counts as made by the owner. */
    private Client inRole(String name, String... permissions) {
        var role = UUID.fromString(role(name, permissions));
        var users = kontor.wiring().people().users();
        return kontor.keyHolder(
                kontor.database()
                        .write(
                                organization,
                                tx -> users.createProgrammatic(tx, name, role, "Approvals")));
    }

    private String role(String name, String... permissions) {
        var words = String.join("', '", permissions);
        approvers =
                owner.post(
                                "/iam/v2beta/roles",
                                Jsons.json(
                                        "{'name': '%s', 'permissions': ['%s']}"
                                                .formatted(name, words)))
                        .created()
                        .at("/id");
        return approvers;
    }

    private Client member(String name, String... permissions) {
        String role = role(name, permissions);
        var key =
                owner.post(
                                "/iam/v2beta/users",
                                Jsons.json(
                                        "{'kind': 'PROGRAMMATIC', 'name': '%s', 'roleId': '%s'}"
                                                .formatted(name, role)))
                        .created();
        return kontor.keyHolder(key.at("/accessKey"), key.at("/secret"));
    }

    @Test
    void firstCollection_goesThroughTheFolderAndIsBooked() throws IOException {
        Reply debit = approvedDebit();
        var deadline = Instant.parse(debit.at("/submissionDeadline"));

        // The cut-off comes: the file lies in the folder out, whole and once.
        try (var later = new Later(deadline.plusSeconds(1))) {
            later.round();
            later.round();
            assertThat(clerk.get(path(debit)).at("/status")).isEqualTo("SENT");
            var file = Files.readString(only("out"));
            assertThat(file)
                    .contains(
                            "<Id>DE98ZZZ09999999999</Id>",
                            IBAN,
                            "<ReqdColltnDt>" + debit.at("/effectiveDate"));
            Reply sent =
                    owner.get(
                            "/connectivity/v2beta/connections/"
                                    + connection
                                    + "/instructions?status=SENT");
            assertThat(sent.json().at("/items")).hasSize(1);
            assertThat(sent.at("/items/0/messageId"))
                    .isEqualTo(found(file, "<MsgId>(.*?)</MsgId>"));
            bankOffers(
                    "status.xml",
                    """
                    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                      <GrpHdr><MsgId>REPORT-1</MsgId><CreDtTm>2026-12-01T10:00:00</CreDtTm></GrpHdr>
                      <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>
                        <GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>
                    </CstmrPmtStsRpt></Document>
                    """
                            .formatted(found(file, "<MsgId>(.*?)</MsgId>")));
            later.round();
            assertThat(clerk.get(path(debit)).at("/status")).isEqualTo("ACCEPTED");

            bankOffers(
                    "statement.xml",
                    statement(
                            LocalDate.parse(debit.at("/effectiveDate")),
                            found(file, "<EndToEndId>(.*?)</EndToEndId>")));
            bankOffers("nonsense.xml", "<Document/>");
            later.round();
        }
        Reply executed = clerk.get(path(debit));
        assertThat(executed.at("/status")).isEqualTo("EXECUTED");
        Reply booked =
                clerk.get(
                        "/financial-data/v2/transactions/"
                                + executed.at("/attachedTransactions/0/id"));
        assertThat(booked.at("/amount/stringValue")).isEqualTo("49.90");
        assertThat(
                        clerk.get(
                                        "/financial-data/v2/accounts/"
                                                + account
                                                + "/balances?mostRecent=true&type=BOOKED")
                                .at("/items/0/amount/stringValue"))
                .isEqualTo("49.90");

        // What could not be read is set aside, and an operator can have it read again.
        Reply inbox =
                owner.get(
                        "/connectivity/v2beta/connections/"
                                + connection
                                + "/inbox-files?status=QUARANTINED");
        assertThat(inbox.json().at("/items")).hasSize(1);
        assertThat(inbox.at("/items/0/fileName")).isEqualTo("nonsense.xml");
        assertThat(inbox.at("/items/0/note")).isNotEmpty();
        String stuck = "/connectivity/v2beta/inbox-files/" + inbox.at("/items/0/id");
        assertThat(owner.post(stuck + ":read-again", "").at("/status")).isEqualTo("RECEIVED");
        assertThat(owner.post(stuck + ":read-again", "").at("/details/0/code"))
                .isEqualTo("file_not_quarantined");
        assertThat(
                        owner.get(
                                        "/connectivity/v2beta/connections/"
                                                + connection
                                                + "/inbox-files?status=PROCESSED")
                                .json()
                                .at("/items"))
                .hasSize(2);
    }

    @Test
    void fileOfUnknownFate_isDecidedByAnOperator() throws IOException {
        Reply debit = approvedDebit();
        try (var later = new Later(Instant.parse(debit.at("/submissionDeadline")).plusSeconds(1))) {
            later.round();
            String instruction =
                    owner.get("/connectivity/v2beta/connections/" + connection + "/instructions")
                            .at("/items/0/id");
            String path = "/connectivity/v2beta/instructions/" + instruction;
            assertThat(owner.post(path + ":send-again", "").at("/details/0/code"))
                    .isEqualTo("instruction_not_unknown");

            unknown(instruction);
            Reply again = owner.post(path + ":send-again", "", "Idempotency-Key", "again");
            assertThat(again.at("/status")).as(again.body()).isEqualTo("PREPARED");
            assertThat(owner.post(path + ":send-again", "", "Idempotency-Key", "again").body())
                    .isEqualTo(again.body());
            later.round();
            assertThat(owner.get(path).at("/status")).isEqualTo("SENT");
            assertThat(Files.readString(only("out"))).contains("<CstmrDrctDbtInitn>");

            unknown(instruction);
            Reply confirmed = owner.post(path + ":confirm-sent", "");
            assertThat(confirmed.at("/status")).isEqualTo("SENT");
            assertThat(owner.post(path + ":confirm-sent", "", "If-Match", "version:1").status())
                    .isEqualTo(412);
            assertThat(owner.get(path + "/events").body())
                    .contains("PREPARED", "HANDING_OVER", "SENT");
        }
        assertThat(clerk.get(path(debit)).at("/status")).isEqualTo("SENT");
        assertThat(approver.post("/connectivity/v2beta/instructions/x:send-again", "").status())
                .isEqualTo(403);
    }

    /** As a channel would that cannot tell; folders always can. */
    private void unknown(String instruction) {
        kontor.database()
                .write(
                        organization,
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE instructions SET state = 'UNKNOWN' WHERE organization_id = :org AND id = :id::uuid
                                                """)
                                        .bind("org", organization.value())
                                        .bind("id", instruction)
                                        .execute());
    }

    @Test
    void setUp_refusesWhatCannotBe() {
        assertThat(
                        owner.post(
                                        "/connectivity/v2beta/connections",
                                        Jsons.json(
                                                "{'name': 'Again', 'bic': 'COBADEFFXXX', 'channel':"
                                                        + " 'FOLDER', 'folder': 'commerzbank'}"))
                                .at("/details/0/code"))
                .isEqualTo("folder_taken");
        for (String folder :
                List.of(
                        "..",
                        "../commerzbank",
                        "a/b",
                        "/etc",
                        "",
                        ".hidden",
                        "A",
                        "a\\u0000b",
                        "x".repeat(65))) {
            assertThat(
                            owner.post(
                                            "/connectivity/v2beta/connections",
                                            Jsons.json(
                                                    "{'name': 'X', 'bic': 'COBADEFFXXX', 'channel':"
                                                            + " 'FOLDER', 'folder': '"
                                                            + folder
                                                            + "'}"))
                                    .at("/details/0/field"))
                    .as(folder)
                    .isEqualTo("folder");
        }
        assertThat(
                        faults(
                                owner.post(
                                        "/connectivity/v2beta/connections",
                                        Jsons.json(
                                                "{'bic': 'X', 'channel': 'TESTBANK', 'folder': 'x',"
                                                        + " 'bankProfile': 'testbank'}"))))
                .containsExactlyInAnyOrder("name", "bic", "channel", "bankProfile");
        assertThat(
                        owner.delete("/connectivity/v2beta/connections/" + connection)
                                .at("/details/0/code"))
                .isEqualTo("in_use");

        assertThat(
                        faults(
                                owner.post(
                                        "/financial-data/v2beta/accounts",
                                        Jsons.json(
                                                """
                                                {'connectionId': 'x', 'market': 'Germany', 'currency': 'EURO', 'zone': 'Mars', 'routing': [{'type': 'NO'}],
                                                 'identifiers': [{'type': 'IBAN', 'number': 'DE00370400440532013000'}]}
                                                """))))
                .contains(
                        "connectionId",
                        "entityId",
                        "market",
                        "currency",
                        "name",
                        "zone",
                        "routing.0.type");
        String stranger =
                kontor.sandbox()
                        .developer()
                        .get("/connectivity/v2beta/connections")
                        .at("/items/0/id");
        assertThat(anotherAccount(stranger, "DE64500105173198833324").at("/details/0/code"))
                .isEqualTo("connection_not_found");
        assertThat(anotherAccount(connection, IBAN).at("/message")).contains(account);
    }

    private Reply anotherAccount(String over, String iban) {
        return owner.post(
                "/financial-data/v2beta/accounts",
                Jsons.json(
                        """
                        {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR', 'name': 'x',
                         'identifiers': [{'type': 'IBAN', 'number': '%s'}]}
                        """
                                .formatted(
                                        over,
                                        owner.get("/financial-data/v2/entities").at("/items/0/id"),
                                        iban)));
    }

    @Test
    void connection_isRenamedAndTakenAwayOnceNothingUsesIt() {
        var made =
                owner.post(
                                "/connectivity/v2beta/connections",
                                Jsons.json(
                                        "{'name': 'Old', 'bic': 'INGDDEFFXXX', 'channel': 'FOLDER',"
                                                + " 'folder': 'ing', 'bankProfile': 'generic'}"))
                        .created();
        String path = "/connectivity/v2beta/connections/" + made.at("/id");
        Reply renamed =
                owner.patch(
                        path, Jsons.json("[{'op': 'replace', 'path': '/name', 'value': 'ING'}]"));
        assertThat(renamed.at("/name")).isEqualTo("ING");
        assertThat(Jsons.without(owner.get(path).json(), "files", "lastHeard"))
                .isEqualTo(renamed.json());
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(410);
        assertThat(owner.get("/connectivity/v2beta/connections").json().at("/items")).hasSize(1);
        assertThat(owner.get(path + "/events").json().at("/items")).hasSize(3);
    }

    @Test
    void creditorNumbers_ofAnAccountStandBeforeThoseOfItsEntity() {
        String path = "/financial-data/v2/accounts/" + account;
        Reply wrong =
                owner.patch(
                        path,
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/sepaCreditorIdentifier', 'value': 'DE00ZZZ09999999999'},
                                 {'op': 'replace', 'path': '/autogiroCustomerNumber', 'value': '12'}]
                                """),
                        "If-Match",
                        "version:1");
        assertThat(wrong.json().at("/details")).hasSize(2);
        Reply right =
                owner.patch(
                        path,
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/sepaCreditorIdentifier', 'value': 'DE98ZZZ09999999999'}]
                                """),
                        "If-Match",
                        owner.get(path).at("/etag"));
        assertThat(right.at("/sepaCreditorIdentifier")).isEqualTo("DE98ZZZ09999999999");
        Reply removed =
                owner.patch(
                        path,
                        Jsons.json("[{'op': 'remove', 'path': '/sepaCreditorIdentifier'}]"),
                        "If-Match",
                        right.at("/etag"));
        assertThat(removed.json().has("sepaCreditorIdentifier")).isFalse();
    }

    private Reply approvedDebit() {
        String payer =
                clerk.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'First Customer', 'partyType': 'INDIVIDUAL',
                                         'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]}]}
                                        """))
                        .created()
                        .at("/accounts/0/id");
        String mandate =
                clerk.post(
                                "/payments/v2/mandates",
                                Jsons.json(
                                        "{'scheme': 'SDD_CORE', 'externalAccountId': '"
                                                + payer
                                                + "', 'mandateReference': 'ACME-1'}"))
                        .created()
                        .at("/id");
        LocalDate date = LocalDate.now(BANK_ZONE).plusDays(7);
        Reply debit =
                clerk.post(
                                "/payments/v2/direct-debits",
                                Jsons.json(
                                        """
                                        {'amount': {'currency': 'EUR', 'stringValue': '49.90'}, 'date': '%s', 'scheme': 'SDD_CORE',
                                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': '%s', 'reference': 'Invoice 1'}
                                        """
                                                .formatted(date, account, mandate)))
                        .created();
        String step = Jsons.json("{'approvalStepId': '" + debit.at("/approvalSteps/0/id") + "'}");
        assertThat(clerk.post(path(debit) + ":approve", step).status()).isEqualTo(403);
        Reply approved = approver.post(path(debit) + ":approve", step);
        assertThat(approved.at("/status")).as(approved.body()).isEqualTo("APPROVED");
        return approved;
    }

    private static String path(Reply debit) {
        return "/payments/v2/direct-debits/" + debit.at("/id");
    }

    private Path folder(String name) {
        return TestKontor.BANK_FILES
                .resolve(organization.toString())
                .resolve("commerzbank")
                .resolve(name);
    }

    private Path only(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder(name))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private void bankOffers(String name, String content) throws IOException {
        // Moved in whole, as a bank's transfer client must.
        Path part = Files.writeString(folder("in").resolve(name + ".part"), content);
        Files.move(part, folder("in").resolve(name));
    }

    private static String statement(LocalDate day, String endToEndId) {
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
          <GrpHdr><MsgId>STATEMENT-1</MsgId><CreDtTm>2026-12-01T18:00:00</CreDtTm></GrpHdr>
          <Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-12-01T18:00:00</CreDtTm>
            <Acct><Id><IBAN>%1$s</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
              <Dt><Dt>%2$s</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">49.90</Amt><CdtDbtInd>CRDT</CdtDbtInd>
              <Dt><Dt>%2$s</Dt></Dt></Bal>
            <Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">49.90</Amt><CdtDbtInd>CRDT</CdtDbtInd>
              <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%2$s</Dt></BookgDt><ValDt><Dt>%2$s</Dt></ValDt>
              <AcctSvcrRef>ASR-1</AcctSvcrRef>
              <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd>
              <NtryDtls><TxDtls><Refs><EndToEndId>%3$s</EndToEndId></Refs>
                <Amt Ccy="EUR">49.90</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
          </Stmt></BkToCstmrStmt></Document>
        """
                .formatted(IBAN, day, endToEndId);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static List<String> faults(Reply refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        return StreamSupport.stream(refused.json().at("/details").spliterator(), false)
                .map(fault -> fault.path("field").asText())
                .toList();
    }

    /**
     * The same installation when its clock shows a later time: a real organization's cannot be
     * moved.
     */
    private final class Later implements AutoCloseable {
        private final Database database;
        private final Wiring wiring;

        Later(Instant time) {
            var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), time));
            database = TestKontor.open(kontor.jdbcUrl(), 3, clock);
            wiring = TestKontor.wiring(database);
        }

        void round() {
            var work = wiring.banking().bankWork();
            assertThat(work.lines(organization)).isNotEmpty().allMatch(work::tryRun);
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
