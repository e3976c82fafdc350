package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Currency;
import kontor.xml.XmlNode;

/**
 * The head of one statement, report or notification: always of one account.
 *
 * @param id banks use the same ids again each year
 * @param electronicSequenceNumber counts what was sent of one account
 * @param legalSequenceNumber counts the statements of one account; the same when one is sent again
 * @param createdAt wall time of the bank
 * @param period the time that it covers
 * @param page which page this is, when the bank divides the statement into pages
 * @param summary what the bank itself adds up of the entries
 */
public record StatementHead(
        String id,
        Optional<Long> electronicSequenceNumber,
        Optional<Long> legalSequenceNumber,
        Optional<LocalDateTime> createdAt,
        Optional<Period> period,
        Optional<Page> page,
        Account account,
        Summary summary) {

    /** One that does not add itself up. */
    public StatementHead(
            String id,
            Optional<Long> electronicSequenceNumber,
            Optional<Long> legalSequenceNumber,
            Optional<LocalDateTime> createdAt,
            Optional<Period> period,
            Optional<Page> page,
            Account account) {
        this(
                id,
                electronicSequenceNumber,
                legalSequenceNumber,
                createdAt,
                period,
                page,
                account,
                Summary.NONE);
    }

    /**
     * What the bank itself adds up ({@code TxsSummry}); it informs, so what cannot be read is
     * absent.
     *
     * @param all {@code TtlNtries}; its sum is without signs
     * @param net what is credited less what is debited, without a sign
     */
    public record Summary(Sum all, Optional<BigDecimal> net, Sum credits, Sum debits) {

        public static final Summary NONE =
                new Summary(Sum.NONE, Optional.empty(), Sum.NONE, Sum.NONE);

        /** How many entries, and their sum without a sign, in units of the currency. */
        public record Sum(Optional<BigDecimal> entries, Optional<BigDecimal> amount) {

            static final Sum NONE = new Sum(Optional.empty(), Optional.empty());

            private static Sum read(Optional<XmlNode> node) {
                return node.map(
                                one ->
                                        new Sum(
                                                number(one.textAt("NbOfNtries")),
                                                number(one.textAt("Sum"))))
                        .orElse(NONE);
            }
        }

        private static Summary read(XmlNode node) {
            var all = node.at("TtlNtries");
            // The element of version .02, then that of later ones.
            var net =
                    all.flatMap(one -> one.textAt("TtlNetNtryAmt"))
                            .or(() -> all.flatMap(one -> one.textAt("TtlNetNtry", "Amt")));
            return new Summary(
                    Sum.read(all),
                    number(net),
                    Sum.read(node.at("TtlCdtNtries")),
                    Sum.read(node.at("TtlDbtNtries")));
        }

        private static Optional<BigDecimal> number(Optional<String> text) {
            return text.filter(one -> NUMBER.matcher(one).matches()).map(BigDecimal::new);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,17})?");

    /**
     * A page of a statement, whose other pages are other elements or messages.
     *
     * @param number from 1
     */
    public record Page(long number, boolean last) {}

    /** A statement without pages. */
    public StatementHead(
            String id,
            Optional<Long> electronicSequenceNumber,
            Optional<LocalDateTime> createdAt,
            Optional<Period> period,
            Account account) {
        this(id, electronicSequenceNumber, createdAt, period, Optional.empty(), account);
    }

    /** A statement without a legal number. */
    public StatementHead(
            String id,
            Optional<Long> electronicSequenceNumber,
            Optional<LocalDateTime> createdAt,
            Optional<Period> period,
            Optional<Page> page,
            Account account) {
        this(id, electronicSequenceNumber, Optional.empty(), createdAt, period, page, account);
    }

    /** Wall times of the bank; the end is the last moment covered. */
    public record Period(LocalDateTime from, LocalDateTime to) {}

    /**
     * The account of the statement.
     *
     * @param iban absent when the bank gives another number
     * @param otherId a national account number or a bankgiro number
     * @param currency absent in many notifications
     */
    public record Account(
            Optional<String> iban,
            Optional<String> otherId,
            Optional<Currency> currency,
            Optional<String> servicerBic) {

        public Account {
            if (iban.isEmpty() && otherId.isEmpty()) {
                throw new IllegalArgumentException("an account has an IBAN or another id");
            }
        }

        static Account read(XmlNode node) {
            return node.build(
                    () ->
                            new Account(
                                    node.idAt("Id", "IBAN"),
                                    node.idAt("Id", "Othr", "Id"),
                                    node.at("Ccy").map(Account::currency),
                                    node.bicAt("Svcr")));
        }

        private static Currency currency(XmlNode node) {
            return node.text()
                    .flatMap(Currency::find)
                    .orElseThrow(() -> node.malformed("unknown currency"));
        }

        void write(XmlSink xml) {
            xml.open("Acct");
            iban.ifPresent(present -> xml.path(present, "Id", "IBAN"));
            if (iban.isEmpty()) {
                otherId.ifPresent(other -> xml.path(other, "Id", "Othr", "Id"));
            }
            xml.text("Ccy", currency.map(Currency::code));
            servicerBic.ifPresent(bic -> xml.path(bic, "Svcr", "FinInstnId", "BICFI"));
            xml.close("Acct");
        }
    }

    static StatementHead read(XmlNode node) {
        return node.build(
                () ->
                        new StatementHead(
                                node.needId("Id"),
                                node.at("ElctrncSeqNb").map(XmlNode::number),
                                node.at("LglSeqNb").map(XmlNode::number),
                                node.at("CreDtTm").flatMap(XmlNode::informativeTime),
                                node.at("FrToDt").flatMap(StatementHead::period),
                                node.at("StmtPgntn")
                                        .or(() -> node.at("RptPgntn"))
                                        .or(() -> node.at("NtfctnPgntn"))
                                        .map(StatementHead::page),
                                Account.read(node.need("Acct")),
                                node.at("TxsSummry").map(Summary::read).orElse(Summary.NONE)));
    }

    private static Optional<Period> period(XmlNode node) {
        var from = node.at("FrDtTm").or(() -> node.at("FrDt")).flatMap(XmlNode::informativeTime);
        var to = node.at("ToDtTm").or(() -> node.at("ToDt")).flatMap(XmlNode::informativeTime);
        return from.flatMap(begin -> to.map(end -> new Period(begin, end)));
    }

    private static Page page(XmlNode node) {
        return new Page(
                node.at("PgNb").map(XmlNode::number).orElse(1L),
                node.at("LastPgInd").map(XmlNode::flag).orElse(true));
    }

    /**
     * @param element of the message: Stmt, Rpt or Ntfctn
     */
    void write(XmlSink xml, String element) {
        xml.text("Id", id);
        page.ifPresent(
                present -> {
                    xml.open(element + "Pgntn");
                    xml.number("PgNb", present.number);
                    xml.text("LastPgInd", String.valueOf(present.last));
                    xml.close(element + "Pgntn");
                });
        electronicSequenceNumber.ifPresent(number -> xml.number("ElctrncSeqNb", number));
        legalSequenceNumber.ifPresent(number -> xml.number("LglSeqNb", number));
        createdAt.ifPresent(time -> xml.dateTime("CreDtTm", time));
        period.ifPresent(
                present -> {
                    xml.open("FrToDt");
                    xml.dateTime("FrDtTm", present.from);
                    xml.dateTime("ToDtTm", present.to);
                    xml.close("FrToDt");
                });
        account.write(xml);
    }
}
