package kontor.approvals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.onerow.OneRow;

/** SQL of the approval settings. */
final class SettingsTable implements OneRow.Table<ApprovalSettings> {

    ApprovalSettings read(Tx tx) {
        return tx.query(
                        """
                        SELECT id, evaluation_currency, version FROM approval_settings
                        WHERE organization_id = :org
                        """)
                .map((row, _) -> settings(row))
                .findOne()
                .orElseGet(() -> ApprovalSettings.usual(Ids.next()));
    }

    /**
     * Locked for change. The row is inserted where there is none yet, so that only one of two nodes
     * can insert it.
     */
    @Override
    public ApprovalSettings lock(Tx tx) {
        var usual = ApprovalSettings.usual(Ids.next());
        tx.update(
                        """
                        INSERT INTO approval_settings (organization_id, id, evaluation_currency, version,
                            created, updated)
                        VALUES (:org, :id, :currency, :version, :now, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", usual.id())
                .bind("currency", usual.evaluationCurrency().code())
                .bind("version", usual.version())
                .bind("now", tx.now())
                .execute();
        return tx.query(
                        """
                        SELECT id, evaluation_currency, version FROM approval_settings
                        WHERE organization_id = :org
                        FOR UPDATE
                        """)
                .map((row, _) -> settings(row))
                .one();
    }

    @Override
    public void update(Tx tx, ApprovalSettings before, ApprovalSettings after) {
        int rows =
                tx.update(
                                """
                                UPDATE approval_settings
                                SET evaluation_currency = :currency, version = :version, updated = :now
                                WHERE organization_id = :org AND version = :expected
                                """)
                        .bind("currency", after.evaluationCurrency().code())
                        .bind("version", after.version())
                        .bind("now", tx.now())
                        .bind("expected", before.version())
                        .execute();
        Tx.allChanged(rows, 1, "approval settings");
    }

    private static ApprovalSettings settings(ResultSet row) throws SQLException {
        return new ApprovalSettings(
                row.getObject("id", UUID.class),
                Currency.known(row.getString("evaluation_currency")),
                row.getInt("version"));
    }
}
