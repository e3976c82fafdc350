package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.exchangerates.ExchangeRate;
import kontor.onerow.OneRow;
import kontor.wire.Etag;
import kontor.wire.Json;
import kontor.wire.JsonPatch;

/**
 * The settings by which an organization's approval chains are evaluated.
 *
 * @param evaluationCurrency the currency through which amounts are converted where there is no
 *     direct rate between two currencies; EUR unless it was changed
 * @param version 0 until somebody changes them
 */
public record ApprovalSettings(UUID id, Currency evaluationCurrency, int version)
        implements OneRow {

    static final List<JsonPatch.Rule> RULES =
            List.of(
                    JsonPatch.Rule.of(
                            "/evaluationCurrency", JsonPatch.Op.ADD, JsonPatch.Op.REPLACE));

    static Currency evaluationCurrency(JsonPatch patch) {
        Optional<Currency> currency = Optional.empty();
        for (var operation : patch.operations()) {
            var code = operation.fields().requiredText("value", 1, 255);
            currency = Currency.find(code);
            if (currency.isEmpty() && !code.isEmpty()) {
                operation.fields().fault(Fault.invalid("value", ExchangeRate.NO_CURRENCY));
            }
        }
        patch.refuseFaults();
        return currency.orElseThrow();
    }

    static ApprovalSettings usual(UUID id) {
        return new ApprovalSettings(id, Currency.EUR, 0);
    }

    ApprovalSettings with(Currency next) {
        return new ApprovalSettings(id, next, version + 1);
    }

    @Override
    public Snapshot snapshot(OrganizationId organization) {
        return new Snapshot("approval_settings", id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        return Json.object()
                .put("organizationId", organization.toString())
                .put("evaluationCurrency", evaluationCurrency.code())
                .put("version", version)
                .put("etag", Etag.of(version));
    }
}
