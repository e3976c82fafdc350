package kontor.reconciliationpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.transactions.Attachment;

/** A payment or an expected transaction in a form, written {@code TYPE:id}. */
record Pick(Attachment.Type type, UUID id) {

    static String written(Attachment.Type type, UUID id) {
        return type + ":" + id;
    }

    /**
     * Several, parted by commas; none in an empty text.
     *
     * @throws InvalidRequest at the field for what is none
     */
    static List<Pick> parse(String field, String text) {
        var picks = new ArrayList<Pick>();
        for (String one : text.isBlank() ? new String[0] : text.split(",", 50)) {
            picks.add(
                    read(one)
                            .orElseThrow(
                                    () ->
                                            new InvalidRequest(
                                                    Fault.invalid(
                                                            field,
                                                            "must be what the page offers; open it"
                                                                    + " again"))));
        }
        return picks;
    }

    private static Optional<Pick> read(String text) {
        for (var type : Attachment.Type.values()) {
            if (text.startsWith(type + ":")) {
                return Ids.parse(text.substring(type.name().length() + 1))
                        .map(id -> new Pick(type, id));
            }
        }
        return Optional.empty();
    }

    /** The page of it. */
    static String path(Attachment.Type type, UUID id) {
        return switch (type) {
            case DIRECT_DEBIT -> "/direct-debits/" + id;
            case CREDIT_TRANSFER -> "/credit-transfers/" + id;
            case EXPECTED_TRANSACTION -> "/expected-transactions/" + id;
            case PAYMENT_BATCH -> "";
        };
    }
}
