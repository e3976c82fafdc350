package kontor.entryviews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import kontor.bankwords.GermanCode;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Code;
import kontor.iso20022.TransactionDetails.Returned;
import kontor.wire.Json;

/** What kind of booking it is, and why money came back. */
public final class CodeView {

    /** The ISO 20022 domain for bookings of which only the bank's own code is known. */
    public static final String EXTENDED_DOMAIN = "XTND";

    private CodeView() {}

    /** Absent when the bank tells no code. */
    public static Optional<ObjectNode> of(BankTransactionCode code) {
        if (code.domain().isEmpty() && code.proprietary().isEmpty()) {
            return Optional.empty();
        }
        var view = Json.object().put("domain", code.domain().orElse(EXTENDED_DOMAIN));
        code.family().ifPresent(family -> view.put("family", family));
        code.subFamily().ifPresent(family -> view.put("subfamily", family));
        code.proprietary()
                .ifPresent(
                        own -> {
                            var proprietary = view.putObject("proprietary").put("code", own);
                            code.issuer().ifPresent(issuer -> proprietary.put("issuer", issuer));
                        });
        meaning(code).ifPresent(text -> view.put("description", text));
        return Optional.of(view);
    }

    /** In a few words of English: of the ISO code, else of a German one. */
    public static Optional<String> meaning(BankTransactionCode code) {
        return BookingMeanings.of(
                        code.domain().orElse(""),
                        code.family().orElse(""),
                        code.subFamily().orElse(""))
                .or(() -> code.german().flatMap(GermanCode::meaning));
    }

    /**
     * In a few words of English, of a booking that came back: the code of it may say what it was
     * before.
     */
    public static Optional<String> meaningOfReturn(
            BankTransactionCode code, Optional<Returned> why) {
        if (code.undoes()) {
            return meaning(code);
        }
        String what =
                switch (code.family().orElse("")) {
                    case "RCDT", "ICDT", "IRCT", "RRCT" -> "credit transfer came back";
                    case "RDDT", "IDDT" -> "direct debit came back";
                    default -> "payment came back";
                };
        return Optional.of(
                why.flatMap(Returned::reason)
                        .map(reason -> what + ": " + ReasonCode.of(reason.value()).meaning())
                        .orElse(what));
    }

    /** The reason that stands in its place ({@code RtrInf}). */
    public static ObjectNode reason(Returned why) {
        var view = Json.object();
        var reason = why.reason().map(Code::value).map(ReasonCode::canonical);
        reason.ifPresent(value -> view.put("code", value));
        var words =
                why.additionalInformation().isEmpty()
                        ? reason.map(ReasonCode::of).map(ReasonCode::meaning)
                        : Optional.of(String.join(" ", why.additionalInformation()));
        words.ifPresent(text -> view.put("description", text));
        reason.ifPresent(code -> addAction(view, code));
        of(why.originalCode())
                .ifPresent(original -> view.set("originalBankTransactionCode", original));
        return view;
    }

    /** What to do about it, where a list says so. */
    private static void addAction(ObjectNode view, String code) {
        if (ReasonCode.isKnown(code)) {
            view.put("action", ReasonCode.of(code).action());
        }
    }

    /**
     * The reason of a return for which the bank has no element: a code that stands in its text, and
     * what the kind of booking says.
     */
    public static Optional<ObjectNode> reason(Optional<String> code, BankTransactionCode kind) {
        var view = Json.object();
        code.ifPresent(value -> view.put("code", value));
        code.flatMap(ReasonCode::find)
                .map(ReasonCode::meaning)
                .or(() -> meaning(kind))
                .ifPresent(text -> view.put("description", text));
        code.ifPresent(value -> addAction(view, value));
        return Optional.of(view).filter(some -> !some.isEmpty());
    }
}
