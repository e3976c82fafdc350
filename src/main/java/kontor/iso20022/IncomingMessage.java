package kontor.iso20022;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import kontor.xml.XmlSource;

/** The message that a file from a bank holds, by its content, never by its file name. */
public enum IncomingMessage {
    /** {@code pain.002} */
    STATUS_REPORT("CstmrPmtStsRpt"),
    /** {@code camt.052} */
    INTRADAY_REPORT("BkToCstmrAcctRpt"),
    /** {@code camt.053} */
    STATEMENT("BkToCstmrStmt"),
    /** {@code camt.054} */
    NOTIFICATION("BkToCstmrDbtCdtNtfctn");

    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);
    private static final Map<String, IncomingMessage> BY_ELEMENT =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    message -> message.element, Function.identity()));

    /** What else comes by mistake, and what it is. */
    private static final Map<String, String> OTHERS =
            Map.ofEntries(
                    Map.entry("CstmrCdtTrfInitn", "pain.001, an order of credit transfers"),
                    Map.entry("CstmrPmtRvsl", "pain.007, an order to reverse collections"),
                    Map.entry("CstmrDrctDbtInitn", "pain.008, an order of direct debits"),
                    Map.entry("MndtInitnReq", "pain.009, a mandate to be made"),
                    Map.entry("MndtAmdmntReq", "pain.010, a mandate to be changed"),
                    Map.entry("MndtCxlReq", "pain.011, a mandate to be cancelled"),
                    Map.entry("MndtAccptncRpt", "pain.012, the answer to one about a mandate"),
                    Map.entry("CdtrPmtActvtnReq", "pain.013, a request to pay"),
                    Map.entry("CdtrPmtActvtnReqStsRpt", "pain.014, the answer to a request to pay"),
                    Map.entry("MndtCpyReq", "pain.017, a request for a mandate"),
                    Map.entry("MndtSspnsnReq", "pain.018, a mandate to be suspended"),
                    Map.entry("Rct", "camt.025, a receipt"),
                    Map.entry("UblToApply", "camt.026, a question about a payment"),
                    Map.entry("ClmNonRct", "camt.027, a claim that money did not come"),
                    Map.entry("AddtlPmtInf", "camt.028, more about a payment"),
                    Map.entry("RsltnOfInvstgtn", "camt.029, the answer to a request to cancel"),
                    Map.entry("NtfctnOfCaseAssgnmt", "camt.030, news of an investigation"),
                    Map.entry("RjctInvstgtn", "camt.031, an investigation that was refused"),
                    Map.entry("CstmrPmtCxlReq", "camt.055, a request to cancel"),
                    Map.entry("FIToFIPmtCxlReq", "camt.056, a request to cancel between banks"),
                    Map.entry("NtfctnToRcv", "camt.057, an announcement of money"),
                    Map.entry("AcctRptgReq", "camt.060, a request for statements"),
                    Map.entry("BkSvcsBllgStmt", "camt.086, a bill of the bank's services"),
                    Map.entry("ReqToModfyPmt", "camt.087, a request to change a payment"),
                    Map.entry("FIToFICstmrCdtTrf", "pacs.008, a message between banks"),
                    Map.entry("FIToFICstmrDrctDbt", "pacs.003, a message between banks"),
                    Map.entry("FIToFIPmtStsRpt", "pacs.002, a message between banks"),
                    Map.entry("FIToFIPmtRvsl", "pacs.007, a message between banks"),
                    Map.entry("FICdtTrf", "pacs.009, a message between banks"),
                    Map.entry("FIToFIPmtStsReq", "pacs.028, a message between banks"),
                    Map.entry("PmtRtr", "pacs.004, a message between banks"),
                    Map.entry("RmtAdvc", "remt.001, an advice of what is paid"),
                    Map.entry("SysEvtNtfctn", "admi.004, news of a system"),
                    Map.entry("RctAck", "admi.007, a receipt of a system"));

    private static final String READ =
            "; Kontor reads pain.002, camt.052, camt.053 and camt.054 of banks";

    private static final Map<String, String> KNOWN = known();

    private static Map<String, String> known() {
        var known = new HashMap<String, String>();
        BY_ELEMENT.keySet().forEach(element -> known.put(element, element));
        OTHERS.keySet().forEach(element -> known.put(element, element));
        return Map.copyOf(known);
    }

    private final String element;

    IncomingMessage(String element) {
        this.element = element;
    }

    /** Whether a file holds this message; reads no further than the first elements. */
    public boolean isIn(InputStream file) {
        try {
            return recognize(file, LIMITS) == this;
        } catch (MalformedMessage _) {
            return false;
        }
    }

    /** Why a file holds none of these messages, with the place; empty when it holds one. */
    public static String objection(InputStream file) {
        try {
            String element = XmlSource.recognize(file, LIMITS, KNOWN);
            return BY_ELEMENT.containsKey(element)
                    ? ""
                    : "it is " + OTHERS.get(element) + " (" + element + ")" + READ;
        } catch (MalformedMessage malformed) {
            return String.valueOf(malformed.getMessage());
        }
    }

    /** Reads no further than the first elements. MalformedMessage: not XML, or none of these. */
    public static IncomingMessage recognize(InputStream in, ReadLimits limits) {
        return XmlSource.recognize(in, limits, BY_ELEMENT);
    }
}
