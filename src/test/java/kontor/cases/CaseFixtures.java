package kontor.cases;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;

/** Cases as the rooms that read files of banks open them. */
public final class CaseFixtures {

    private CaseFixtures() {}

    /** A case of an account; its id. */
    public static String aCase(OrganizationId organization, String account) {
        var kontor = TestKontor.shared();
        var cases = kontor.wiring().banking().cases();
        String fingerprint = Ids.next().toString();
        kontor.database()
                .write(
                        organization,
                        tx -> {
                            cases.open(tx, ofAccount(fingerprint, account));
                            return true;
                        });
        return kontor.database()
                .read(organization, tx -> new CaseTable().ofFingerprint(tx, fingerprint))
                .orElseThrow()
                .toString();
    }

    static NewCase ofAccount(String fingerprint, String account) {
        return new NewCase(
                CaseKind.BOOKED_DIFFERS,
                fingerprint,
                Optional.of(UUID.fromString(account)),
                Optional.empty(),
                Optional.empty(),
                "booked is 5.00, the statements prove 10.00",
                Map.of("proved", "10.00", "booked", "5.00"));
    }
}
