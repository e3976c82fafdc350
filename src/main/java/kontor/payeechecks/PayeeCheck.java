package kontor.payeechecks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.wire.Json;

/**
 * The newest verdict on the name of a payee.
 *
 * @param code ISO 20022 ExternalPaymentTransactionStatus1Code, as the bank wrote it
 * @param name that the payee's bank knows, where it gives it back
 * @param information the bank's own words
 * @param reported when Kontor heard it
 */
public record PayeeCheck(
        String code, Optional<String> name, Optional<String> information, Instant reported) {

    private static final String CLOSE = "CLOSE_MATCH";

    /** The words of the API for the codes of rails.md B.4. */
    private static final Map<String, String> RESULTS =
            Map.of(
                    "RCVC", "MATCH",
                    "RVMC", CLOSE,
                    "RVNM", "NO_MATCH",
                    "RVNA", "NOT_APPLICABLE",
                    "RVNC", "NOT_FINISHED");

    /** Whether a status, or the reason of one, is a verdict on one payee. */
    public static boolean isVerdict(String code) {
        return RESULTS.containsKey(code);
    }

    /**
     * What a bank tells of a payment.
     *
     * @param codes its status and the codes of its reasons; the first verdict among them counts
     * @param name the payee's as the report repeats it
     * @param words of the reasons; after a close match the name stands there
     */
    public static Optional<PayeeCheck> of(
            List<String> codes, Optional<String> name, String words, Instant now) {
        var information = Optional.of(words).filter(text -> !text.isBlank());
        return codes.stream()
                .filter(PayeeCheck::isVerdict)
                .findFirst()
                .map(
                        code ->
                                new PayeeCheck(
                                        code,
                                        CLOSE.equals(RESULTS.get(code))
                                                ? name.or(() -> information)
                                                : Optional.empty(),
                                        information,
                                        now));
    }

    /** Whether it says the same as another, whenever that was. */
    public boolean says(PayeeCheck other) {
        return code.equals(other.code)
                && name.equals(other.name)
                && information.equals(other.information);
    }

    public ObjectNode view() {
        var view = Json.object().put("result", RESULTS.get(code)).put("code", code);
        name.ifPresent(text -> view.put("name", text));
        information.ifPresent(text -> view.put("information", text));
        return view.put("reported", Json.timestamp(reported));
    }

    /** Reads back what {@link #view} wrote. */
    public static PayeeCheck read(String stored) {
        var view = Json.readOwn(stored);
        return new PayeeCheck(
                view.path("code").asText(),
                Optional.ofNullable(view.path("name").textValue()),
                Optional.ofNullable(view.path("information").textValue()),
                Instant.parse(view.path("reported").asText()));
    }
}
