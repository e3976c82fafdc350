package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.balance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Orders;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a bank tells of a payment in several files comes to the same whatever the order in which
 * they are read: status, reason, bookings, mandate, and nothing left for a person.
 *
 * <p>Of two payments of one file the first is refused or comes back; the second is made.
 */
class NewsInAnyOrderTest {

    private static final String MADE = "EXECUTED    of 1 under ACTIVE []; ";
    private static final String PAID = "300 RECONCILED 1, 300 RECONCILED 1";
    private static final String EACH = "[-300 RECONCILED 1, " + PAID + "]";
    private static final String EACH_OUT =
            "[-300 RECONCILED 1, -300 RECONCILED 1, 300 RECONCILED 1]";
    private static final String SUM_OUT = "[-600 RECONCILED 2, 300 RECONCILED 1]";
    private static final String SUM = "[-300 RECONCILED 1, 600 RECONCILED 2]";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");
    private long balance;
    private int files;

    /** Two payments in one file which the bank has. */
    private final class Sent {

        private final boolean debits;
        private final PaymentClient client;
        private final Reply one;
        private final Reply other;
        private final String file;
        private final LocalDate day;
        private final long opening = balance;

        Sent(boolean debits) {
            this.debits = debits;
            client = debits ? sandbox.directDebits() : sandbox.creditTransfers();
            one = approved();
            other = approved();
            day = LocalDate.parse(one.at("/effectiveDate"));
            sandbox.advanceTo(day.plusDays(3));
            bank.round();
            file = file(id(one));
            assertThat(file).contains(id(other));
            balance += sign() * 300;
        }

        private Reply approved() {
            long minor = client == null ? 0 : 300;
            return debits
                    ? sandbox.aDirectDebit().into(account).of("EUR", minor).approved()
                    : sandbox.aCreditTransfer().from(account).of("EUR", minor).approved();
        }

        private int sign() {
            return debits ? 1 : -1;
        }

        private String report(String status, String reason) {
            String why =
                    reason.isEmpty()
                            ? ""
                            : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
            return """
            <Document><CstmrPmtStsRpt><GrpHdr><MsgId>R-%s-%s</MsgId></GrpHdr><OrgnlGrpInfAndSts>
            <OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain</OrgnlMsgNmId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId>
            <TxSts>%s</TxSts>%s</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """
                    .formatted(
                            sandbox.organizationId().substring(0, 8),
                            ++files,
                            found("<MsgId>(.*?)</MsgId>"),
                            group(),
                            id(one),
                            status,
                            why);
        }

        private String group() {
            return found("<PmtInfId>(.*?)</PmtInfId>");
        }

        private String found(String pattern) {
            var found = Pattern.compile(pattern).matcher(file);
            assertThat(found.find()).isTrue();
            return found.group(1);
        }

        /** A statement of one of the days, which adds up. */
        private String statement(int later, long before, long minor, String... entries) {
            var on = day.plusDays(later);
            return bank.page(
                    "S-" + on,
                    on,
                    "",
                    balance("OPBD", opening + sign() * before, on)
                            + balance("CLBD", opening + sign() * (before + minor), on),
                    entries);
        }

        private String entry(int later, long minor, String details) {
            return BankFolder.entry(
                    sign() * minor,
                    day.plusDays(later),
                    "<AcctSvcrRef>%s-%d-%d</AcctSvcrRef>".formatted(id(one), later, minor),
                    details);
        }

        private String detail(Reply payment, long minor, String reason) {
            String plain = BankFolder.detail(sign() * minor, id(payment));
            return reason.isEmpty()
                    ? plain
                    : plain.replace(
                            "</TxDtls>",
                            "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn></RtrInf></TxDtls>");
        }

        /** Each of both is booked by itself. */
        private String each() {
            return statement(
                    0,
                    0,
                    600,
                    entry(0, 300, detail(one, 300, "")),
                    entry(0, 300, detail(other, 300, "")));
        }

        /** Both in one sum that lists them. */
        private String listed() {
            return statement(
                    0, 0, 600, entry(0, 600, detail(one, 300, "") + detail(other, 300, "")));
        }

        private String sum(long minor) {
            return statement(
                    0,
                    0,
                    minor,
                    entry(0, minor, "<Btch><PmtInfId>" + group() + "</PmtInfId></Btch>"));
        }

        private String back(String reason) {
            return statement(1, 600, -300, entry(1, -300, detail(one, -300, reason)));
        }

        private String firstPart() {
            return statement(1, 600, -100, entry(1, -100, detail(one, -100, "AM04")));
        }

        private String secondPart() {
            return statement(2, 500, -200, entry(2, -200, detail(one, -200, "AM04")));
        }

        private String file(String containing) {
            try (Stream<Path> all = Files.list(bank.out())) {
                for (var path : all.toList()) {
                    String text = Files.readString(path);
                    if (text.contains(containing)) {
                        return text;
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            throw new AssertionError("no file has " + containing);
        }

        /** All that is left of it, in words. */
        private String outcome() {
            return said(one) + "; " + said(other) + "; " + bookings() + cases();
        }

        private String said(Reply payment) {
            var now = client.get(payment).json();
            var reason = now.path("statusReason");
            String mandate =
                    debits
                            ? " under "
                                    + developer
                                            .get(
                                                    "/payments/v2/mandates/"
                                                            + now.at("/mandate/id").asText())
                                            .at("/status")
                            : "";
            return now.path("status").asText()
                    + " "
                    + reason.path("code").asText()
                    + " "
                    + reason.path("kind").asText()
                    + " "
                    + reason.at("/amount/value").asText()
                    + " of "
                    + now.path("attachedTransactions").size()
                    + mandate
                    + " "
                    + told(payment);
        }

        private List<String> told(Reply payment) {
            return developer
                    .get("/payments/v2beta/r-transactions?paymentId=" + payment.at("/id"))
                    .items()
                    .stream()
                    .map(
                            one ->
                                    one.path("code").asText()
                                            + " "
                                            + one.path("kind").asText()
                                            + (one.has("transactionId") ? " booked" : ""))
                    .sorted()
                    .toList();
        }

        private List<String> bookings() {
            return developer
                    .get("/financial-data/v2/transactions?limit=500&accountId=" + account)
                    .items()
                    .stream()
                    .filter(this::isMine)
                    .map(
                            one ->
                                    one.at("/amount/value").asText()
                                            + " "
                                            + one.path("reconciliationStatus").asText()
                                            + " "
                                            + one.path("attachedTransactables").size())
                    .sorted()
                    .toList();
        }

        private boolean isMine(JsonNode booking) {
            var on = LocalDate.parse(booking.path("date").asText());
            return !on.isBefore(day) && !on.isAfter(day.plusDays(2));
        }
    }

    private static String id(Reply payment) {
        return payment.at("/id").replace("-", "");
    }

    private List<String> cases() {
        var open = sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").items();
        open.forEach(
                one ->
                        sandbox.owner()
                                .post(
                                        "/financial-data/v2beta/cases/"
                                                + one.path("id").asText()
                                                + ":close",
                                        "{\"note\": \"seen\"}")
                                .ok());
        return open.stream().map(one -> one.path("summary").asText()).toList();
    }

    /** Files of a story by their names, as they are written once its payments are sent. */
    private String file(Sent sent, String name) {
        var words = name.split("-");
        return switch (words[0]) {
            case "each" -> sent.each();
            case "listed" -> sent.listed();
            case "sum" -> sent.sum(600);
            case "rest" -> sent.sum(300);
            case "back" -> sent.back(words.length > 1 ? words[1] : "");
            case "part1" -> sent.firstPart();
            case "part2" -> sent.secondPart();
            default ->
                    sent.report(
                            words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "");
        };
    }

    private Stream<DynamicTest> inAnyOrder(boolean debits, String names, String expected) {
        return Orders.of(names).stream()
                .map(
                        order ->
                                dynamicTest(
                                        (debits ? "debits: " : "transfers: ") + order,
                                        () -> {
                                            var sent = new Sent(debits);
                                            order.forEach(name -> bank.offer(file(sent, name)));
                                            assertThat(sent.outcome()).isEqualTo(expected);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> collectionThatComesBack() {
        return Stream.of(
                        inAnyOrder(true, "rjct-AM04 each back-AM04", back("AM04", EACH)),
                        inAnyOrder(true, "rjct-AM04 sum back-AM04", back("AM04", SUM)),
                        inAnyOrder(true, "rjct-AM04 listed back-AC04", back("AC04", SUM)),
                        inAnyOrder(true, "rjct-AM04 each back", back("AM04", EACH)),
                        inAnyOrder(true, "acsc each back-AM04", back("AM04", EACH)))
                .flatMap(all -> all);
    }

    @TestFactory
    Stream<DynamicTest> collectionThatComesBackInParts() {
        String twice = back("AM04", "[-100 RECONCILED 1, -200 RECONCILED 1, " + PAID + "]");
        return inAnyOrder(
                true,
                "each part1 part2",
                twice.replace("of 2", "of 3")
                        .replace(
                                "[AM04 RETURN booked]",
                                "[AM04 RETURN booked, AM04 RETURN booked]"));
    }

    @TestFactory
    Stream<DynamicTest> transferThatComesBack() {
        return Stream.of(
                        inAnyOrder(false, "rjct-AM04 each back", transfer("AM04", EACH_OUT)),
                        inAnyOrder(false, "rjct-AM04 sum back-AC04", transfer("AC04", SUM_OUT)))
                .flatMap(all -> all);
    }

    /** What is left of a file is booked as one sum. */
    @TestFactory
    Stream<DynamicTest> sumWithoutWhatIsRefused() {
        String left =
                "FAILED AM04 REJECT  of 0 under SENT [AM04 REJECT]; "
                        + MADE
                        + "[300 RECONCILED 1][]";
        return inAnyOrder(true, "rjct-AM04 rest", left);
    }

    private static String back(String code, String bookings) {
        return "RETURNED %1$s RETURN 300 of 2 under ACTIVE [%1$s RETURN booked]; %2$s%3$s[]"
                .formatted(code, MADE, bookings);
    }

    private static String transfer(String code, String bookings) {
        return back(code, bookings).replace(" under ACTIVE", "");
    }
}
