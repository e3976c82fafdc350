package kontor.iso20022;

import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import kontor.xml.XmlNode;
import kontor.xml.XmlSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code camt.053}, and with it 052 and 054, versions .02 to .13 and national variants. A
 * file without entries is normal, several statements in one file too.
 */
public final class Camt053Reader {

    private static final Set<String> MESSAGES =
            Set.of("BkToCstmrAcctRpt", "BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn");
    private static final Set<String> STATEMENT =
            Set.of(
                    "Id",
                    "StmtPgntn",
                    "RptPgntn",
                    "NtfctnPgntn",
                    "ElctrncSeqNb",
                    "LglSeqNb",
                    "CreDtTm",
                    "FrToDt",
                    "Acct",
                    "TxsSummry");
    private static final Set<String> ENTRY =
            Set.of(
                    "NtryRef",
                    "Amt",
                    "CdtDbtInd",
                    "RvslInd",
                    "Sts",
                    "BookgDt",
                    "ValDt",
                    "AcctSvcrRef",
                    "BkTxCd",
                    "AddtlInfInd",
                    "AmtDtls",
                    "Chrgs",
                    "CardTx");

    private final XmlSource xml;
    private final StatementHandler handler;
    private int statements;
    private StatementFile.@Nullable Kind kind;

    private Camt053Reader(XmlSource xml, StatementHandler handler) {
        this.xml = xml;
        this.handler = handler;
    }

    /** MalformedMessage: not an account file, or beyond the limits. */
    public static void read(InputStream in, ReadLimits limits, StatementHandler handler) {
        try (var xml = new XmlSource(in, limits)) {
            new Camt053Reader(xml, handler).readMessages();
        }
    }

    /** A file may hold several, one behind the other or in one envelope. */
    private void readMessages() {
        readMessage(xml.message(MESSAGES));
        int messages = 1;
        for (var next = xml.next(MESSAGES); next.isPresent(); next = xml.next(MESSAGES)) {
            messages++;
            String name = next.get();
            within(
                    "message " + messages,
                    () -> {
                        readMessage(name);
                        return true;
                    });
        }
    }

    private void readMessage(String name) {
        var its = StatementFile.Kind.ofMessageElement(name);
        if (kind != null && kind != its) {
            throw xml.malformed(
                    "it is a %s behind a %s; ask the bank to send each in a file of its own"
                            .formatted(its.messageName, kind.messageName));
        }
        kind = its;
        xml.split(
                Set.of("GrpHdr"),
                Set.of(its.statementElement),
                node -> {
                    handler.file(file(its, node.need("GrpHdr")));
                    return _ -> readStatement();
                });
    }

    private static StatementFile file(StatementFile.Kind kind, XmlNode header) {
        return new StatementFile(
                kind,
                header.needId("MsgId"),
                header.at("CreDtTm").flatMap(XmlNode::informativeTime));
    }

    private void readStatement() {
        statements++;
        xml.split(
                STATEMENT,
                Set.of("Bal", "Ntry"),
                node -> {
                    var statement =
                            within("statement " + statements, () -> StatementHead.read(node));
                    handler.statementStarted(statement);
                    return new OpenStatement(statement);
                });
        handler.statementEnded();
    }

    /** Says of what is wrong in which part of the file it stands; line and column say the rest. */
    private static <T> T within(String part, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedMessage malformed) {
            throw malformed.in(part);
        }
    }

    /** The balances and entries of one statement. */
    private final class OpenStatement implements Consumer<String> {

        private final StatementHead head;
        private int balances;
        private long entries;

        OpenStatement(StatementHead head) {
            this.head = head;
        }

        @Override
        public void accept(String part) {
            if (part.equals("Bal")) {
                balances++;
                var node = xml.record();
                handler.balance(within("balance " + balances + of(), () -> Balance.read(node)));
                return;
            }
            entries++;
            xml.split(ENTRY, Set.of("NtryDtls", "AddtlNtryInf"), this::opened).end();
        }

        private OpenEntry opened(XmlNode node) {
            String part = "entry " + entries + of();
            var entry = within(part, () -> EntryHead.read(node));
            handler.entryStarted(entry);
            return new OpenEntry(entry, head.account(), part);
        }

        private String of() {
            return " of statement " + head.id();
        }
    }

    /** The parts of one entry; holds one transaction back until it is known to be the only one. */
    private final class OpenEntry implements Consumer<String> {

        private final EntryHead entry;
        private final StatementHead.Account account;
        private final String part;
        private @Nullable TransactionDetails heldBack;
        private boolean several;
        private Optional<String> additionalInformation = Optional.empty();

        OpenEntry(EntryHead entry, StatementHead.Account account, String part) {
            this.entry = entry;
            this.account = account;
            this.part = part;
        }

        @Override
        public void accept(String part) {
            if (part.equals("AddtlNtryInf")) {
                additionalInformation = xml.record().text();
                return;
            }
            xml.children(this::readDetail);
        }

        private void readDetail(String name) {
            if (!name.equals("Btch") && !name.equals("TxDtls")) {
                return;
            }
            if (heldBack != null) {
                handler.details(heldBack);
                heldBack = null;
                several = true;
            }
            var node = xml.record();
            if (name.equals("Btch")) {
                handler.batch(within(part, () -> Batch.read(node)));
                return;
            }
            heldBack = within(part, () -> TransactionDetails.read(node, entry, account));
        }

        void end() {
            if (heldBack != null) {
                boolean alone = !several && heldBack.amount().isEmpty();
                handler.details(alone ? heldBack.withAmount(entry.amount()) : heldBack);
            }
            handler.entryEnded(additionalInformation);
        }
    }
}
