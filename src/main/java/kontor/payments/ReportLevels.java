package kontor.payments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which report of a file speaks of a payment: its own, its payment information's, or the file's.
 */
final class ReportLevels {

    private final Map<String, PaymentReport> transactions = new HashMap<>();
    private final Map<String, PaymentReport> groups = new HashMap<>();
    private Optional<PaymentReport> file = Optional.empty();

    ReportLevels(List<PaymentReport> reports) {
        for (PaymentReport report : reports) {
            switch (report.scope()) {
                case PaymentReport.Scope.Instruction _ -> file = Optional.of(report);
                case PaymentReport.Scope.PaymentInformation(var id) -> groups.put(id, report);
                case PaymentReport.Scope.Transaction(_, var instructionId, var endToEndId) -> {
                    instructionId.ifPresent(id -> transactions.put(id, report));
                    endToEndId.ifPresent(id -> transactions.putIfAbsent(id, report));
                }
            }
        }
    }

    Optional<PaymentReport> of(Payment<?> payment) {
        return Optional.ofNullable(transactions.get(payment.endToEndId()))
                .or(() -> payment.progress().bank().paymentInformationId().map(groups::get))
                .or(() -> file);
    }
}
