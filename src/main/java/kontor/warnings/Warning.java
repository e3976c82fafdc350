package kontor.warnings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * One thing to know before a payment is approved.
 *
 * @param code for programs, in capitals like the words of the API, and never changed
 * @param message one sentence with the figures
 * @param payment another payment that it speaks of, where there is one that the reader may see
 * @param text a text that leaves otherwise than it was given, where it speaks of one
 */
public record Warning(String code, String message, Optional<UUID> payment, Optional<Text> text) {

    /** The code of what is late: it leaves for another day than the one asked for. */
    public static final String DATE_PASSED = "DATE_PASSED";

    /**
     * A member of the payment whose text does not leave as it was given.
     *
     * @param member its path in the payment, such as {@code destinationHolder.legalName}
     * @param sent what stands in the file; empty where nothing does
     */
    public record Text(String member, String given, String sent) {}

    public Warning(String code, String message, Optional<UUID> payment) {
        this(code, message, payment, Optional.empty());
    }

    public static Warning of(String code, String message) {
        return new Warning(code, message, Optional.empty());
    }

    public ObjectNode view() {
        var view = Json.object().put("code", code).put("message", message);
        payment.ifPresent(id -> view.put("paymentId", id.toString()));
        text.ifPresent(
                one -> {
                    view.put("member", one.member).put("given", one.given);
                    if (!one.sent.isEmpty()) {
                        view.put("sent", one.sent);
                    }
                });
        return view;
    }
}
