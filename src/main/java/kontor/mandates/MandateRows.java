package kontor.mandates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** What statements write and read of mandates. */
final class MandateRows {

    static final Rows<Mandate> NEW =
            Rows.of(
                    Column.id("id", Mandate::id),
                    Column.word("scheme", Mandate::scheme),
                    Column.word("status", Mandate::status),
                    Column.word("recurrence", Mandate::recurrence),
                    Column.id("external_account_id", Mandate::externalAccountId),
                    Column.id("counterparty_id", Mandate::counterpartyId),
                    Column.optionalId("destination_account_id", Mandate::destinationAccountId),
                    Column.text("creditor_reference", Mandate::creditorReference),
                    Column.text("creditor_key", MandateNames::creditor),
                    Column.text("mandate_reference", Mandate::mandateReference),
                    Column.optionalDate("signature_date", Mandate::signatureDate),
                    Column.text("source", Mandate::source),
                    Column.text("source_holder", Mandate::sourceHolder),
                    Column.optionalDate("last_collection", Mandate::lastCollection),
                    known("known_mandate_reference", BankMandateState::mandateReference),
                    known("known_creditor_reference", BankMandateState::creditorReference),
                    known("known_iban", BankMandateState::iban),
                    Column.number("known_version", MandateRows::knownVersion),
                    Column.optionalText("external_id", Mandate::externalId),
                    Column.text("metadata", mandate -> Json.writeMetadata(mandate.metadata())));

    /** What becomes of a mandate by itself, by its collections and by the bank. */
    static final Rows<Mandate> MOVED =
            Rows.of(
                    Column.id("id", Mandate::id).asKey(),
                    Column.word("status", Mandate::status),
                    Column.text("mandate_reference", Mandate::mandateReference),
                    Column.optionalText("status_reason", Mandate::statusReason),
                    Column.optionalText("blocked_by", Mandate::blockedBy),
                    Column.optionalDate("last_collection", Mandate::lastCollection),
                    Column.flag("used_up", Mandate::usedUp),
                    Column.optionalId(
                            "connection_instruction_id", Mandate::connectionInstructionId),
                    known("known_mandate_reference", BankMandateState::mandateReference),
                    known("known_creditor_reference", BankMandateState::creditorReference),
                    known("known_iban", BankMandateState::iban),
                    Column.number("known_version", MandateRows::knownVersion),
                    Column.number("version", Mandate::version));

    /** What a patch may change. */
    static final Rows<Mandate> AMENDED =
            Rows.versioned(
                    Column.id("id", Mandate::id).asKey(),
                    Column.id("external_account_id", Mandate::externalAccountId),
                    Column.text("source", Mandate::source),
                    Column.text("source_holder", Mandate::sourceHolder),
                    Column.text("creditor_reference", Mandate::creditorReference),
                    Column.text("creditor_key", MandateNames::creditor),
                    Column.text("mandate_reference", Mandate::mandateReference),
                    Column.optionalDate("signature_date", Mandate::signatureDate),
                    Column.optionalText("blocked_by", Mandate::blockedBy),
                    known("known_mandate_reference", BankMandateState::mandateReference),
                    known("known_creditor_reference", BankMandateState::creditorReference),
                    known("known_iban", BankMandateState::iban),
                    Column.number("known_version", MandateRows::knownVersion),
                    Column.number("version", Mandate::version));

    private MandateRows() {}

    /** What the bank knows of it. */
    private static Column<Mandate> known(String name, Function<BankMandateState, String> value) {
        return Column.optionalText(name, mandate -> mandate.known().map(value));
    }

    private static @Nullable Integer knownVersion(Mandate mandate) {
        return mandate.known().map(BankMandateState::version).orElse(null);
    }

    /** What the bank knows of the mandate of a row; empty where it knows the same. */
    static Optional<BankMandateState> known(ResultSet row) throws SQLException {
        String reference = row.getString("known_mandate_reference");
        return reference == null
                ? Optional.empty()
                : Optional.of(
                        new BankMandateState(
                                reference,
                                row.getString("known_creditor_reference"),
                                row.getString("known_iban"),
                                row.getInt("known_version")));
    }

    static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                row.getObject("id", UUID.class),
                MandateScheme.valueOf(row.getString("scheme")),
                MandateStatus.valueOf(row.getString("status")),
                Mandate.Recurrence.valueOf(row.getString("recurrence")),
                row.getObject("external_account_id", UUID.class),
                row.getObject("counterparty_id", UUID.class),
                Optional.ofNullable(row.getObject("destination_account_id", UUID.class)),
                row.getString("creditor_reference"),
                row.getString("mandate_reference"),
                Optional.ofNullable(row.getObject("signature_date", LocalDate.class)),
                Optional.ofNullable(row.getString("blocked_by")),
                Optional.ofNullable(row.getString("status_reason")),
                Optional.ofNullable(row.getObject("last_collection", LocalDate.class)),
                row.getBoolean("used_up"),
                Optional.ofNullable(row.getObject("connection_instruction_id", UUID.class)),
                row.getString("source"),
                row.getString("source_holder"),
                known(row),
                Optional.ofNullable(row.getString("external_id")),
                Json.readMetadata(row.getString("metadata")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
