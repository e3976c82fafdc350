package kontor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A bank behind a folder, with a memory: it empties {@code out}, and answers each file with a
 * report and with a statement in {@code in}. It remembers every file by its digest and every
 * payment by the file that it was in.
 */
final class StoryBank implements Runnable {

    /** Made for the account by {@link StoryHouse}. */
    static final String IBAN = "DE89370400440532013000";

    private static final Pattern MESSAGE = Pattern.compile("<MsgId>([^<]+)</MsgId>");
    private static final Pattern PAYMENT =
            Pattern.compile(
                    "<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt"
                            + " Ccy=\"EUR\">([0-9]+)\\.([0-9]{2})<",
                    Pattern.DOTALL);

    private final Path folder;
    private final StoryHouse house;
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Answer> unsaid = new ArrayList<>();
    private long balance = 100_000_000_00L;
    private long booked;
    private int entries;
    private int statements;
    private volatile boolean closed;

    private record Answer(String name, String content) {}

    private record Order(String endToEndId, long minor) {}

    /**
     * @param folder of the connection
     */
    StoryBank(Path folder, StoryHouse house) {
        this.folder = folder;
        this.house = house;
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                take();
                answer();
            } catch (IOException full) {
                // The disk of both is full or away; what was taken is answered when it is back.
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void take() throws IOException {
        if (!Files.isDirectory(folder.resolve("out"))) {
            return;
        }
        List<Path> files;
        try (var all = Files.list(folder.resolve("out"))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            received(file.getFileName().toString(), content);
        }
    }

    private synchronized void received(String name, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        var message = MESSAGE.matcher(text);
        if (!text.stripTrailing().endsWith("</Document>") || !message.find()) {
            faults.add(name + " is not whole: " + content.length + " bytes");
            return;
        }
        if (digests.put(message.group(1), sha256(content)) != null) {
            faults.add(name + " came twice");
            return;
        }
        var orders = new ArrayList<Order>();
        for (var found : PAYMENT.matcher(text).results().toList()) {
            String id = found.group(1);
            orders.add(new Order(id, Long.parseLong(found.group(2) + found.group(3))));
            String before = fileOf.put(id, name);
            if (before != null) {
                faults.add("payment " + id + " came in " + before + " and in " + name);
            }
        }
        unsaid.add(new Answer("report-" + message.group(1) + ".xml", report(message.group(1))));
        unsaid.add(new Answer("statement-" + message.group(1) + ".xml", statement(orders)));
    }

    private void answer() throws IOException {
        List<Answer> now;
        synchronized (this) {
            now = List.copyOf(unsaid);
        }
        Files.createDirectories(folder.resolve("in"));
        for (var one : now) {
            Path part = folder.resolve("in").resolve(one.name + ".part");
            Files.writeString(part, one.content);
            Files.move(part, folder.resolve("in").resolve(one.name));
            synchronized (this) {
                unsaid.remove(one);
            }
        }
    }

    private static String report(String messageId) {
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
          <GrpHdr><MsgId>R%1$s</MsgId><CreDtTm>2026-12-01T10:00:00</CreDtTm></GrpHdr>
          <OrgnlGrpInfAndSts><OrgnlMsgId>%1$s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
            <GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>
        </CstmrPmtStsRpt></Document>
        """
                .formatted(messageId);
    }

    private String statement(List<Order> orders) {
        int number = ++statements;
        long opening = balance;
        var lines = new StringBuilder();
        for (Order order : orders) {
            balance -= order.minor;
            booked += order.minor;
            lines.append(entry(order));
        }
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
          <GrpHdr><MsgId>S%1$d</MsgId><CreDtTm>%2$sT18:00:00</CreDtTm></GrpHdr>
          <Stmt><Id>S%1$d</Id><ElctrncSeqNb>%1$d</ElctrncSeqNb><CreDtTm>%2$sT18:00:00</CreDtTm>
            <Acct><Id><IBAN>%3$s</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%4$s</Amt>
              <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%2$s</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%5$s</Amt>
              <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%2$s</Dt></Dt></Bal>
            %6$s
          </Stmt></BkToCstmrStmt></Document>
        """
                .formatted(number, house.today(), IBAN, euro(opening), euro(balance), lines);
    }

    private String entry(Order order) {
        return """
        <Ntry><NtryRef>%1$d</NtryRef><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>DBIT</CdtDbtInd>
          <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%3$s</Dt></BookgDt><ValDt><Dt>%3$s</Dt></ValDt>
          <AcctSvcrRef>ASR-%1$d</AcctSvcrRef>
          <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>%4$s</EndToEndId></Refs>
            <Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
        """
                .formatted(++entries, euro(order.minor), house.today(), order.endToEndId);
    }

    private static String euro(long minor) {
        return "%d.%02d".formatted(minor / 100, minor % 100);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The digest of each file that came, by its message id. */
    synchronized Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    /** End-to-end ids of the payments that came, each with its file. */
    synchronized Map<String, String> payments() {
        return Map.copyOf(fileOf);
    }

    synchronized boolean hasAnswered() {
        return unsaid.isEmpty();
    }

    synchronized long booked() {
        return booked;
    }

    synchronized int entries() {
        return entries;
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    void close() {
        closed = true;
    }
}
