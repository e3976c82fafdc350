package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.iso20022.StatusReport;
import kontor.payments.PaymentReport.Scope;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Reports with a hundred thousand ids take seconds, whatever their ids are like. */
class ReportLevelsTest {

    private static final int MANY = 100_000;

    private static String ours(int i) {
        return "01a2292b63577000a6934c0c2580"
                + "%04x".formatted(i >> 4)
                + Integer.toHexString(i & 15);
    }

    private static PaymentReport of(String id, String status) {
        var scope =
                new Scope.Transaction(
                        "", Optional.empty(), Optional.of(id), StatusReport.Original.NONE);
        return new PaymentReport(scope, status, List.of());
    }

    @Test
    void idsThatWereCut_areFoundOneByOne() {
        var ids = new HashMap<String, UUID>();
        var reports = new ArrayList<PaymentReport>();
        for (int i = 0; i < MANY; i++) {
            ids.put(ours(i), new UUID(0, i));
            reports.add(of(ours(i).substring(0, 29), "RJCT"));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    var levels = new ReportLevels(reports);
                    assertThat(levels.needsAll()).isTrue();
                    levels.find(ids);
                    assertThat(levels.unheard()).hasSize(MANY);
                });
    }

    @Test
    void idsThatAreToldTwice_areTold() {
        var reports = new ArrayList<PaymentReport>();
        for (int i = 0; i < MANY; i++) {
            reports.add(of(ours(i), "RJCT"));
            reports.add(of(ours(i), "ACCP"));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    var levels = new ReportLevels(reports);
                    assertThat(levels.twice()).hasSize(MANY);
                    assertThat(levels.unheard()).hasSize(MANY);
                });
    }
}
