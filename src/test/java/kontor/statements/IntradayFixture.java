package kontor.statements;

import static kontor.statements.StatementBuilder.aStatement;

import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iso20022.StatementFile;

/** Intraday reports for tests of upper rooms. */
public final class IntradayFixture {

    private IntradayFixture() {}

    /** The bank announces one credit on the account. */
    public static void announce(TestKontor kontor, OrganizationId organization, String iban) {
        var wiring = kontor.wiring();
        new StatementFiles(
                        kontor.database(),
                        wiring.ground().changes(),
                        wiring.parties().accounts(),
                        new Statements(
                                wiring.ground().journal(),
                                kontor.wiring().banking().cases(),
                                kontor.wiring().parties().accounts(),
                                wiring.parties().balances(),
                                (_, _) -> {}))
                .read(
                        organization,
                        Ids.next(),
                        aStatement()
                                .ofKind(StatementFile.Kind.INTRADAY_REPORT)
                                .ofAccount(iban)
                                .entry(100, "ANNOUNCED")
                                .file());
    }
}
